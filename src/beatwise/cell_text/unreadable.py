"""The error of a cell that is not surely one value."""

from __future__ import annotations


class Unreadable(ValueError):
    """A cell that cannot be taken, in a sentence that quotes it, and what to do.

    The caller knows file, row and column and raises ``BadInput`` with them.
    """

    def __init__(self, message: str, next_step: str):
        self.message, self.next_step = message, next_step
        super().__init__(message)
