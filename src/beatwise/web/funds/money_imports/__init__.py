"""Tables of money that come in: positions of lines, projects and their costs."""
