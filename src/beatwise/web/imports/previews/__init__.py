"""What a file would do, and what an app says of its own rows so that this can be worked out."""
