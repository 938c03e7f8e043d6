"""Files that come in: checked, previewed, committed whole, undone."""
