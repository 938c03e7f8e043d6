"""Who may open an address: the guard of every view, and one-time tokens."""
