"""Spread independent work: in this process, over processes, or over somebody's Dask cluster."""
