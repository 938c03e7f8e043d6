"""Charts of designs and results."""
