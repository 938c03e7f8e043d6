"""Gather: bring files into a workspace, one journey for each kind of source."""
