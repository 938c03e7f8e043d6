"""Spending: who may make an entry, what a year will come to, and how money is shared out."""
