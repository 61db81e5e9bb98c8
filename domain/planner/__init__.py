"""How to fill a market: what other markets can spare, what Jita sells, and what of it to bring first."""
