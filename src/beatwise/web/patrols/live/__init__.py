"""The picture of today, this week and this month, and what watches over it."""
