"""The plan as a table in a file: out, and in again."""
