"""Effects where every area starts in the end and the month of its start is drawn."""
