"""Imports that are too long to wait for: looked through and made by the worker, and cancelled."""
