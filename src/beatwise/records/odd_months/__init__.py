"""Months whose records are out of line with the months around them."""
