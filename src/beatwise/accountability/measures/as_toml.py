"""A measure as its document and back, so that what an office changes is kept as what it reads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal

from beatwise.accountability.measures.expectation import (
    NOTHING,
    TARGET_WORDS,
    Expectation,
    in_words,
    to_reach,
)
from beatwise.accountability.measures.measure import (
    DEFAULT_MINIMUM_COUNT,
    DISCLOSURE,
    FORMAT,
    FREQUENCIES,
    LEVELS,
    Baseline,
    Measure,
    check,
)
from beatwise.accountability.measures.measure_units import UNITS, Tolerance, Unit, unit
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.roles import owner_role
from beatwise.errors import BadInput
from beatwise.fields import Fields, document


ANY_UNIT = next(iter(UNITS.values()))  # stands for a unit that cannot be read


def parse(text: str, *, place: str) -> Measure:
    """Read one measure from the text of its TOML file.

    Raises ``BadInput``, naming ``place`` and the field, for anything missing, unknown or at odds.
    """
    with document(text, place) as fields:
        fields.exactly("format", FORMAT)
        return from_fields(fields)


def from_fields(fields: Fields) -> Measure:
    """Return the measure of a document's fields; raise ``BadInput`` as ``parse`` does."""
    place = fields.place
    kind = fields.attempt("unit", lambda: unit(fields.text("unit"), place=place), ANY_UNIT)
    measure = Measure(
        id=fields.name("id"),
        version=fields.whole("version", at_least=1),
        valid_from=fields.day("valid_from"),
        title=fields.text("title"),
        definition=fields.text("definition"),
        printed_as=fields.optional_text("printed_as"),
        serial=fields.optional_whole("serial"),
        strategy=fields.text("strategy"),
        level=fields.one_of("level", LEVELS),
        unit=kind,
        per=fields.optional_decimal("per"),
        expectation=fields.attempt(
            "expectation", lambda: _read_expectation(fields, place), NOTHING
        ),
        tolerance=fields.attempt("tolerance", lambda: _read_tolerance(fields, kind, place), None),
        minimum_count=fields.whole("minimum_count", at_least=0, default=DEFAULT_MINIMUM_COUNT),
        typical_count=fields.optional_whole("typical_count"),
        frequency=fields.one_of("frequency", tuple(FREQUENCIES)),
        lag_days=fields.whole("lag_days", at_least=0, default=0),
        source=fields.text("source"),
        owner=fields.attempt("owner", lambda: owner_role(fields.text("owner"), place=place), ""),
        baseline=fields.attempt("baseline", lambda: _read_baseline(fields, place), None),
        disclosure=fields.one_of("disclosure", DISCLOSURE),
        note=fields.optional_text("note"),
    )
    fields.done()
    if fields.sound:
        check(measure, place=place)
    return measure


def _read_expectation(fields: Fields, place: str) -> Expectation:
    table = fields.table("expectation")
    if "target" not in table.data:
        expectation = in_words(table.optional_text("words"), place=place)
    else:
        expectation = to_reach(table.text("bound"), table.decimal("target"), place=place)
    table.done()
    return expectation


def _read_tolerance(fields: Fields, kind: Unit, place: str) -> Tolerance | None:
    if "tolerance" not in fields.data:
        return kind.tolerance
    table = fields.table("tolerance")
    tolerance = Tolerance(table.text("kind"), table.decimal("amount"))
    table.done()
    if kind.tolerance is None or tolerance.kind != kind.tolerance.kind:
        raise BadInput(
            f"a measure in {kind.name} cannot have a tolerance of {tolerance.words}.",
            place=place,
            next_step="Percentages use points; other numbers use a relative tolerance.",
        )
    return tolerance


def _read_baseline(fields: Fields, place: str) -> Baseline | None:
    if "baseline" not in fields.data:
        return None
    table = fields.table("baseline")
    baseline = Baseline(
        Period.parse(table.optional_text("period")) if "period" in table.data else UNSTATED,
        table.decimal("value"),
        table.optional_decimal("cases"),
    )
    table.done()
    return baseline


def write(measure: Measure) -> str:
    """Return the TOML text that reads back as the same measure."""
    return "\n".join([*_fields(measure), *_tables(measure), ""])


def _fields(measure: Measure) -> Iterator[str]:
    yield toml_line("format", FORMAT)
    yield toml_line("id", measure.id)
    yield toml_line("version", measure.version)
    yield toml_line("valid_from", measure.valid_from)
    yield from _optional("serial", measure.serial)
    yield toml_line("title", measure.title)
    yield from _optional("printed_as", measure.printed_as or None)
    yield toml_line("definition", measure.definition)
    yield toml_line("strategy", measure.strategy)
    yield toml_line("level", measure.level)
    yield toml_line("unit", measure.unit.name)
    yield from _optional("per", measure.per)
    if measure.minimum_count != DEFAULT_MINIMUM_COUNT:
        yield toml_line("minimum_count", measure.minimum_count)
    yield from _optional("typical_count", measure.typical_count)
    yield toml_line("frequency", measure.frequency)
    yield from _optional("lag_days", measure.lag_days or None)
    yield toml_line("source", measure.source)
    yield toml_line("owner", measure.owner)
    yield toml_line("disclosure", measure.disclosure)
    yield from _optional("note", measure.note or None)


def _tables(measure: Measure) -> Iterator[str]:
    yield from ("", "[expectation]", *_expectation(measure.expectation))
    if measure.tolerance is not None and measure.tolerance != measure.unit.tolerance:
        yield from ("", "[tolerance]", toml_line("kind", measure.tolerance.kind))
        yield toml_line("amount", measure.tolerance.amount)
    if measure.baseline is not None:
        yield from ("", "[baseline]")
        yield from _optional("period", str(measure.baseline.period) or None)
        yield toml_line("value", measure.baseline.value)
        yield from _optional("cases", measure.baseline.cases)


def _expectation(expectation: Expectation) -> Iterator[str]:
    if expectation.target is None:
        yield toml_line("words", expectation.words)
        return
    sense = (expectation.polarity, expectation.strict)
    yield toml_line(
        "bound", next(word for word, meaning in TARGET_WORDS.items() if meaning == sense)
    )
    yield toml_line("target", expectation.target)


def _optional(key: str, value: str | int | Decimal | None) -> Iterator[str]:
    if value is not None:
        yield toml_line(key, value)


def toml_line(key: str, value: str | int | Decimal | dt.date) -> str:
    """Return a key and its value as a line of TOML."""
    if isinstance(value, str):
        # A JSON string is a TOML string, once the one control character JSON leaves is escaped.
        literal = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    elif isinstance(value, Decimal):
        literal = f"{value:f}"
    else:
        literal = str(value)
    return f"{key} = {literal}"
