"""Jobs: work that nobody should wait for, done by a worker beside the server; and own exports."""
