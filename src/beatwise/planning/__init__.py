"""Where, when, how long, by whom, by which route, at what price."""
