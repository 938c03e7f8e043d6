"""A formula's words: numbers, money, texts, names and signs, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from beatwise.errors import BadInput


LONGEST = 500
WORDS = ("if", "then", "else", "and", "or", "not", "yes", "no", "day", "days")
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<money>£\d+(?:\.\d\d)?(?![\d.]))
      | (?P<date>\d{4}-\d\d-\d\d)
      | (?P<number>\d{1,15}(?:\.\d{1,9})?(?![\d.]))
      | (?P<text>"[^"\n]*")
      | (?P<name>[a-z][a-z0-9_]*)
      | (?P<sign><=|>=|<>|[-+*/()<>=.])""",
    re.VERBOSE | re.ASCII,
)


class Token(NamedTuple):
    """A word of a formula: its kind, its characters, and where it begins (the first is 1)."""

    kind: str
    words: str
    at: int


def tokens(words: str) -> list[Token]:
    """Return the words of a formula; raise ``BadInput`` at a character that belongs to none."""
    if len(words) > LONGEST:
        raise BadInput(
            f"the formula has {len(words)} characters, {LONGEST} at most.",
            next_step="Make two fields of it, the second with the first one's name in it.",
        )
    result, at = [], 0
    while at < len(words):
        match = _TOKEN.match(words, at)
        if match is None:
            raise BadInput(
                f"'{words[at : at + 10]}' is not part of a formula (character {at + 1}).",
                next_step='Write fields by name, texts in "quotation marks", money as £3.50.',
            )
        kind = str(match.lastgroup)
        if kind == "name" and match.group() in WORDS:
            kind = "word"
        if kind != "space":
            result.append(Token(kind, match.group(), at + 1))
        at = match.end()
    return result
