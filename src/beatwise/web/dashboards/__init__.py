"""Dashboards as data: panels of measures, each with its chart, its table and its file."""
