"""Letters that ask a force, a council or a retailer for data."""
