"""How well rankings foretold later months: a page, tables, and a JSON shape."""
