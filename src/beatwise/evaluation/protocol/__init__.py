"""The protocol: what is fixed before patrols start, its lock and its deviations."""
