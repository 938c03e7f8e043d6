"""One measure as its pages show it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from beatwise.accountability.measures.by_area import ADDABLE
from beatwise.accountability.measures.by_area import by_area as across
from beatwise.accountability.measures.due import is_late, last_period_due
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import plain, value_in_words
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, current
from beatwise.accountability.measures.period import Period
from beatwise.accountability.plan import change_control
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.rating.rag import Direction, Rating, rate
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.roles import OWNER_ROLES
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.definitions.changeable_measure import FIELDS
from beatwise.web.performance.models import Commentary, Observed, Printed
from beatwise.web.performance.presenters import rating_cell


NEWEST = 24


def facts(measure: Measure, row: Row, today: dt.date) -> list[dict[str, str]]:
    """Return what a measure is, with its labels."""
    listed = [
        ("What is counted", measure.definition),
        ("Expected", measure.expectation.words),
        ("Agreed tolerance", measure.tolerance.words if measure.tolerance else ""),
        ("Baseline", rating_cell.baseline(measure)),
        ("Latest", _latest(measure, row.latest)),
        ("Next value", _next(measure, row.latest, today)),
        ("Owner", OWNER_ROLES[measure.owner]),
        ("Source", measure.source),
        ("Printed as", measure.printed_as),
        ("Before publication", "" if measure.disclosure == "none" else measure.disclosure),
        ("Note", measure.note),
    ]
    return [{"label": label, "words": words} for label, words in listed if words]


def series(measure: Measure, rows: Sequence[Observed], *, every: bool = False) -> dict[str, Any]:
    """Return an area's values, newest period first, each with what it restates.

    The newest 24 of them, unless ``every`` one is asked for.
    """
    told = [(current_ratings.observation(row), row.pk) for row in rows]
    stands = {id(seen) for seen in current([seen for seen, _ in told])}
    order = sorted(told, key=lambda each: (each[0].period.order, id(each[0]) in stands),
                   reverse=True)  # fmt: skip
    periods = [seen.period for seen, _ in told]
    shown = [
        {
            "period": seen.period.words,
            "value": rating_cell.value(measure, seen),
            "missing": seen.value is None,
            "made_of": _made_of(seen),
            "vintage": seen.vintage,
            "source": seen.source,
            "note": seen.note,
            "restated": id(seen) not in stands,
            "restates": id(seen) in stands and periods.count(seen.period) > 1,
            "key": key,
        }
        for seen, key in (order if every else order[:NEWEST])
    ]
    return {"rows": shown, "count": len(told), "more": len(shown) < len(told),
            "split": any(row["made_of"] for row in shown)}  # fmt: skip


def period_of_most(latest: Iterable[Observed]) -> Period | None:
    """Return the newest period that half of the areas have come to, the whole left out."""
    ends = Counter(from_rows.period(row.period) for row in latest if row.area != WHOLE_AREA)
    if not ends:
        return None
    half = ends.total() / 2
    return max(ends, key=lambda period: (ends[period] >= half, period.order))


def by_area(
    measure: Measure,
    period: Period,
    here: Iterable[Observed],
    latest: Iterable[Observed],
    before: Mapping[str, Observation],
    today: dt.date,
) -> dict[str, Any]:
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
    seen = {each.area: each for each in current(current_ratings.observation(row) for row in here)}
    newest = {row.area: current_ratings.observation(row) for row in latest}
    stated = seen.pop(WHOLE_AREA, None)
    newest.pop(WHOLE_AREA, None)
    areas = sorted({*seen, *newest})
    found = across(measure, list(seen.values()), period, areas)
    return {
        "period": period.words,
        "rows": [
            {
                "area": each.area,
                "value": "no data"
                if each.value is None
                else rating_cell.value(measure, seen[each.area]),
                "missing": each.value is None,
                "other": _other(measure, newest.get(each.area), period),
                "share": None if each.share is None else _percent(each.share),
                "mark": rating_cell.mark(
                    _rated(measure, each.area, newest.get(each.area), before, today)
                ),
            }
            for each in found.rows
        ],
        "shared": any(each.share is not None for each in found.rows),
        "whole": None if found.whole is None else _rounded(found.whole, measure),
        "stated": rating_cell.value(measure, stated) if stated else "",
        "why": " ".join(filter(None, (found.why, _apart(measure, found.whole, stated)))),
    }


def _apart(measure: Measure, whole: Fraction | None, stated: Observation | None) -> str:
    """Say why the areas together are not the whole as reported, where they are not."""
    if whole is None or stated is None or stated.value is None or whole == Fraction(stated.value):
        return ""
    together, reported = _rounded(whole, measure), rating_cell.value(measure, stated)
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
    seen: Observation | None,
    before: Mapping[str, Observation],
    today: dt.date,
) -> Rating:
    held = in_area(measure, area, before.get(area))
    return rate(held, seen, late=is_late(held, seen, today))


def printed(row: Row, found: Sequence[Printed]) -> list[dict[str, Any]]:
    """Return what papers printed beside what the rule says."""
    arrows = {way.word: way.arrow for way in Direction}
    made = []
    for each in found:
        same_period = row.latest is not None and str(row.latest.period) == each.period
        ruled = row.rating.direction if same_period else None
        word = ruled.word if ruled else each.ruled
        colour = row.rating.rag.word if row.rating.rag else ""
        made.append(
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
    return made


def comment(said: Commentary) -> dict[str, Any]:
    """Return words on a measure, and what they speak of."""
    role = OWNER_ROLES.get(said.role, said.role.capitalize())
    return {"text": said.text, "about": f"on {on_what(said.about)}", "role": role, "at": said.at}


def on_what(about: str) -> str:
    """Return what a commentary speaks of in words: a period, or a value that was late."""
    if about.startswith("late "):
        day = dt.date.fromisoformat(about.removeprefix("late "))
        return f"the value to {in_words(day)}, which was late"
    return from_rows.period(about).words if about else "no value"


def fields(measure: Measure) -> list[dict[str, str]]:
    """Return every field of a definition, in words."""
    return [
        {"label": label, "words": _said(name, _field(getattr(measure, name)))}
        for name, label in FIELDS.items()
    ]


def differences(before: Measure | None, after: Measure) -> list[dict[str, str]]:
    """Return what a version changed, side by side."""
    if before is None:
        return []
    return [
        {
            "where": FIELDS.get(each.field, each.field.capitalize()),
            "before": _said(each.field, each.before),
            "after": _said(each.field, each.after),
        }
        for each in change_control.differences(before, after)
        if each.field not in ("version", "valid_from")
    ]


def effect(action: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a change did, in words, and its fields before and after."""
    before, after = details["before"], details["after"]
    lines = [
        {"label": _LABELS.get(k) or k.replace("_", " ").capitalize(),
         "before": _said(k, before.get(k, "")), "after": _said(k, after.get(k, ""))}
        for k in {**before, **after}
    ]  # fmt: skip
    return {"words": _DID.get(action, action), "lines": lines}


def _said(name: str, value: Any) -> Any:
    """Return a field's value in words: roles, dates, periods, what a commentary is on."""
    words = str(value)
    if name == "owner":
        return OWNER_ROLES.get(words, value)
    if name == "about":
        return on_what(words)
    if name in ("period", "starts"):
        return from_rows.period(words).words if words else value
    try:
        return in_words(dt.date.fromisoformat(words)) if len(words) == 10 else value
    except ValueError:
        return value


_LABELS = {
    **FIELDS,
    "valid_from": "Holds from",
    "about": "On",
    "vintage": "Known on",
    "starts": "New limits from",
}
_DID = {
    "measure.define": "Defined",
    "measure.change": "Definition changed",
    "observation.add": "Value added",
    "observation.import": "Values imported",
    "observation.take_out": "Value taken out",
    "commentary.write": "Commentary written",
    "chart.rebase": "Control chart re-based",
    "chart.withdraw_rebase": "Re-basing withdrawn",
}


def _latest(measure: Measure, seen: Observation | None) -> str:
    if seen is None or seen.value is None:
        return rating_cell.NO_DATA
    words = f"{rating_cell.value(measure, seen)} ({seen.period.words})"
    if seen.vintage:
        words += f", known on {seen.vintage.day} {seen.vintage:%B %Y}"
    return words


def _next(measure: Measure, seen: Observation | None, today: dt.date) -> str:
    due = last_period_due(measure, today)
    lag = f"due {measure.lag_days} days after its end" if measure.lag_days else "due at its end"
    words = f"{measure.frequency}, {lag}"
    if is_late(measure, seen, today):
        words += f". The value to {due.day} {due:%B %Y} is late"
    return f"{words[:1].upper()}{words[1:]}."


def _made_of(seen: Observation) -> str:
    above, below = seen.numerator, seen.denominator
    if above is None and below is None:
        return ""
    parts = ["not given" if n is None else plain(n) for n in (above, below)]
    return f"{parts[0]} of {parts[1]}"


def _field(value: object) -> str:
    return in_words(value) or "none"


def _percent(share: Fraction) -> str:
    return f"{float(share):.1f} %"


def _rounded(whole: Fraction, measure: Measure) -> str:
    if whole.denominator == 1:
        return value_in_words(Decimal(whole.numerator), measure.unit.name)
    return f"{float(whole):,.1f}"
