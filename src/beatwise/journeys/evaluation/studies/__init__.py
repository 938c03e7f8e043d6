"""How a protocol is carried out: by months, or day by day."""
