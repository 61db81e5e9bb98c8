"""Facts of the game that no database of the collector holds: compact data files and their readers."""
