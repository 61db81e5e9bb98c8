"""A libSQL server (Turso, or a sqld of one's own) as the source of a replica, read over HTTP."""
