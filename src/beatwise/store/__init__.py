"""Keep: a workspace is a folder of open files with their provenance."""
