"""Words that a spreadsheet would take for a formula, quoted in CSV and read back."""

from __future__ import annotations


_RUNS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_QUOTE = "'"


def quote(words: str) -> str:
    """Return words that no spreadsheet takes for a formula, with spaces before them or not."""
    return f"{_QUOTE}{words}" if _runs(words) else words


def unquote(words: str) -> str:
    """Return the words that ``quote`` was given."""
    return words[1:] if words[:1] == _QUOTE and _runs(words[1:]) else words


def _runs(words: str) -> bool:
    first = words[:1]
    return first == _QUOTE or first in _RUNS or (first.isspace() and words.strip()[:1] in _RUNS)
