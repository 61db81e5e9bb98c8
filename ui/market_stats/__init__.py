"""The parts of the page Market Stats."""
