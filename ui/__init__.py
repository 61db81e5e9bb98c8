"""Data in; widget, figure or choice out."""
