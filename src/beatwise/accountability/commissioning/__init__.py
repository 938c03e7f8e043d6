"""Rules of grants and contracts: scores given apart, what to look at twice, what ends when."""
