"""Papers of other people's making, read into paragraphs and tables."""
