"""How the office is set up: where it keeps its records, who may sign in, what a browser may do."""
