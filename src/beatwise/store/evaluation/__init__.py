"""Files of an evaluation: protocol, result, theory of change and unit costs."""
