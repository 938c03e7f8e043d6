"""Digits, signs and spaces of every keyboard, as the plain ones that mean the same."""

from __future__ import annotations

import unicodedata


MINUSES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d"
# Spaces that never part two words; an ordinary space may, and stays.
TIGHT_SPACES = "\u00a0\u2007\u2009\u200a\u202f"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u202a\u202b\u202c\u202d\u202e"
_INVISIBLE_MARKS = INVISIBLE + "\u2066\u2067\u2068\u2069"
_SAME = {
    **dict.fromkeys(map(ord, MINUSES), "-"),
    **dict.fromkeys(map(ord, TIGHT_SPACES), "\u00a0"),
    **dict.fromkeys(map(ord, _INVISIBLE_MARKS), None),
    ord("\uff0b"): "+", ord("\ufe62"): "+", ord("\uff0e"): ".", ord("\uff0c"): ",",
    ord("\uff05"): "%", ord("\ufe6a"): "%", ord("\u066a"): "%", ord("\uffe1"): "£",
    ord("\u066b"): ".", ord("\u066c"): ",", ord("\uff0f"): "/", ord("\uff1a"): ":",
    ord("\uff08"): "(", ord("\uff09"): ")",
}  # fmt: skip


def plain_characters(text: str) -> str:
    """Return a cell with plain digits, minus, plus, point, comma and per cent sign, stripped.

    Spaces that cannot part words become no-break spaces (U+00A0); marks of writing direction and
    width go. Digits above or below the line are no digits: 10² is not 102.
    """
    if text.isascii():
        return text.strip()
    same = text.translate(_SAME)
    if not same.isascii():
        same = "".join(_digit(character) for character in same)
    return same.strip()


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
