"""Funds, proposals, formulas and projects as pages show them."""
