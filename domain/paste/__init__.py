"""Everything a player can paste, read into types and quantities, with what was not understood."""
