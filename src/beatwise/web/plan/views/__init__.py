"""Pages of the plan, its drafts and its table."""
