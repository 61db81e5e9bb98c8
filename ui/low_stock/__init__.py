"""The parts of the page Low Stock."""
