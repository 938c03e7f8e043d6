"""The history of the whole office: as a list, as lines that people read, and in words."""
