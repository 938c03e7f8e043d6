"""Background trackers: each protocol read, and answered so that its queue empties."""
