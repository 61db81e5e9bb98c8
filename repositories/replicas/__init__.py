"""How served replicas are built from their sources and published."""
