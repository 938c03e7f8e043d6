"""Designs of an evaluation: side by side, stepped starts, crossover by day."""
