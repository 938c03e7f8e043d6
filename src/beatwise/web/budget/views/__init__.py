"""Pages of budgets: read, and kept."""
