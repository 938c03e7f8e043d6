"""Identifiers that a spreadsheet has rewritten: their end is lost, so unlike ones look the same."""

from __future__ import annotations


# 1.23457E+15 for a long number, ######## for a narrow column, #REF! for a formula
REWRITTEN_ID = r"^(?:[0-9](?:\.[0-9]+)?E\+[0-9]{1,3}|#.*)$"


def rewritten(cell: str) -> tuple[str, str]:
    """Return what is wrong with such an identifier, and the next step."""
    step = "Take the file as it was first exported: in this one records cannot be distinguished."
    return f"'{cell[:40]}' is an identifier that a spreadsheet program has rewritten.", step
