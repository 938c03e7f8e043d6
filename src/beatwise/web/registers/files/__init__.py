"""The files of a record: looked at, kept with the state they were given in, and listed by it."""
