"""What a subprocess lives in while it is compared: a clock that stands, and chance that repeats."""
