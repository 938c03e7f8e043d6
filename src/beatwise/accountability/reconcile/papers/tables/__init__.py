"""What a printed table says of itself: totals, parts, differences, changes and shares."""
