"""Show: documents, charts, maps and open data made from what the rooms below computed."""
