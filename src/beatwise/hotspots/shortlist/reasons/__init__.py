"""Reasons beside a hot spot: persistence, trend, steadiness and screening."""
