"""Parts of the rules between fields: the lines of a table, and rules as sentences."""
