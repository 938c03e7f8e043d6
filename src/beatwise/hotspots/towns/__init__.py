"""Towns side by side, and hours shared among them by a stated rule."""
