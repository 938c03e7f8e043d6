"""What is published of a town: the brief, the report, its tables and open data."""
