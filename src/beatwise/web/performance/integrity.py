"""What must always hold of the plan, its measures and what was observed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from beatwise.accountability.measures import as_toml
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation, current
from beatwise.accountability.rating.scorecard import score
from beatwise.errors import UserError
from beatwise.web.performance import current_ratings, from_rows, selectors
from beatwise.web.performance.models import Definition, Observed, PlanVersion, Rebased, Standing


def definitions() -> Iterator[str]:
    """Every stored document parses, and says what its row says."""
    expected: dict[str, int] = {}
    for row in Definition.objects.order_by("measure", "version"):
        try:
            made = from_rows.measure(row.text)
        except UserError as error:
            yield f"{row}: {error.message}"
            continue
        if (row.measure, row.version, row.valid_from, row.serial, row.title, row.strategy) != (
            made.id, made.version, made.valid_from, made.serial, made.title, made.strategy,
        ) or as_toml.write(made) != row.text:  # fmt: skip
            yield f"{row}: its row is not what its document says"
        if row.version != expected.get(row.measure, 0) + 1:
            yield f"{row}: version {expected.get(row.measure, 0) + 1} is missing before it"
        expected[row.measure] = row.version
    for number, version in enumerate(PlanVersion.objects.order_by("number"), start=1):
        try:
            held = from_rows.plan(version.text)
        except UserError as error:
            yield f"{version}: {error.message}"
            continue
        if (version.number, version.valid_from) != (held.version.number, held.version.valid_from):
            yield f"{version}: its row is not what its document says"
        if version.number < number:
            yield f"{version}: its number was given before"


def observations() -> Iterator[str]:
    """Every value is of a measure there is, and reads back as it was written."""
    known = set(Definition.objects.values_list("measure", flat=True))
    for row in Observed.objects.order_by("pk").iterator(chunk_size=2000):
        if row.measure not in known:
            yield f"observation {row.pk}: there is no measure '{row.measure}'"
        try:
            seen = current_ratings.observation(row)
        except (UserError, ArithmeticError):
            yield f"observation {row.pk}: it cannot be read"
            continue
        if (row.at, row.months) != seen.period.order:
            yield f"observation {row.pk}: its place in time is not its period's"


def standings() -> Iterator[str]:
    """Every standing is what the rule works out from all observations of its measure and area."""
    day, measures = selectors.today(), selectors.measures()
    held = {(row.measure, row.area): row for row in Standing.objects.select_related("latest")}
    cuts: dict[tuple[str, str], list[Rebased]] = {}
    for cut in Rebased.objects.filter(withdrawn=False):
        cuts.setdefault((cut.measure, cut.area), []).append(cut)
    rows = Observed.objects.filter(removed=False).order_by("measure", "area", "pk")
    seen = set()
    for pair, listed in groupby(rows.iterator(chunk_size=2000), lambda r: (r.measure, r.area)):
        seen.add(pair)
        values, decided = list(listed), cuts.get(pair, [])
        measure = measures.get(pair[0])
        if measure and not _agrees(measure, held.get(pair), values, decided, day):
            yield f"{pair[0]}, {pair[1]}: its standing is not what its values give"
    for pair, row in held.items():
        if pair not in seen and (row.observed or row.latest_id):
            yield f"{pair[0]}, {pair[1]}: a standing without values"


def _before(measure: Measure, seen: list[Observation]) -> Observation | None:
    period = measure.baseline.period if measure.baseline else None
    return next((each for each in current(seen) if each.period == period), None)


def _agrees(
    measure: Measure,
    row: Standing | None,
    listed: list[Observed],
    cuts: list[Rebased],
    day: dt.date,
) -> bool:
    """Whether a stored standing gives the very row that scoring every value gives."""
    if row is None or row.observed != len(listed):
        return False
    seen = [current_ratings.observation(each) for each in listed]
    measure = in_area(measure, row.area, _before(measure, seen))
    whole = score(
        measure,
        seen,
        today=day,
        area=row.area,
        rebased=[current_ratings.rebasing(cut) for cut in cuts],
    )
    short = current_ratings.row(measure, row, day)
    same = (whole.latest, whole.rating, whole.why) == (short.latest, short.rating, short.why)
    return same and row.charted == len(whole.chart.values)
