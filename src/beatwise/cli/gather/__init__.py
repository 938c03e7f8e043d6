"""Commands that bring data in and say what is missing."""
