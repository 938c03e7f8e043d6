"""What a workspace knows of its months, for those who read results counted from them."""
