"""Every measure's values as anybody may see them: period by period, and area by area."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, current
from beatwise.publication.published import CONFIDENTIAL
from beatwise.web.paper_figures.plain_values import number
from beatwise.web.paper_figures.plan_figures import line
from beatwise.web.performance import current_ratings, gate


Figures = dict[str, object]
NO_DATA = "no data yet"


def measures(day: dt.date) -> dict[str, Figures]:
    """Return each measure by id: its line of the dashboard, its ``values`` and its ``areas``.

    The newest vintage of each period stands; a hidden value has no number and says so in words.
    """
    rows = {row.measure.id: row for row in gate.scorecard(None, day)}
    values: dict[str, list[Observation]] = defaultdict(list)
    for stored in gate.values(None, measure__in=list(rows)):
        values[stored.measure].append(current_ratings.observation(stored))
    result: dict[str, Figures] = {}
    for name, row in rows.items():
        unit = row.measure.unit.name
        newest = sorted(current(values[name]), key=lambda each: each.period.order)
        whole = [each for each in newest if each.area == WHOLE_AREA]
        others = [each for each in newest if each.area != WHOLE_AREA]
        result[name] = {
            **line(row),
            "definition": row.measure.definition,
            "unit": unit,
            "source": row.measure.source,
            "note": row.measure.note,
            "values": [_value(each, unit) for each in whole],
            "areas": [{"area": each.area, **_value(each, unit)} for each in others],
        }
    return result


def _value(value: Observation, unit: str) -> Figures:
    words = NO_DATA if value.value is None else value_in_words(value.value, unit)
    return {
        "period": value.period.words,
        "value": number(value.value),
        "words": CONFIDENTIAL if value.hidden else words,
    }
