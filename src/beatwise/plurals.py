"""A number with its noun: ``1 month``, ``1,200 months``, ``6 hours 19 minutes``."""

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


def elapsed(minutes: int) -> str:
    """Return a span of time in hours and minutes.

    Examples
    --------
    >>> elapsed(1), elapsed(60), elapsed(379)
    ('1 minute', '1 hour', '6 hours 19 minutes')
    """
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour")] if hours else []
    parts += [counted(rest, "minute")] if rest or not hours else []
    return " ".join(parts)
