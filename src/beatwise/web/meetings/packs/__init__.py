"""Packs of papers: contents, scorecards and frozen files."""
