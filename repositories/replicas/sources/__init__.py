"""Where the rows of a replica come from: files, the demo, a remote."""
