"""The tables of boards and meetings, step by step."""
