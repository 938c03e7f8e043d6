"""The streets and landmarks that were gathered, for names and maps, and how to get them."""
