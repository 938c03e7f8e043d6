"""One measure as its pages show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from beatwise.accountability.measures.due import is_late, last_period_due
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import plain
from beatwise.accountability.measures.observation import Observation, current
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.rating.rag import Direction
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.roles import owner_titles
from beatwise.clock import day_words
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import Commentary, ObservationRow, PrintedRating
from beatwise.web.performance.presenters import rating_cell


NEWEST = 24


def facts(measure: Measure, row: Row, today: dt.date, origin: str = "") -> list[dict[str, str]]:
    """Return what a measure is, with its labels; ``origin`` says what a year was formed from."""
    labelled = [
        ("What is counted", measure.definition),
        ("Expected", measure.expectation.words),
        ("Agreed tolerance", measure.tolerance.words if measure.tolerance else ""),
        ("Baseline", rating_cell.baseline(measure)),
        ("Latest", "; ".join(filter(None, (_latest(measure, row.latest), origin)))),
        ("Next value", _next(measure, row.latest, today)),
        ("Owner", owner_titles()[measure.owner]),
        ("Source", measure.source),
        ("Printed as", measure.printed_as),
        ("Before publication", "" if measure.disclosure == "none" else measure.disclosure),
        ("Note", measure.note),
    ]
    return [{"label": label, "words": words} for label, words in labelled if words]


def series(
    measure: Measure, rows: Sequence[ObservationRow], *, every: bool = False
) -> dict[str, object]:
    """Return an area's values, newest period first, each with what it restates.

    The newest 24 of them, unless ``every`` one is asked for.
    """
    values = [(current_ratings.observation(row), row.pk) for row in rows]
    reasons = {row.pk: row.reason for row in rows}
    newest = {id(value) for value in current([value for value, _ in values])}
    order = sorted(values, key=lambda each: (each[0].period.order, id(each[0]) in newest),
                   reverse=True)  # fmt: skip
    periods = [value.period for value, _ in values]
    lines = [
        {
            "period": value.period.words,
            "value": rating_cell.value(measure, value),
            "missing": value.value is None and not value.hidden,
            "made_of": _made_of(value),
            "vintage": value.vintage,
            "source": value.source,
            "note": value.note,
            "reason": reasons[key],
            "restated": id(value) not in newest,
            "restates": id(value) in newest and periods.count(value.period) > 1,
            "key": key,
        }
        for value, key in (order if every else order[:NEWEST])
    ]
    return {"rows": lines, "count": len(values), "more": len(lines) < len(values),
            "split": any(line["made_of"] for line in lines)}  # fmt: skip


def printed_ratings(row: Row, ratings: Sequence[PrintedRating]) -> list[dict[str, object]]:
    """Return what papers printed beside what the rule says."""
    arrows = {way.word: way.arrow for way in Direction}
    lines: list[dict[str, object]] = []
    for each in ratings:
        same_period = row.latest is not None and str(row.latest.period) == each.period
        ruled = row.rating.direction if same_period else None
        word = ruled.word if ruled else each.ruled
        colour = row.rating.rag.word if row.rating.rag else ""
        lines.append(
            {
                "period": from_rows.period(each.period).words,
                "direction": each.direction,
                "arrow": arrows.get(each.direction, ""),
                "ruled": word,
                "ruled_arrow": arrows.get(word, ""),
                "rag": each.rag,
                "differs": bool(each.direction and each.direction != word),
                "rag_differs": bool(each.rag and same_period and each.rag != colour),
                "source": each.source,
            }
        )
    return lines


def comment(row: Commentary) -> dict[str, object]:
    """Return words on a measure, and what they speak of."""
    role = owner_titles().get(row.role, row.role.capitalize())
    return {"text": row.text, "about": f"on {on_what(row.about)}", "role": role, "at": row.at}


def on_what(about: str) -> str:
    """Return what a commentary speaks of in words: a period, or a value that was late."""
    if about.startswith("late "):
        day = dt.date.fromisoformat(about.removeprefix("late "))
        return f"the value to {in_words(day)}, which was late"
    return from_rows.period(about).words if about else "no value"


def _latest(measure: Measure, value: Observation | None) -> str:
    if value is None or (value.value is None and not value.hidden):
        return rating_cell.NO_DATA
    words = f"{rating_cell.value(measure, value)} ({value.period.words})"
    if value.vintage:
        words += f", known on {day_words(value.vintage)}"
    return words


def _next(measure: Measure, value: Observation | None, today: dt.date) -> str:
    due = last_period_due(measure, today)
    lag = f"due {measure.lag_days} days after its end" if measure.lag_days else "due at its end"
    words = f"{measure.frequency}, {lag}"
    if is_late(measure, value, today):
        words += f". The value to {day_words(due)} is late"
    return f"{words[:1].upper()}{words[1:]}."


def _made_of(value: Observation) -> str:
    above, below = value.numerator, value.denominator
    if above is None and below is None:
        return ""
    parts = ["not given" if n is None else plain(n) for n in (above, below)]
    return f"{parts[0]} of {parts[1]}"
