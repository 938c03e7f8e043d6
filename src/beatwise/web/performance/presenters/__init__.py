"""Domain values into template dictionaries."""
