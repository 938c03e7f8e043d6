"""A measure's areas side by side for one period, as its page shows them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from beatwise.accountability.measures.by_area import ADDABLE
from beatwise.accountability.measures.by_area import by_area as across
from beatwise.accountability.measures.due import is_late
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, current
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import Rating, rate
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import ObservationRow
from beatwise.web.performance.presenters import rating_cell


def period_of_most(latest: Iterable[ObservationRow]) -> Period | None:
    """Return the newest period that half of the areas have come to, the whole left out."""
    ends = Counter(from_rows.period(row.period) for row in latest if row.area != WHOLE_AREA)
    if not ends:
        return None
    half = ends.total() / 2
    return max(ends, key=lambda period: (ends[period] >= half, period.order))


def area_table(
    measure: Measure,
    period: Period,
    here: Iterable[ObservationRow],
    latest: Iterable[ObservationRow],
    before: Mapping[str, Observation],
    today: dt.date,
) -> dict[str, object]:
    """Return the areas side by side for one period.

    Parameters
    ----------
    here
        The values of the period, of any vintage.
    latest
        Each area's newest value: rated where it is of another period, and then named as such.
    before
        The areas' own values for the baseline's period.
    """
    values = {each.area: each for each in current(current_ratings.observation(row) for row in here)}
    newest = {row.area: current_ratings.observation(row) for row in latest}
    whole_area = values.pop(WHOLE_AREA, None)
    newest.pop(WHOLE_AREA, None)
    areas = sorted({*values, *newest})
    table = across(measure, list(values.values()), period, areas)
    return {
        "period": period.words,
        "rows": [
            {
                "area": each.area,
                "value": "no data"
                if each.value is None
                else rating_cell.value(measure, values[each.area]),
                "missing": each.value is None,
                "other": _other(measure, newest.get(each.area), period),
                "share": None if each.share is None else _percent(each.share),
                "mark": rating_cell.mark(
                    _rated(measure, each.area, newest.get(each.area), before, today)
                ),
            }
            for each in table.rows
        ],
        "shared": any(each.share is not None for each in table.rows),
        "whole": None if table.whole is None else _rounded(table.whole, measure),
        "stated": rating_cell.value(measure, whole_area) if whole_area else "",
        "why": " ".join(filter(None, (table.why, _apart(measure, table.whole, whole_area)))),
    }


def _apart(measure: Measure, whole: Fraction | None, whole_area: Observation | None) -> str:
    """Say why the areas together are not the whole as reported, where they are not."""
    if (
        whole is None
        or whole_area is None
        or whole_area.value is None
        or whole == Fraction(whole_area.value)
    ):
        return ""
    together, reported = _rounded(whole, measure), rating_cell.value(measure, whole_area)
    if measure.unit.name not in ADDABLE:
        return (
            f"The areas together give {together} and the whole area was reported as {reported}: "
            "the two were counted apart, and not of the same places or days."
        )
    return (
        f"A share is of the areas together ({together}), not of the whole area as reported "
        f"({reported}): some of what is reported belongs to no area here, or is counted in several."
    )


def _other(measure: Measure, newest: Observation | None, period: Period) -> str:
    """Return an area's newest value where it is of another period than the table's."""
    if newest is None or newest.period == period:
        return ""
    return f"{rating_cell.value(measure, newest)} in {newest.period.words}"


def _rated(
    measure: Measure,
    area: str,
    newest: Observation | None,
    before: Mapping[str, Observation],
    today: dt.date,
) -> Rating:
    local = in_area(measure, area, before.get(area))
    return rate(local, newest, late=is_late(local, newest, today))


def _percent(share: Fraction) -> str:
    return f"{float(share):.1f} %"


def _rounded(whole: Fraction, measure: Measure) -> str:
    if whole.denominator == 1:
        return value_in_words(Decimal(whole.numerator), measure.unit.name)
    return f"{float(whole):,.1f}"
