"""The page of a design, its files, and what each kind of design says on it."""
