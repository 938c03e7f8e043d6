"""Items of an agenda: who owns and presents them, their time and their files."""
