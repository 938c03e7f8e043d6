"""The files that planning reads and writes."""
