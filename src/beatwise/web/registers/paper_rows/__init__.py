"""Records from the tables of papers, in columns of their own."""
