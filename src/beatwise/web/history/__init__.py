"""The history: every change, chained, append-only, and read."""
