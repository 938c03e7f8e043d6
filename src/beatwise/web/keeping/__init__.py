"""Keep the office: check it, back it up, restore it, make its first account and its demo."""
