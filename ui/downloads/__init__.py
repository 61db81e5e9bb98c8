"""The parts of the page Downloads."""
