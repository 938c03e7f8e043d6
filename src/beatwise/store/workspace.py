"""A workspace: a folder of Parquet and GeoPackage files with one catalogue."""
