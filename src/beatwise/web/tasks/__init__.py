"""What waits for whom: the list on the home page, and letters and feeds made of the same list."""
