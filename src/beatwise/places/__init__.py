"""Where: areas, cells, segments, snap points and walking."""
