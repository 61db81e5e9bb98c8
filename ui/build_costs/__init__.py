"""The parts of the page Build Costs."""
