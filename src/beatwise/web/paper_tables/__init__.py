"""Tables in layouts of their own: previewed, taken in or kept as printed, worked out again."""
