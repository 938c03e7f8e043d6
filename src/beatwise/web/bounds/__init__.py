"""What one person may ask of the office at a time, so that nobody else waits for it."""
