"""The field's open standards: what a file of each may hold, and how our values become one."""
