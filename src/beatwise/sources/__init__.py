"""Bring in: readers for the files that police forces, councils, ONS and mappers publish."""
