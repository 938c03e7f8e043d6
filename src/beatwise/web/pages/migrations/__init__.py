"""The table of charts, and the cache that processes share."""
