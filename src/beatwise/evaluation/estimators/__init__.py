"""Estimators: an effect with its interval from a panel of counts."""
