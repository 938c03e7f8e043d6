"""Speak: the office in a browser. Django lives here and nowhere else.

Each app has models, selectors (rows to values), actions (a rule, a change and its audit in one
transaction), presenters (values to template dictionaries) and views that only join them. Apps meet
in ``web.registry``.
"""
