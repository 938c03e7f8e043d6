"""The API of measures and their values."""
