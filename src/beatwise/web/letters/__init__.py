"""Letters: a queue that the worker sends from, and the list of those that could not be sent."""
