"""Writing a measure as its document, so that what an office changes is kept as what it reads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal

from beatwise.accountability.measures.expectation import TARGET_WORDS, Expectation
from beatwise.accountability.measures.measure import DEFAULT_MINIMUM_COUNT, FORMAT, Measure


def write(measure: Measure) -> str:
    """Return the TOML text that reads back as the same measure."""
    return "\n".join([*_fields(measure), *_tables(measure), ""])


def _fields(measure: Measure) -> Iterator[str]:
    yield _line("format", FORMAT)
    yield _line("id", measure.id)
    yield _line("version", measure.version)
    yield _line("valid_from", measure.valid_from)
    yield from _given("serial", measure.serial)
    yield _line("title", measure.title)
    yield from _given("printed_as", measure.printed_as or None)
    yield _line("definition", measure.definition)
    yield _line("strategy", measure.strategy)
    yield _line("level", measure.level)
    yield _line("unit", measure.unit.name)
    yield from _given("per", measure.per)
    if measure.minimum_count != DEFAULT_MINIMUM_COUNT:
        yield _line("minimum_count", measure.minimum_count)
    yield from _given("typical_count", measure.typical_count)
    yield _line("frequency", measure.frequency)
    yield from _given("lag_days", measure.lag_days or None)
    yield _line("source", measure.source)
    yield _line("owner", measure.owner)
    yield _line("disclosure", measure.disclosure)
    yield from _given("note", measure.note or None)


def _tables(measure: Measure) -> Iterator[str]:
    yield from ("", "[expectation]", *_expectation(measure.expectation))
    if measure.tolerance is not None and measure.tolerance != measure.unit.tolerance:
        yield from ("", "[tolerance]", _line("kind", measure.tolerance.kind))
        yield _line("amount", measure.tolerance.amount)
    if measure.baseline is not None:
        yield from ("", "[baseline]")
        yield from _given("period", str(measure.baseline.period) or None)
        yield _line("value", measure.baseline.value)
        yield from _given("cases", measure.baseline.cases)


def _expectation(expected: Expectation) -> Iterator[str]:
    if expected.target is None:
        yield _line("words", expected.words)
        return
    sense = (expected.wanted, expected.strict)
    yield _line("bound", next(word for word, held in TARGET_WORDS.items() if held == sense))
    yield _line("target", expected.target)


def _given(key: str, value: str | int | Decimal | None) -> Iterator[str]:
    if value is not None:
        yield _line(key, value)


def _line(key: str, value: str | int | Decimal | dt.date) -> str:
    if isinstance(value, str):
        # A JSON string is a TOML string, once the one control character JSON leaves is escaped.
        written = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    elif isinstance(value, Decimal):
        written = f"{value:f}"
    else:
        written = str(value)
    return f"{key} = {written}"
