"""Lists as files: at once when short, by the worker when long."""
