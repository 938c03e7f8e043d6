"""The tables of an office's own dashboards."""
