"""Patrols walked: phones, trackers, what they hand in, and the live picture beside the plan."""
