"""A text as it is looked for: whatever its apostrophes, hyphens, width, accents or case.

The one place for searches and filters. What is stored for searching (a model's ``words``) is a
``search_key``; what is typed is cut into ``search_words``; a text matches when it contains them
all. Nothing here depends on a database, so SQLite and PostgreSQL find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


_APOSTROPHES = "'`´\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\uff07"
_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'
_PARTED = "-_\u00b7\u2043\u30fb\u058a\u05be\u2e17\u301c\uff5e"  # besides every dash (Pd)
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŀ": "l", "ŋ": "n",
}  # fmt: skip
_SAME = str.maketrans({
    **dict.fromkeys(_APOSTROPHES + _QUOTES, None), **dict.fromkeys(_PARTED, " "), **_LETTERS,
})  # fmt: skip


def search_key(text: str) -> str:
    """Return a text without accents, apostrophes and case, hyphens as spaces, single-spaced.

    ``St Mary’s``, ``ST MARY'S`` and ``st marys`` are one; so are ``24‑7`` and ``24-7``, ``Tŵr``
    in either accent form and ``Twr``, ``STRASSE`` and ``Straße``.
    """
    if text.isascii():
        return " ".join(text.casefold().translate(_SAME).split())
    # The marks that stand alone, such as ´, would become a space and an accent.
    folded = unicodedata.normalize("NFKD", text.translate(_SAME)).casefold()
    plain = unicodedata.normalize("NFKD", folded).translate(_SAME)
    return " ".join("".join(map(_plain, plain)).split())


@lru_cache(maxsize=4096)  # a long file asks for the same few headings at every row
def heading_key(text: str) -> str:
    """Return a heading as headings are compared: its case, width and spaces do not count."""
    wide = unicodedata.normalize("NFKC", text)
    plain = "".join(character for character in wide if unicodedata.category(character) != "Cf")
    return " ".join(plain.split()).casefold()


def search_words(query: str) -> tuple[str, ...]:
    """Return the keys of the words of what was typed; a word joined by hyphens stays together."""
    return tuple(search_key(word) or word for word in re.split(r"\s+", query) if word)


def contains_all(text: str, words: Iterable[str]) -> bool:
    """Whether a text contains all of ``search_words``."""
    key = search_key(text)
    return all(word in key for word in words)


def _plain(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Mn", "Cf"):  # accents; soft hyphens, marks of width and direction
        return ""
    return " " if kind == "Pd" else character
