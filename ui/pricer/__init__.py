"""The parts of the page Pricer."""
