"""Shifts: visits and routes within one shift, and shifts over a period."""
