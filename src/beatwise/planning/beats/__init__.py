"""Beats: the ground walked from one base, with its walking times."""
