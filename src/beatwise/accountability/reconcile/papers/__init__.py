"""Papers read as they are printed: which of their figures follow from the others, and which not."""
