"""Measures as documents: what is measured, in which unit, which way is better, and who answers.

A measure is a small TOML file that a non-programmer can read. The sets that come with Beatwise
lie in ``beatwise/measures/<set>/``; ``parse`` reads one from text, so that an office can keep its
own. Every file is checked in full when it is read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any

from beatwise.accountability.measures.expectation import (
    Expectation,
    Kind,
    Wanted,
    in_words,
    to_reach,
)
from beatwise.accountability.measures.measure_units import Tolerance, Unit, unit
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.roles import owner_role
from beatwise.errors import BadInput, MissingData
from beatwise.fields import Fields, document


FORMAT = 1
DEFAULT_MINIMUM_COUNT = 30
FREQUENCIES: dict[str, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
LEVELS = ("headline", "sub")
DISCLOSURE = ("none", "small counts", "not public")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value that later ones are held against, and the period it speaks of."""

    period: Period
    value: Decimal
    cases: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A performance measure.

    Parameters
    ----------
    id, version, valid_from
        Its short name, the number of its definition, and the day from which that holds.
    title, definition
        What it is called, and what is counted, in plain words.
    printed_as
        The words of the plan or dashboard, where they differ.
    serial, strategy, level
        Its number in the plan, the delivery strategy it belongs to, ``headline`` or ``sub``.
    unit
        Its unit; ``per`` is what a rate is per (1000 people).
    expectation
        A target, a direction, a yes, or nothing.
    tolerance
        Agreed tolerance: its own, or its unit's.
    minimum_count
        Below so many cases it shows counts and control limits, and no RAG.
    typical_count
        About how many cases stand behind a value, where observations do not say.
    frequency, lag_days
        How often it is due, and how many days after a period ends.
    source, owner
        Who publishes it, and the role that answers for it.
    baseline
        What it started from, or ``None``.
    disclosure
        ``none``, ``small counts`` (through the gate before publication) or ``not public``.
    note
        What a reader must know.
    """

    id: str
    version: int
    valid_from: dt.date
    title: str
    definition: str
    printed_as: str
    serial: int | None
    strategy: str
    level: str
    unit: Unit
    per: Decimal | None
    expectation: Expectation
    tolerance: Tolerance | None
    minimum_count: int
    typical_count: int | None
    frequency: str
    lag_days: int
    source: str
    owner: str
    baseline: Baseline | None
    disclosure: str
    note: str

    @property
    def wanted(self) -> Wanted:
        """Which way is better."""
        return self.expectation.wanted


@dataclass(frozen=True, slots=True)
class MeasureSet:
    """The measures of one plan, and the office that set them.

    Parameters
    ----------
    name, title
        The folder's name, and the set's title.
    office, office_from, office_to
        The body that set it, and the days between which it holds office (``None``: not ended).
    source
        The paper it was taken from.
    measures
        In order of serial number.
    """

    name: str
    title: str
    office: str
    office_from: dt.date
    office_to: dt.date | None
    source: str
    measures: tuple[Measure, ...]


def sets() -> list[str]:
    """Return the names of the sets that come with Beatwise."""
    return sorted(entry.name for entry in _folder().iterdir() if entry.is_dir())


def load_set(name: str) -> MeasureSet:
    """Load a set that comes with Beatwise; raise ``MissingData`` when there is none of that name.

    Raises ``BadInput`` when a file of it is wrong or two measures share an id or serial.
    """
    if name not in sets():
        raise MissingData(
            "there is no such set of measures.",
            place=name,
            next_step=f"Use one of: {', '.join(sets()) or 'none so far'}.",
        )
    texts = {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted((_folder() / name).iterdir(), key=lambda f: f.name)
        if file.name.endswith(".toml")
    }
    return parse_set(name, texts)


def parse_set(name: str, texts: dict[str, str]) -> MeasureSet:
    """Read a set from its files' texts: ``_set.toml`` says whose it is, the rest are measures."""
    if "_set.toml" not in texts:
        raise BadInput("a set of measures needs a _set.toml.", place=name)
    listed = [parse(text, place=f"{name}/{file}") for file, text in texts.items() if file[0] != "_"]
    _refuse_twins(listed, name)
    with document(texts["_set.toml"], f"{name}/_set.toml") as head:
        measure_set = MeasureSet(
            name=name,
            title=head.text("title"),
            office=head.text("office"),
            office_from=head.day("office_from"),
            office_to=head.optional_day("office_to"),
            source=head.text("source"),
            measures=tuple(sorted(listed, key=lambda m: (m.serial or 0, m.id))),
        )
        head.done()
    return measure_set


def parse(text: str, *, place: str) -> Measure:
    """Read one measure from the text of its TOML file.

    Raises ``BadInput``, naming ``place`` and the field, for anything missing, unknown or at odds.
    """
    with document(text, place) as fields:
        fields.exactly("format", FORMAT)
        kind = unit(fields.text("unit"), place=place)
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
            expectation=_expectation(fields, place),
            tolerance=_tolerance(fields, kind, place),
            minimum_count=fields.whole("minimum_count", at_least=0, default=DEFAULT_MINIMUM_COUNT),
            typical_count=fields.optional_whole("typical_count"),
            frequency=fields.one_of("frequency", tuple(FREQUENCIES)),
            lag_days=fields.whole("lag_days", at_least=0, default=0),
            source=fields.text("source"),
            owner=fields.text_for("owner", lambda role: owner_role(role, place=place)),
            baseline=_baseline(fields, place),
            disclosure=fields.one_of("disclosure", DISCLOSURE),
            note=fields.optional_text("note"),
        )
        fields.done()
    check(measure, place=place)
    return measure


def _expectation(fields: Fields, place: str) -> Expectation:
    table = fields.table("expectation")
    if "target" not in table.data:
        found = in_words(table.optional_text("words"), place=place)
    else:
        found = to_reach(table.text("bound"), table.decimal("target"), place=place)
    table.done()
    return found


def _tolerance(fields: Fields, kind: Unit, place: str) -> Tolerance | None:
    if "tolerance" not in fields.data:
        return kind.tolerance
    table = fields.table("tolerance")
    found = Tolerance(table.text("kind"), table.decimal("amount"))
    table.done()
    if kind.tolerance is None or found.kind != kind.tolerance.kind:
        raise BadInput(
            f"a measure in {kind.name} cannot have a tolerance of {found.words}.",
            place=place,
            next_step="Percentages use points; other numbers use a relative tolerance.",
        )
    return found


def _baseline(fields: Fields, place: str) -> Baseline | None:
    if "baseline" not in fields.data:
        return None
    table = fields.table("baseline")
    found = Baseline(
        Period.parse(table.optional_text("period")) if "period" in table.data else UNSTATED,
        table.decimal("value"),
        table.optional_decimal("cases"),
    )
    table.done()
    return found


def check(measure: Measure, *, place: str) -> None:
    """Raise ``BadInput`` when the parts of a measure are at odds with each other."""
    completed = measure.expectation.kind is Kind.COMPLETED
    if completed != (measure.unit.name == "yes/no") and measure.expectation.kind is not Kind.NONE:
        raise BadInput(
            f"'{measure.expectation.words}' does not fit a measure in {measure.unit.name}.",
            place=place,
            next_step="Completed Y/N goes with the unit yes/no, and only with it.",
        )
    if (measure.unit.name == "rate") != (measure.per is not None):
        raise BadInput("a rate, and only a rate, says what it is per.", place=place)
    answer = measure.baseline and measure.unit.name == "yes/no"
    if answer and measure.baseline and measure.baseline.value not in (0, 1):
        raise BadInput("the baseline of a yes or no is 1 or 0.", place=place)


def _refuse_twins(listed: list[Measure], place: str) -> None:
    seen: set[str | int] = set()
    for measure in listed:
        for mark in (measure.id, measure.serial):
            if mark is not None and mark in seen:
                raise BadInput(f"two measures are called {mark}.", place=place)
            if mark is not None:
                seen.add(mark)


def _folder() -> Any:
    return resources.files("beatwise") / "measures"
