"""Tables in layouts of their own: previewed, imported or kept as printed, worked out again."""
