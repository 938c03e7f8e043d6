"""The office's own figures, tables and charts, each by the path that a paper names it by.

A paper is read by everybody, so its figures of measures are those that the disclosure gate lets
out, whoever writes it; of decisions only what is published is there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from beatwise.accountability.measures.measure_units import plain
from beatwise.accountability.measures.observation import WHOLE_AREA, current
from beatwise.errors import BadInput, MissingData
from beatwise.publication.formats.document import Bullets, Column, Figure, Table
from beatwise.publication.papers import recipe
from beatwise.publication.papers.figure_book import Result
from beatwise.publication.papers.writing.measure_figures import (
    MeasureSeries,
    figure,
    period_name,
)
from beatwise.publication.papers.writing.paper_figures import NoFigure, PaperFigure
from beatwise.publication.published import CONFIDENTIAL
from beatwise.web.meetings.packs import pack_files
from beatwise.web.papers.figures import recipe_figures, record_figures
from beatwise.web.papers.figures.recipe_figures import RecipeFigures
from beatwise.web.performance import current_ratings, gate
from beatwise.web.performance import selectors as performance
from beatwise.web.performance.presenters import board_charts


MOST_PERIODS = 12  # rows of a measure's table
AREA_FORM = "Write {measure.period} or {measure.period.area}, such as {robbery.latest}."


class OfficeFigures:
    """The figures of the office on one day, each read once."""

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self._series: dict[tuple[str, str], MeasureSeries] = {}
        self._recipes = RecipeFigures(day)

    def figure(self, path: str, form: str) -> PaperFigure:
        """Return the figure of a path; raise ``NoFigure`` for what is not there, or cannot be said.

        A number that no form of words takes, in a record as in a recipe, is a gap of the paper.
        """
        try:
            return self._figure(path, form)
        except BadInput as error:
            raise NoFigure(f"{error.message} {error.next_step}") from None

    def _figure(self, path: str, form: str) -> PaperFigure:
        name, _, rest = path.partition(".")
        if name in recipe_figures.NAMES:
            return self._recipes.figure(path, form)
        if name in record_figures.KINDS:
            return record_figures.figure(name, rest, form, self._day)
        period, _, area = rest.partition(".")
        if not period:
            raise NoFigure(f"'{path}' names no period. {AREA_FORM}")
        return figure(self.series(name, area or WHOLE_AREA), period, form)

    def series(self, name: str, area: str = WHOLE_AREA) -> MeasureSeries:
        """Return a measure's values in an area as anybody may see them; raise ``NoFigure``."""
        if (name, area) not in self._series:
            try:
                measure = performance.measure(name, self._day)
            except MissingData as error:
                raise NoFigure(f"There is no measure '{name}'. {AREA_FORM}") from error
            rows = gate.values(None, measure=name, area=area)
            values = current([current_ratings.observation(row) for row in rows])
            self._series[name, area] = MeasureSeries(measure, values, area)
        return self._series[name, area]

    def table(self, name: str) -> Table:
        """Return a table: of a measure by period, a fund, the plan's actions, or of a recipe."""
        kind, _, rest = name.partition(" ")
        if kind in recipe.names():
            return self._recipes.table(name)
        if kind in record_figures.TABLES:
            return record_figures.table(kind, rest.strip(), self._day)
        series = self.series(name)
        title = series.measure.title
        rows = tuple(
            (
                value.period.words,
                CONFIDENTIAL if value.hidden else None if value.value is None
                else plain(value.value),
                value.source or series.measure.source,
            )
            for value in series.values[-MOST_PERIODS:]
        )  # fmt: skip
        if not rows:
            raise NoFigure(f"{title} has no value yet. Enter or import one.")
        unit = series.measure.unit.words
        heading = f"Value ({unit})" if unit else "Value"
        columns = (Column("Period"), Column(heading, number=True), Column("Source"))
        return Table(f"measure-{name}", title, columns, rows)

    def lines(self, name: str) -> Bullets:
        """Return a list of a recipe, a line for each of its rows."""
        if name.partition(" ")[0] not in recipe.names():
            raise NoFigure(f"There is no list '{name}'. Write a recipe and the name of its list.")
        return self._recipes.lines(name)

    def chart(self, name: str) -> Figure:
        """Return the chart of a measure with its limits; raise ``NoFigure`` for none."""
        title = self.series(name).measure.title
        picture = board_charts.pictures([name]).get(name)
        if picture is None:
            raise NoFigure(f"{title} has too few values for a chart.")
        points = pack_files.table(picture.points)
        # A paper is frozen as values: the tint of a pack's workbook is a rule, not one of them.
        plain_columns = tuple(replace(column, tint=None) for column in points.columns)
        return Figure(
            picture.name, picture.caption, picture.alt, picture.wide, picture.narrow,
            replace(points, columns=plain_columns), picture.note,
        )  # fmt: skip

    def results(self) -> dict[str, Result]:
        """Return the measures' newest values by reference, to find those that were typed."""
        results = {}
        for row in gate.scorecard(None, self._day):
            value = row.latest.value if row.latest else None
            if row.latest and value is not None:
                whole = value == value.to_integral_value()
                number: int | float = int(value) if whole else float(value)
                results[row.measure.id] = Result({period_name(row.latest.period): number}, "", "")
        return results
