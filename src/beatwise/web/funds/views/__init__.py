"""Pages of funds: accounts with their lines, and the forms by which entries are made."""
