"""One entry of an input file: read a field, or say which file, entry and field is wrong."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from beatwise.errors import BadInput


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of an input file, such as the third ``[[person]]`` of ``team.toml``."""

    values: dict[str, Any]
    place: str

    def wrong(self, field: str, message: str, next_step: str | None = None) -> BadInput:
        """Return the error that names file, entry and field."""
        return BadInput(message, place=f"{self.place}, {field}", next_step=next_step)

    def text(self, field: str, default: Any = _MISSING) -> str:
        """Return words, stripped."""
        value = self._get(field, default)
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise self.wrong(field, f"this should be words, not {value!r}.")
        words = str(value).strip()
        if not words and default is _MISSING:
            raise self.wrong(field, "this is empty.")
        return words

    def number(
        self,
        field: str,
        default: Any = _MISSING,
        *,
        least: float = -math.inf,
        most: float = math.inf,
    ) -> float:
        """Return a number from ``least`` to ``most``."""
        value = self._get(field, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            raise self.wrong(field, f"this should be a number, not {value!r}.")
        if value < least:
            sign = "negative" if least == 0 else f"below {least:g}"
            raise self.wrong(field, f"this is {value:g}, which is {sign}.")
        if value > most:
            raise self.wrong(field, f"this is {value:g}, which is above {most:g}.")
        return float(value)

    def whole(
        self, field: str, default: Any = _MISSING, *, least: int = 0, most: int = 10**9
    ) -> int:
        """Return a whole number."""
        value = self.number(field, default, least=least, most=most)
        if value != int(value):
            raise self.wrong(field, f"this should be a whole number, not {value:g}.")
        return int(value)

    def flag(self, field: str, default: Any = _MISSING) -> bool:
        """Return true or false."""
        value = self._get(field, default)
        if not isinstance(value, bool):
            raise self.wrong(field, f"this should be true or false, not {value!r}.")
        return value

    def words(self, field: str, default: Any = _MISSING) -> tuple[str, ...]:
        """Return a list of words."""
        value = self._get(field, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self.wrong(field, f"this should be a list of words, not {value!r}.")
        return tuple(v.strip() for v in value)

    def day(self, field: str, default: Any = _MISSING) -> dt.date:
        """Return a date: a TOML date, or the words ``YYYY-MM-DD``."""
        value = self._get(field, default)
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value).strip())
        except ValueError:
            raise self.wrong(
                field, f"'{value}' is not a date.", "Write dates as 2027-04-01."
            ) from None

    def clock(self, field: str, default: Any = _MISSING) -> float:
        """Return an hour of the clock: ``09:30`` is 9.5, ``26:00`` is 2 next morning."""
        value = self._get(field, default)
        if isinstance(value, dt.time):
            return value.hour + value.minute / 60
        hours, _, minutes = str(value).strip().partition(":")
        if hours.isdigit() and minutes.isdigit() and int(minutes) < 60 and int(hours) < 48:
            return int(hours) + int(minutes) / 60
        raise self.wrong(field, f"'{value}' is not a time of day.", "Write times as 09:30.")

    def weekdays(self, field: str, default: Any = _MISSING) -> tuple[int, ...]:
        """Return weekdays as numbers, Monday 0."""
        found = []
        for word in self.words(field, default):
            match = [
                i for i, day in enumerate(_DAYS) if len(word) > 2 and day.startswith(word.lower())
            ]
            if not match:
                raise self.wrong(field, f"'{word}' is not a weekday.", "Write monday, tuesday, …")
            found.append(match[0])
        return tuple(found)

    def entries(self, field: str) -> tuple[Entry, ...]:
        """Return the tables of a list, each with its number and name for messages."""
        value = self.values.get(field, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.wrong(field, f"this should be written as [[{field}]] tables.")
        return tuple(
            Entry(v, f"{self.place}, [[{field}]] {i}{_named(v)}") for i, v in enumerate(value, 1)
        )

    def table(self, field: str) -> Entry:
        """Return one table, empty when it is not there."""
        value = self.values.get(field, {})
        if not isinstance(value, dict):
            raise self.wrong(field, f"this should be written as a [{field}] table.")
        return Entry(value, f"{self.place}, [{field}]")

    def only(self, *known: str) -> Entry:
        """Return the entry; raise ``BadInput`` for a field nobody reads (a slip of the pen)."""
        for field in self.values:
            if field not in known:
                raise self.wrong(
                    field, "this field is not known here.", f"Known are: {', '.join(known)}."
                )
        return self

    def _get(self, field: str, default: Any) -> Any:
        if field in self.values:
            return self.values[field]
        if default is _MISSING:
            raise self.wrong(field, "this is missing.", f"Add {field} = … here.")
        return default


def _named(values: dict[str, Any]) -> str:
    name = values.get("id") or values.get("name") or values.get("beat") or values.get("person")
    return f" ({name})" if isinstance(name, str) else ""
