"""The head of the office's history as what is published prints it: each copy is an anchor.

A head is ``CHANGE:HASH``; ``beatwise office check --anchor`` takes it as it is printed.
"""

from __future__ import annotations


LABEL = "History"
WORDS = (
    "History is the office's last change before this was made, and the hash of its whole record "
    "then. The office's check takes it as an anchor, so this copy shows if that record was altered."
)
