"""Read tracks as trackers, phones and radios write them."""
