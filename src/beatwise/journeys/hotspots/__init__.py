"""Journeys that find hot spots, peak times and towns, and write them up."""
