"""A panel as it is shown: sentences, a table, and what its chart is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import shown_in_words, value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.publication.formats.document import Cell as Raw
from beatwise.publication.published import CONFIDENTIAL
from beatwise.web.performance.presenters.rating_cell import Mark, Sign


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words on the page, its value in a file, and what stands with it."""

    words: str
    raw: Raw = None
    mark: Mark | None = None
    signs: tuple[Sign, ...] = ()
    address: str = ""
    missing: bool = False

    @property
    def numeric(self) -> bool:
        """Whether it is a number, or stands for one that is missing."""
        return isinstance(self.raw, int | float) or self.missing


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it is drawn from (plain JSON), how, and the words that stand for it.

    ``draw`` takes a width in pixels and returns an SVG.
    """

    drawn_from: Mapping[str, object]
    draw: Callable[[int], str]
    alt: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose from, by its id."""

    id: str
    title: str
    selected: bool


@dataclass(frozen=True, slots=True)
class PanelView:
    """One panel as it is shown.

    Parameters
    ----------
    notes
        Sentences: what is missing, which periods are meant, what is not compared.
    columns
        Headings of its table, each with whether its cells are numbers.
    rows
        Its rows; the first cell names the row.
    chart
        ``None`` where there is nothing to draw, and ``notes`` says why.
    choices
        What the reader may choose from, where a panel shows one of several.
    """

    notes: tuple[str, ...]
    columns: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    chart: Chart | None = None
    caption: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def has_marks(self) -> bool:
        """Whether a rating or a variation stands in its table, so that a legend is of use."""
        return any(cell.mark or cell.signs for row in self.rows for cell in row)


NO_DATA = "no data"


def of_value(measure: Measure, observation: Observation | None) -> Cell:
    """Return a value with its unit as a cell, or that there is none."""
    if observation is not None and observation.hidden:
        return Cell(CONFIDENTIAL, CONFIDENTIAL)
    if observation is None or observation.value is None:
        return Cell(NO_DATA, missing=True)
    like = measure.baseline.value if measure.baseline else None
    return number(observation.value, measure.unit.name, like)


def number(value: Decimal | None, unit: str = "count", like: Decimal | None = None) -> Cell:
    """Return a number in its unit as a cell, with no more decimals than one it is ``like``."""
    if value is None:
        return Cell(NO_DATA, missing=True)
    raw = int(value) if value == value.to_integral_value() else float(value)
    return Cell(shown_in_words(value, unit, like).replace(" ", "\u00a0"), raw)


def value_words(value: Decimal | None, unit: str) -> str:
    """Return a number in its unit as a chart writes it, or that there is none."""
    return NO_DATA if value is None else value_in_words(value, unit)


def word_cell(text: str, address: str = "") -> Cell:
    """Return words as a cell."""
    return Cell(text, text, address=address)


def percent(share: Decimal | Fraction | float, *, signed: bool = False) -> str:
    """Write an exact share: ``17.1 %``, signed ``+36 %``; never more exact than a tenth."""
    rounded = f"{abs(float(share)):.1f}".removesuffix(".0")
    sign = "" if not signed else "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign if signed else ('−' if share < 0 else '')}{rounded} %"


def sentence(text: str) -> str:
    """Return words as a sentence begins."""
    return text[:1].upper() + text[1:]


def sentence_list(names: Sequence[str]) -> str:
    """Join names as a sentence does."""
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)
