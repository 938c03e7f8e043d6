"""The tables of actions and change requests, step by step."""
