"""Definitions of the plan and its measures: loaded, versioned, changed."""
