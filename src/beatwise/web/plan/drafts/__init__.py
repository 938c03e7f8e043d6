"""Drafts of the plan: their rows, their steps, and how they are shown."""
