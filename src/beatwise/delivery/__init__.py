"""Delivery: what was walked, from tracks, check-ins and returns to dosage and fidelity."""
