"""The report of a result, its files, and what each kind of design says in it."""
