"""The rows of imported tables: for the search, and those outside with what would take them."""
