"""A small world of papers: one measure with a few values, and a source of figures over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.publication.formats.document import Bullets, Column, Figure, Table
from beatwise.publication.papers.writing.measure_figures import MeasureSeries, figure
from beatwise.publication.papers.writing.paper_document import PaperOutline
from beatwise.publication.papers.writing.paper_figures import NoFigure, PaperFigure


def measure(unit: str = "count", expectation: str = "No expectation") -> Measure:
    """Return a measure in a unit."""
    return parse(
        f"""
        format = 1
        id = "robbery"
        version = 1
        valid_from = 2024-04-01
        title = "Robbery"
        definition = "Offences recorded."
        strategy = "streets"
        level = "headline"
        unit = "{unit}"
        frequency = "yearly"
        source = "Force"
        owner = "performance"
        disclosure = "none"
        [expectation]
        words = "{expectation}"
        """,
        place="test",
    )


def series(
    values: Sequence[tuple[str, str | None]],
    unit: str = "count",
    expectation: str = "No expectation",
) -> MeasureSeries:
    """Return a measure's values by period; ``None`` is one that the gate hides."""
    observations = [
        Observation(
            Period.parse(period), None if number is None else Decimal(number),
            vintage=dt.date(2026, 5, 1), hidden=number is None,
        )
        for period, number in values
    ]  # fmt: skip
    return MeasureSeries(measure(unit, expectation), observations)


ROBBERY = series([("2023/24", "130"), ("2024/25", "144"), ("2025/26", "156")])


class Source:
    """The figures of one measure, one table and one picture."""

    def __init__(self, values: MeasureSeries = ROBBERY):
        self.values = values

    def figure(self, path: str, form: str) -> PaperFigure:
        """Return a figure of the measure."""
        name, _, period = path.partition(".")
        if name != "robbery":
            raise NoFigure(f"There is no measure '{name}'.")
        return figure(self.values, period, form)

    def table(self, name: str) -> Table:
        """Return the table called robbery."""
        if name != "robbery":
            raise NoFigure(f"There is no table '{name}'.")
        rows = (("Northtown", 100), ("Southtown", 56), ("Total", 156))
        return Table("robbery", "Robbery", (Column("Area"), Column("Count", number=True)), rows)

    def lines(self, name: str) -> Bullets:
        """Return the list called towns."""
        if name != "towns":
            raise NoFigure(f"There is no list '{name}'.")
        return Bullets(("a. Northtown", "b. Southtown"))

    def chart(self, name: str) -> Figure:
        """Return a picture of a square."""
        svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
        return Figure(f"chart-{name}", "Robbery", "A square.", svg, svg, self.table(name))


def outline(text: str) -> PaperOutline:
    """Return a paper with a text."""
    return PaperOutline(
        "Robbery in the towns", "Police and crime panel", dt.date(2026, 6, 15),
        "Performance officer", "Official", "Governance officer", text,
    )  # fmt: skip
