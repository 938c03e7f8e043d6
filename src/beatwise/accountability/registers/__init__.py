"""Registers as data: definitions, workflows, clocks and field rules."""
