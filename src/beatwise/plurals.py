"""A number with its noun: ``1 month``, ``1,200 months``."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun in the right form.

    ``plural`` is given where it is not the noun with an s.

    Examples
    --------
    >>> counted(1, "month"), counted(1200, "month"), counted(2, "city", "cities")
    ('1 month', '1,200 months', '2 cities')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
