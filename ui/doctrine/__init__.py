"""The components of the doctrine pages: answers in, tables and choices out."""
