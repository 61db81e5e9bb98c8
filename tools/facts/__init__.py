"""One module per facts file; each has `write(package, target)`, which returns a line on what it wrote."""
