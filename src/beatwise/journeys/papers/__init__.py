"""Journeys of papers: read them, and check that what they print adds up."""
