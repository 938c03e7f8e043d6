"""The tables of boards and meetings."""
