"""What the phone app shows and offers: purposes, outcomes and reasons, from ``data/patrols``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.fields import REQUIRED, Fields, document


@dataclass(frozen=True, slots=True)
class PhoneWords:
    """Words by code, the purposes that a phone shows before its first use, and their version.

    ``abstraction`` is the reason code of hours taken away for each code of ``called_away``.
    """

    version: int
    title: str
    sentences: tuple[str, ...]
    welfare_notice: str
    outcomes: dict[str, str]
    called_away: dict[str, str]
    abstraction: dict[str, str]
    skip: dict[str, str]


TABLES = ("outcomes", "called_away", "abstraction", "skip")


@cache
def phone_words() -> PhoneWords:
    """Return the words that come along."""
    path = ("patrols", "phone_words.toml")
    with document(data.text(*path), "/".join(path)) as fields:
        fields.exactly("format", 1)
        purposes = fields.table("purposes")
        return PhoneWords(
            purposes.whole("version"),
            purposes.text("title", REQUIRED),
            tuple(purposes.texts("sentences", REQUIRED)),
            fields.table("welfare").text("notice", REQUIRED),
            *(_codes(fields.table(name)) for name in TABLES),
        )


def _codes(fields: Fields) -> dict[str, str]:
    return {code: fields.text(code, REQUIRED) for code in fields.data}
