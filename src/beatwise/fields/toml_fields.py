"""The fields of a TOML table: ask for each by type; what is wrong is noted, and raised together."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from difflib import get_close_matches
from types import TracebackType
from typing import TypeVar

from beatwise.errors import BadInput
from beatwise.fields import value_types as types
from beatwise.fields.document_faults import DocumentFaults, Fault, Path
from beatwise.fields.key_lines import lines_of_keys
from beatwise.fields.value_types import REQUIRED, Required


SOME_DAY = dt.date(2000, 1, 1)  # stands for a day that cannot be read
T = TypeVar("T")


class Fields:
    """A table of a document, or the whole of it.

    A field that is missing or wrong is noted with file, table, key and line, and a placeholder is
    returned, so that reading goes on. Leaving the ``with`` block of the whole document, or its
    ``done``, raises one ``BadInput`` with every fault; what went wrong besides, because of a
    placeholder, is dropped.

    Parameters
    ----------
    data
        The values of the document.
    place, text
        Its name or file, and the document as written, to find lines; without it none is told.
    """

    def __init__(self, data: Mapping[str, object], place: str, *, text: str = ""):
        self.data = data
        self.place = place
        self._path: Path = ()
        self._keys: dict[str, None] = {}
        self._document = DocumentFaults(place, lambda: lines_of_keys(text, data))

    def __enter__(self) -> Fields:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, Exception):
            self._raise_all(error)

    def has(self, key: str) -> bool:
        """Whether the field is there."""
        return key in self.data

    def value(self, key: str, default: object = None) -> object:
        """The value as it is, the default when absent."""
        self._keys[key] = None
        return self.data.get(key, default)

    def text(self, key: str, default: str | Required = REQUIRED) -> str:
        """A text, stripped; empty only where there is a default."""
        return self._filled(key, default, types.as_text)

    def text_for(self, key: str, check: Callable[[str], str]) -> str:
        """A text that ``check`` returns; the ``BadInput`` it raises is noted as a fault."""
        text = self.text(key)
        try:
            return check(text)
        except BadInput as error:
            self.fault(key, error.message, error.next_step)
            return text

    def optional_text(self, key: str) -> str:
        """A text, empty when absent."""
        return self.text(key, "")

    def label(self, key: str, default: str | Required = REQUIRED) -> str:
        """A text or a whole number, as text; empty only where there is a default."""
        return self._filled(key, default, types.as_label)

    def name(self, key: str) -> str:
        """A short name: lower-case letters, digits and hyphens."""
        return self._filled(key, REQUIRED, types.as_name)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        word = self.text(key)
        if word not in allowed:
            self.fault(key, f"'{key}' must be one of: {', '.join(allowed)}.")
            return allowed[0]
        return word

    def texts(self, key: str, default: tuple[str, ...] | Required = ()) -> tuple[str, ...]:
        """A list of texts, as they are; none when absent."""
        return self._read(key, default, types.as_texts, ())

    def flag(self, key: str, default: bool | Required = REQUIRED) -> bool:
        """True or false."""
        return self._read(key, default, types.as_flag, False)

    def decimal(self, key: str) -> Decimal:
        """A number, kept with the decimals it was written with."""
        return self._read(key, REQUIRED, types.as_decimal, Decimal(1))

    def optional_decimal(self, key: str) -> Decimal | None:
        """A number with its decimals, or ``None`` when absent."""
        return None if self.value(key) is None else self.decimal(key)

    def number(
        self,
        key: str,
        default: float | Required = REQUIRED,
        *,
        at_least: float = -math.inf,
        at_most: float = math.inf,
    ) -> float:
        """A number from ``at_least`` to ``at_most``, as a float."""
        placeholder = at_least if math.isfinite(at_least) else 1.0
        return self._read(
            key, default, lambda value: types.as_number(value, at_least, at_most), placeholder
        )

    def optional_number(self, key: str, *, at_least: float = -math.inf) -> float | None:
        """A number, or ``None`` when absent."""
        return None if self.value(key) is None else self.number(key, at_least=at_least)

    def whole(
        self,
        key: str,
        default: int | Required = REQUIRED,
        *,
        at_least: int = 0,
        at_most: int | None = None,
    ) -> int:
        """A whole number from ``at_least`` to ``at_most``."""
        return self._read(
            key, default, lambda value: types.as_whole(value, at_least, at_most), at_least
        )

    def optional_whole(self, key: str) -> int | None:
        """A whole number of 0 or more, or ``None`` when absent."""
        return None if self.value(key) is None else self.whole(key)

    def day(self, key: str) -> dt.date:
        """A day, written 2025-04-01 without quotation marks."""
        return self._read(key, REQUIRED, types.as_day, SOME_DAY)

    def optional_day(self, key: str) -> dt.date | None:
        """A day, or ``None`` when absent."""
        return None if self.value(key) is None else self.day(key)

    def day_or_text(self, key: str, default: dt.date | Required = REQUIRED) -> dt.date:
        """A day, with or without quotation marks."""
        return self._read(key, default, types.as_day_or_text, SOME_DAY)

    def clock(self, key: str) -> float:
        """An hour of the clock: ``09:30`` is 9.5, ``26:00`` is 2 next morning."""
        return self._read(key, REQUIRED, types.as_clock, 0.0)

    def weekdays(self, key: str, default: tuple[int, ...]) -> tuple[int, ...]:
        """Weekdays as numbers, Monday 0."""
        return self._read(key, REQUIRED, types.as_weekdays, default) if self.has(key) else default

    def exactly(self, key: str, value: object) -> None:
        """Note a fault unless the field has this one value."""
        if self.value(key) != value:
            self.fault(key, f"'{key}' must be {value}.")

    def table(self, key: str) -> Fields:
        """A table within this one; a fault when it is missing."""
        if not isinstance(self.value(key), dict):
            self.fault(key, f"the table [{key}] is missing.")
        return self.optional_table(key)

    def optional_table(self, key: str) -> Fields:
        """A table within this one, empty when absent."""
        value = self.value(key, {})
        if isinstance(value, dict):
            return self._within(value, f"{self.place}, [{key}]", key)
        self.fault(key, f"'{key}' must be a table, written [{key}].")
        return self._within({}, f"{self.place}, [{key}]", key)

    def tables(self, key: str) -> list[Fields]:
        """The tables of a list, written ``[[key]]``, each with its number and name for messages."""
        values = self.value(key, [])
        if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
            self.fault(key, f"'{key}' must be a list of tables, written [[{key}]].")
            return []
        return [
            self._within(each, f"{self.place}, [[{key}]] {at}{_name_of(each)}", key, at - 1)
            for at, each in enumerate(values, 1)
        ]

    def over(self, defaults: Mapping[str, object]) -> Fields:
        """The table, with defaults for what it does not hold itself."""
        return self._within({**defaults, **self.data}, self.place)

    def each(self, key: str, reader: Callable[[Fields], T]) -> tuple[T, ...]:
        """Return what ``reader`` makes of each table of a list.

        A ``BadInput`` that it raises of its own is noted like any other fault.
        """
        results: list[T] = []
        for table in self.tables(key):
            with table.noting():
                results.append(reader(table))
        return tuple(results)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note a ``BadInput`` raised in the block as a fault of this table."""
        try:
            yield
        except BadInput as error:
            if self.sound:
                place = error.place or self.place
                fault = Fault((*self._path, ""), place, error.message, error.next_step)
                self._document.add(fault)
        except Exception:
            if self.sound:
                raise

    def fault(self, key: str, message: str, next_step: str | None = None) -> None:
        """Note what is wrong with a field, unless it has a fault already."""
        path = (*self._path, key)
        self._document.add(Fault(path, self._where(key), message, next_step))

    def faulty(self, *keys: str) -> bool:
        """Whether any of these fields, or a table in them, has a fault."""
        return any(self._document.under((*self._path, key)) for key in keys)

    @property
    def sound(self) -> bool:
        """Whether no field of this table, or of a table in it, has a fault so far."""
        return not self._document.under(self._path)

    def only(self, *known: str) -> None:
        """Note every field that is not among ``known``: a misspelt name must not be lost."""
        for key in self.data:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f"Did you mean '{near[0]}'? " if near else ""
                listed = f"Fields here are: {', '.join(known)}." if known else "Remove it."
                self.fault(key, f"'{key}' is not a field here.", hint + listed)

    def done(self) -> None:
        """Note every field nobody asked for; of the whole document, also raise all faults."""
        self.only(*sorted(self._keys))
        if not self._path:
            self._raise_all(None)

    def _raise_all(self, cause: BaseException | None) -> None:
        try:
            self._document.raise_all()
        except BadInput as error:
            raise error from (None if isinstance(cause, BadInput) else cause)

    def _filled(self, key: str, default: str | Required, convert: Callable[[object], str]) -> str:
        text = self._read(key, default, convert, "")
        if not text and isinstance(default, Required):
            self.fault(key, f"'{key}' is missing or empty.")
        return text

    def _read(self, key: str, default: object, convert: Callable[[object], T], placeholder: T) -> T:
        value = self.value(key, default)
        if isinstance(value, Required):
            self.fault(key, f"'{key}' is missing.", f"Add {key} = … here.")
            return placeholder
        try:
            return convert(value)
        except types.Mismatch as error:
            self.fault(key, f"'{key}' {error.message}", error.next_step)
            return placeholder

    def _within(self, data: Mapping[str, object], place: str, *path: str | int) -> Fields:
        inner = Fields(data, place)
        inner._path, inner._document = (*self._path, *path), self._document
        return inner

    def _where(self, key: str) -> str:
        """Return file, table and key, with the line of the key or else of its table."""
        value = self.data.get(key)
        tables = isinstance(value, list) and value and isinstance(value[0], dict)
        place = f"{self.place}, [[{key}]]" if tables else f"{self.place}, {key}"
        if line := self._document.line((*self._path, key)):
            return f"{place} (line {line})"
        header = self._document.line(self._path)
        return place + (f" (table at line {header})" if header else "")


def _name_of(values: Mapping[str, object]) -> str:
    name = values.get("id") or values.get("name") or values.get("beat") or values.get("person")
    return f" ({name})" if isinstance(name, str) else ""
