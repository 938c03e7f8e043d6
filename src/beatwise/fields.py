"""The fields of a TOML document, each taken once, with its type and the place it stands."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from decimal import Decimal
from typing import Any

from beatwise.errors import BadInput


MOST_DIGITS = 30


def sensible(value: Decimal) -> bool:
    """Whether a number is finite, and has no more digits than anything that is counted here."""
    return value.is_finite() and abs(value.adjusted()) <= MOST_DIGITS


def document(words: str, place: str) -> Fields:
    """Return the fields of a TOML document; raise ``BadInput`` when it is none."""
    try:
        return Fields(tomllib.loads(words, parse_float=Decimal), place)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise BadInput(f"this is not TOML ({error}).", place=place) from error


class Fields:
    """A table of a document: ask for each field by type, then ``done`` refuses what is left."""

    def __init__(self, data: dict[str, Any], place: str):
        self.data = data
        self.place = place
        self.asked: set[str] = set()

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.optional_text(key)
        if not value:
            raise BadInput(f"'{key}' is missing or empty.", place=self.place)
        return value

    def optional_text(self, key: str) -> str:
        """A text, empty when absent."""
        value = self._take(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(key, "a text")
        return value.strip()

    def name(self, key: str) -> str:
        """A short name: lower-case letters, digits and hyphens."""
        value = self.text(key)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise self._wrong(key, "lower-case words joined by hyphens")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        value = self.text(key)
        if value not in allowed:
            raise self._wrong(key, f"one of: {', '.join(allowed)}")
        return value

    def whole(self, key: str, *, at_least: int, default: int | None = None) -> int:
        """A whole number, not below ``at_least``."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
            raise self._wrong(key, f"a whole number of {at_least} or more")
        return value

    def optional_whole(self, key: str) -> int | None:
        """A whole number of 0 or more, or ``None`` when absent."""
        return self.whole(key, at_least=0) if key in self.data else None

    def number(self, key: str) -> Decimal:
        """A number, kept with the decimals it was written with."""
        value = self._take(key)
        whole = isinstance(value, int) and not isinstance(value, bool)
        number = Decimal(value) if whole else value
        if not isinstance(number, Decimal) or not sensible(number):
            raise self._wrong(key, "a number")
        return number

    def optional_number(self, key: str) -> Decimal | None:
        """A number, or ``None`` when absent."""
        return self.number(key) if key in self.data else None

    def day(self, key: str) -> dt.date:
        """A day, written 2025-04-01 without quotation marks."""
        value = self._take(key)
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise self._wrong(key, "a day such as 2025-04-01, without quotation marks")
        return value

    def optional_day(self, key: str) -> dt.date | None:
        """A day, or ``None`` when absent."""
        return self.day(key) if key in self.data else None

    def table(self, key: str) -> Fields:
        """A table within this one."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise BadInput(f"the table [{key}] is missing.", place=self.place)
        return Fields(value, f"{self.place}, [{key}]")

    def tables(self, key: str) -> list[Fields]:
        """The tables of a list, written ``[[key]]``; none when absent."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._wrong(key, f"a list of tables, written [[{key}]]")
        return [Fields(each, f"{self.place}, [[{key}]] {at}") for at, each in enumerate(value, 1)]

    def exactly(self, key: str, value: object) -> None:
        """Refuse the document unless the field has this one value."""
        if self._take(key) != value:
            raise self._wrong(key, f"{value}")

    def done(self) -> None:
        """Refuse fields that nobody asked for: a misspelt name must not be lost."""
        if left := sorted(set(self.data) - self.asked):
            raise BadInput(
                f"'{left[0]}' is not a field of this document.",
                place=self.place,
                next_step=f"Fields here are: {', '.join(sorted(self.asked))}.",
            )

    def _take(self, key: str) -> Any:
        self.asked.add(key)
        return self.data.get(key)

    def _wrong(self, key: str, wanted: str) -> BadInput:
        return BadInput(f"'{key}' must be {wanted}.", place=self.place)
