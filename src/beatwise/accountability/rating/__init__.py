"""Rating: the published rule, control charts, scorecards and comparisons."""
