"""How a design of each kind is drawn up from a request."""
