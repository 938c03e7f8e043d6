"""Formulas of registers: a small language in which every formula ends in a value or a reason."""
