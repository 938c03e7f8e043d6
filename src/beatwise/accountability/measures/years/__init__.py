"""Years of twelve months: formed from months and quarters, reported, and the one that counts."""
