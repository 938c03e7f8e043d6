"""The office's own records as the figures that papers refer to."""
