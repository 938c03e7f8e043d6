"""Registers: things with a state, an owner, deadlines and a history. A new one is a definition."""
