"""Timed extracts and dated events: other people's tables, column by column."""
