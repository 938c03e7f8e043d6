"""A county whose truth we know."""
