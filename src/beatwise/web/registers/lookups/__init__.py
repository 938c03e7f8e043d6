"""What is looked up for a field: its order, what a list is narrowed by, the areas it names."""
