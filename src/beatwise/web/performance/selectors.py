"""The plan, its measures and what was observed, read: only what this person may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from beatwise.accountability import roles
from beatwise.accountability.measures.due import is_late, last_period_due
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, current
from beatwise.accountability.measures.period import Period
from beatwise.accountability.plan.change_control import version_on
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.rating.scorecard import Row
from beatwise.errors import MissingData
from beatwise.web.history.cache import remembered
from beatwise.web.pages.today import today as today
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import (
    Commentary,
    Definition,
    Observed,
    Peer,
    PlanVersion,
    Printed,
    Rebased,
    Standing,
)


HEADLINE = "headline"


def areas_seen(person: Any) -> tuple[str, ...] | None:
    """Return the areas whose values this person sees; ``None`` is every area."""
    if roles.role_of(person).sees == roles.OWN_AREA:
        return (WHOLE_AREA, person.area) if person.area else (WHOLE_AREA,)
    return None


def area_for(person: Any, asked: str) -> str:
    """Return the area that an address asks for; to who may not see it, it does not exist."""
    area, seen = asked or WHOLE_AREA, areas_seen(person)
    if seen is not None and area not in seen:
        raise MissingData(
            f"there are no values of '{area}' for your role.",
            place="area",
            next_step="Choose the whole area or your own.",
        )
    if seen is None and area != WHOLE_AREA and area not in _areas(""):
        raise MissingData(
            f"there are no values of an area '{area}'.",
            place="area",
            next_step="Choose one from the list of areas, or check how it is spelt.",
        )
    return area


def areas(person: Any, measure: str = "") -> list[str]:
    """Return the areas that have values this person sees, the whole first."""
    found, seen = _areas(measure), areas_seen(person)
    if seen is not None:
        found = found & set(seen)
    return [WHOLE_AREA, *sorted(found - {WHOLE_AREA})]


@remembered(512)
def _areas(measure: str) -> frozenset[str]:
    rows = Standing.objects.filter(measure=measure) if measure else Standing.objects.all()
    rows = rows.filter(observed__gt=0)
    return frozenset(rows.order_by().values_list("area", flat=True).distinct())


def measures(day: dt.date | None = None) -> dict[str, Measure]:
    """Return every measure by id, as defined on a day (today), in order of serial and id."""
    return {measure.id: measure for measure in _measures(day or today())}


@remembered(8)
def _measures(day: dt.date) -> tuple[Measure, ...]:
    versions: dict[str, list[Measure]] = {}
    for text in Definition.objects.order_by("measure", "version").values_list("text", flat=True):
        measure = from_rows.measure(text)
        versions.setdefault(measure.id, []).append(measure)
    held = [version_on(listed, day) or listed[0] for listed in versions.values()]
    held.sort(key=lambda m: (m.serial is None, m.serial or 0, m.id))
    return tuple(held)


def measure(name: str, day: dt.date | None = None) -> Measure:
    """Return one measure as defined on a day (today); raise ``MissingData`` when there is none."""
    listed = [from_rows.measure(row.text) for row in versions(name)]
    return version_on(listed, day or today()) or listed[0]


def newest(name: str) -> Measure:
    """Return the newest definition of a measure, whether it holds yet or not."""
    return from_rows.measure(versions(name)[-1].text)


def versions(name: str) -> list[Definition]:
    """Return the versions of a measure, oldest first; raise ``MissingData`` when it is unknown."""
    found = list(Definition.objects.filter(measure=name).order_by("version"))
    if not found:
        raise MissingData(f"there is no measure '{name}'.", next_step="Open the list of measures.")
    return found


def plan_versions() -> list[PlanVersion]:
    """Return the versions of the plan, oldest first."""
    return list(PlanVersion.objects.order_by("number"))


def plan_version(number: int | None = None, day: dt.date | None = None) -> PlanVersion | None:
    """Return a version of the plan by number, or the one that holds on a day (today)."""
    rows = PlanVersion.objects.order_by("-number")
    if number is not None:
        return rows.filter(number=number).first()
    return rows.filter(valid_from__lte=day or today()).first() or rows.last()


def plan(number: int | None = None) -> Plan | None:
    """Return the plan that holds today, or one version of it, its measures given to strategies."""
    held = plan_version(number)
    return from_rows.plan(held.text, tuple(measures().values())) if held else None


def standings(area: str) -> dict[str, Standing]:
    """Return where each measure stands in an area."""
    rows = Standing.objects.filter(area=area).select_related("latest")
    return {row.measure: row for row in rows}


def scorecard(day: dt.date | None = None, area: str = WHOLE_AREA) -> tuple[Row, ...]:
    """Return every measure's row on a day (today), charts left out, from the standings."""
    return _scorecard(day or today(), area)


@remembered(32)
def _scorecard(day: dt.date, area: str) -> tuple[Row, ...]:
    held = standings(area)
    listed = list(measures(day).values())
    if area != WHOLE_AREA:
        before = baselines(listed, area)
        listed = [in_area(m, area, before.get(m.id)) for m in listed]
    return tuple(current_ratings.row(m, held.get(m.id), day) for m in listed)


def of_plan(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows of the plan's own measures, the headline ones; all where none is one.

    The others are kept beside the plan: what tables bring, and what services report.
    """
    listed = tuple(rows)
    return tuple(row for row in listed if row.measure.level == HEADLINE) or listed


def plan_level(own: Iterable[Row]) -> str:
    """Return the level by which the list of measures is narrowed to the plan's own, if any."""
    levels = {row.measure.level for row in own}
    return HEADLINE if levels == {HEADLINE} else ""


def plan_scorecard(day: dt.date | None = None, area: str = WHOLE_AREA) -> tuple[Row, ...]:
    """Return the rows of the plan's own measures: what a board and the plan's pages count."""
    return of_plan(scorecard(day, area))


def baselines(listed: Iterable[Measure], area: str) -> dict[str, Observation]:
    """Return an area's own values for the periods of the measures' baselines, by measure."""
    wanted = {m.id: m.baseline.period for m in listed if m.baseline and m.baseline.period.stated}
    rows = Observed.objects.filter(
        measure__in=list(wanted),
        area=area,
        at__in={period.order[0] for period in wanted.values()},
        removed=False,
    )
    seen: dict[str, list[Observation]] = {}
    for row in rows.order_by("pk"):
        if row.period == str(wanted[row.measure]):
            seen.setdefault(row.measure, []).append(current_ratings.observation(row))
    return {name: current(values)[-1] for name, values in seen.items()}


def measure_in(made: Measure, area: str) -> Measure:
    """Return a measure as it holds in an area."""
    if area == WHOLE_AREA:
        return made
    return in_area(made, area, baselines([made], area).get(made.id))


def one_row(made: Measure, area: str = WHOLE_AREA, day: dt.date | None = None) -> Row:
    """Return one measure's row on a day (today), its chart left out; see ``measure_in``."""
    held = Standing.objects.filter(measure=made.id, area=area).select_related("latest").first()
    return current_ratings.row(made, held, day or today())


def observed(person: Any, **narrowed: Any) -> QuerySet[Observed]:
    """Return the values that this person sees, in the order they came in."""
    rows = Observed.objects.filter(removed=False, **narrowed)
    seen = areas_seen(person)
    return rows if seen is None else rows.filter(area__in=seen)


def chosen(person: Any, asked: Mapping[str, str]) -> QuerySet[Observed]:
    """Return the values that an address asks for (``area``, ``measure``), as a file has them."""
    narrowed = {}
    if asked.get("area"):
        narrowed["area"] = area_for(person, asked["area"])
    if asked.get("measure"):
        narrowed["measure"] = measure(asked["measure"]).id
    return observed(person, **narrowed).order_by("measure", "area", "at", "pk")


def about(row: Row, day: dt.date | None = None) -> str:
    """Return what words on this exception speak of: its value's period, or what is late."""
    day = day or today()
    if is_late(row.measure, row.latest, day):
        return f"late {last_period_due(row.measure, day)}"
    return str(row.latest.period) if row.latest else ""


def commentary_words(today: dt.date) -> dict[str, str]:
    """Return the words on exceptions, by measure id."""
    return {name: words.text for name, words in commentary(today).items()}


def commentary(
    day: dt.date | None = None, area: str = WHOLE_AREA, rows: Iterable[Row] | None = None
) -> dict[str, Commentary]:
    """Return the words on each exception of a day (today), by measure, where there are any."""
    wanted = {
        row.measure.id: about(row, day)
        for row in (scorecard(day, area) if rows is None else rows)
        if row.is_exception
    }
    said = Commentary.objects.filter(area=area, measure__in=list(wanted)).order_by("pk")
    return {each.measure: each for each in said if wanted[each.measure] == each.about}


def comments(name: str, area: str) -> list[Commentary]:
    """Return all words ever written on a measure in an area, newest first."""
    return list(Commentary.objects.filter(measure=name, area=area).order_by("-pk"))


def rebased(name: str, area: str) -> list[Rebased]:
    """Return the re-basings that stand of a measure in an area."""
    return list(Rebased.objects.filter(measure=name, area=area, withdrawn=False))


def printed(name: str, area: str) -> list[Printed]:
    """Return what papers printed of a measure in an area, newest last."""
    return list(Printed.objects.filter(measure=name, area=area, removed=False))


def late(rows: Iterable[Row], day: dt.date | None = None) -> list[tuple[Row, dt.date]]:
    """Return the rows whose newer value was due by a day (today), each with its period's end."""
    day = day or today()
    return [
        (row, last_period_due(row.measure, day))
        for row in rows
        if is_late(row.measure, row.latest, day)
    ]


def latest_by_area(person: Any, name: str) -> list[Observed]:
    """Return the newest value of a measure in each area that this person sees."""
    rows = Standing.objects.filter(measure=name, latest__isnull=False).select_related("latest")
    seen = areas_seen(person)
    if seen is not None:
        rows = rows.filter(area__in=seen)
    return [row.latest for row in rows if row.latest is not None]


def in_period(person: Any, name: str, period: Period) -> list[Observed]:
    """Return a measure's values of one period, in every area that this person sees."""
    at, months = period.order
    rows = observed(person, measure=name, at=at, months=months).order_by("pk")
    return [row for row in rows if row.period == str(period)]


def peers(name: str) -> list[Peer]:
    """Return the similar forces' values of a measure."""
    return list(Peer.objects.filter(measure=name, removed=False))


def baselines_by_area(made: Measure) -> dict[str, Observation]:
    """Return each area's own value for the period of a measure's baseline."""
    if made.baseline is None or not made.baseline.period.stated:
        return {}
    period = made.baseline.period
    rows = Observed.objects.filter(
        measure=made.id, at=period.order[0], months=period.order[1], removed=False
    )
    seen = current(current_ratings.observation(row) for row in rows.order_by("pk"))
    return {each.area: each for each in seen if each.period == period}


def all_peers() -> QuerySet[Peer]:
    """Return every similar force's value, in the order of a file."""
    return Peer.objects.filter(removed=False).order_by("measure", "period", "force", "pk")
