"""The kinds of value that a field can take, each in one place: read, printed, sorted, checked."""
