"""Pages of bodies: seats with balance, and votes."""
