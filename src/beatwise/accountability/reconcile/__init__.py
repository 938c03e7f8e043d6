"""Reconciliation: does a printed table agree with itself, and with the tables beside it.

Rows, columns, percentages, averages, directions and dates are worked out again, and each that
disagrees is named with the printed and the recomputed value. Nothing is ever corrected.

Start at :func:`beatwise.accountability.reconcile.run.reconcile`.
"""
