"""Oversight of what is spent: payments beside the ledger, contracts, delivered hours, returns."""
