"""Files that are checked: what they print against what follows from it."""
