"""Spans on patrol, and how well devices recorded them."""
