"""Budgets, precepts, the medium-term plan, savings and the statutory calendar."""
