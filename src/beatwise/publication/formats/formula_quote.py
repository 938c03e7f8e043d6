"""Words that a spreadsheet would take for a formula, quoted in CSV and read back."""

from __future__ import annotations


_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_QUOTE = "'"
_QUOTED = frozenset((*_RUNS, _QUOTE))


def quote(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"{_QUOTE}{words}" if words[:1] in _QUOTED else words


def unquote(words: str) -> str:
    """Return the words that ``quote`` was given."""
    if words.startswith(_QUOTE) and words[1:2] in _QUOTED:
        return words[1:]
    return words
