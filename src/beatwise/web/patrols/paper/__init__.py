"""Paper: sheets of a shift, printed, filled in, and typed in or imported."""
