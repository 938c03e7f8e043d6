"""Changes of the vocabulary's tables."""
