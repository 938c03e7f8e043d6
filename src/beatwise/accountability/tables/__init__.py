"""Tables of papers: layouts that turn printed rows into rows of the office."""
