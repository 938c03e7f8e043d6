"""What must always hold of the plan, its measures and what was observed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from beatwise.accountability.measures import as_toml
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.years.judged_value import of_period
from beatwise.accountability.rating.scorecard import score
from beatwise.errors import UserError
from beatwise.web.performance import current_ratings, from_rows, selectors
from beatwise.web.performance.models import (
    Definition,
    ObservationRow,
    PlanVersion,
    RebasingDecision,
    Standing,
)


def definitions() -> Iterator[str]:
    """Every stored document parses, and says what its row says."""
    expected: dict[str, int] = {}
    for row in Definition.objects.order_by("measure", "version"):
        try:
            definition = from_rows.measure(row.text)
        except UserError as error:
            yield f"{row}: {error.message}"
            continue
        if (row.measure, row.version, row.valid_from, row.serial, row.title, row.strategy) != (
            definition.id, definition.version, definition.valid_from, definition.serial,
            definition.title, definition.strategy,
        ) or as_toml.write(definition) != row.text:  # fmt: skip
            yield f"{row}: its row is not what its document says"
        if row.version != expected.get(row.measure, 0) + 1:
            yield f"{row}: version {expected.get(row.measure, 0) + 1} is missing before it"
        expected[row.measure] = row.version
    for number, version in enumerate(PlanVersion.objects.order_by("number"), start=1):
        try:
            plan = from_rows.plan(version.text)
        except UserError as error:
            yield f"{version}: {error.message}"
            continue
        if (version.number, version.valid_from) != (plan.version.number, plan.version.valid_from):
            yield f"{version}: its row is not what its document says"
        if version.number < number:
            yield f"{version}: its number was given before"


def observations() -> Iterator[str]:
    """Every value is of a measure there is, and reads back as it was written."""
    measures = set(Definition.objects.values_list("measure", flat=True))
    for row in ObservationRow.objects.order_by("pk").iterator(chunk_size=2000):
        if row.measure not in measures:
            yield f"observation {row.pk}: there is no measure '{row.measure}'"
        try:
            value = current_ratings.observation(row)
        except (UserError, ArithmeticError):
            yield f"observation {row.pk}: it cannot be read"
            continue
        if (row.at, row.months) != value.period.order:
            yield f"observation {row.pk}: its place in time is not its period's"


def standings() -> Iterator[str]:
    """Every standing is what the rule works out from all observations of its measure and area."""
    day, measures = selectors.today(), selectors.measures()
    stored = {(row.measure, row.area): row for row in _standings()}
    cuts: dict[tuple[str, str], list[RebasingDecision]] = {}
    for cut in RebasingDecision.objects.filter(withdrawn=False):
        cuts.setdefault((cut.measure, cut.area), []).append(cut)
    rows = ObservationRow.objects.filter(removed=False).order_by("measure", "area", "pk")
    pairs_with_values = set()
    for pair, group in groupby(rows.iterator(chunk_size=2000), lambda r: (r.measure, r.area)):
        pairs_with_values.add(pair)
        values, decisions = list(group), cuts.get(pair, [])
        measure = measures.get(pair[0])
        if measure and not _agrees(measure, stored.get(pair), values, decisions, day):
            yield f"{pair[0]}, {pair[1]}: its standing is not what its values give"
    for pair, row in stored.items():
        if pair not in pairs_with_values and (row.value_count or row.latest_id):
            yield f"{pair[0]}, {pair[1]}: a standing without values"


def _standings() -> Iterable[Standing]:
    return Standing.objects.select_related("latest", "latest_year")


def _before(measure: Measure, values: list[Observation]) -> Observation | None:
    period = measure.baseline.period if measure.baseline else None
    return of_period(measure, values, period) if period else None


def _agrees(
    measure: Measure,
    row: Standing | None,
    rows: list[ObservationRow],
    cuts: list[RebasingDecision],
    day: dt.date,
) -> bool:
    """Whether a stored standing gives the very row that scoring every value gives."""
    if row is None or row.value_count != len(rows):
        return False
    values = [current_ratings.observation(each) for each in rows]
    measure = in_area(measure, row.area, _before(measure, values))
    whole = score(
        measure,
        values,
        today=day,
        area=row.area,
        rebased=[current_ratings.rebasing(cut) for cut in cuts],
    )
    short = current_ratings.row(measure, row, day)
    same = (whole.latest, whole.rating, whole.why) == (short.latest, short.rating, short.why)
    return same and whole.point == short.point and row.chart_points == len(whole.chart.values)
