"""Join core and edge: one file for each user journey."""
