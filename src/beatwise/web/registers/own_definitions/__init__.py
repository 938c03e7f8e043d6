"""The registers of an office: those that ship, and its own in their place or beside them."""
