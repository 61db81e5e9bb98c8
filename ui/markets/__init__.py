"""What the page Markets draws: headlines, matrix, items, restock plan, fleet check, pings."""
