"""Peak times: when incidents gather, from spans of time that are not exact."""
