"""Maps: static SVG drawings of a town, its hot spots and its map points."""
