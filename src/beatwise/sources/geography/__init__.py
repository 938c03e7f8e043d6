"""Layers of areas, streets and lookups, in any of the usual formats."""
