"""Loading a register of an office's own, and taking a version of it back."""
