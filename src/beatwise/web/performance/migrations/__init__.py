"""The tables of the plan and its measures."""
