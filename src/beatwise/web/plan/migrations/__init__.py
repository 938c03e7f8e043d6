"""The tables of drafts of the plan."""
