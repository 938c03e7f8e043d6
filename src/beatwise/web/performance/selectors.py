"""The plan, its measures, their scorecard and the words on it, read from stored rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from beatwise.accountability.measures.due import is_late, last_period_due
from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.plan.change_control import version_on
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.history.cache import WITHOUT_FIGURES, remembered
from beatwise.web.pages.today import today as today
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import (
    Commentary,
    Definition,
    ObservationRow,
    PlanVersion,
    Standing,
)
from beatwise.web.performance.observation_rows.selectors import baselines, visible_values
from beatwise.web.performance.observation_rows.visible_areas import area_for


HEADLINE = "headline"
STOOD_ON = ("latest", "latest_year")  # the rows that a standing rests on


def measures(day: dt.date | None = None) -> dict[str, Measure]:
    """Return every measure by id, as defined on a day (today), in order of serial and id."""
    return {measure.id: measure for measure in _measures(day or today())}


@remembered(8, whatever=WITHOUT_FIGURES)
def _measures(day: dt.date) -> tuple[Measure, ...]:
    versions: dict[str, list[Measure]] = {}
    for text in Definition.objects.order_by("measure", "version").values_list("text", flat=True):
        measure = from_rows.measure(text)
        versions.setdefault(measure.id, []).append(measure)
    definitions = [version_on(own, day) or own[0] for own in versions.values()]
    definitions.sort(key=lambda m: (m.serial is None, m.serial or 0, m.id))
    return tuple(definitions)


def measure(name: str, day: dt.date | None = None) -> Measure:
    """Return one measure as defined on a day (today); raise ``MissingData`` when there is none."""
    definitions = [from_rows.measure(row.text) for row in versions(name)]
    return version_on(definitions, day or today()) or definitions[0]


def newest(name: str) -> Measure:
    """Return the newest definition of a measure, whether it holds yet or not."""
    return from_rows.measure(versions(name)[-1].text)


def versions(name: str) -> list[Definition]:
    """Return the versions of a measure, oldest first; raise ``MissingData`` when it is unknown."""
    rows = list(Definition.objects.filter(measure=name).order_by("version"))
    if not rows:
        raise MissingData(f"there is no measure '{name}'.", next_step="Open the list of measures.")
    return rows


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
    row = plan_version(number)
    return from_rows.plan(row.text, tuple(measures().values())) if row else None


def strategy_titles() -> dict[str, str]:
    """Return the strategies, id and title, of the plan that holds today and of later versions."""
    current = plan_version()
    later = PlanVersion.objects.filter(number__gte=current.number) if current else ()
    return {s.id: s.title for row in later for s in from_rows.plan(row.text).strategies}


def standings(area: str) -> dict[str, Standing]:
    """Return where each measure stands in an area."""
    rows = Standing.objects.filter(area=area).select_related(*STOOD_ON)
    return {row.measure: row for row in rows}


def standing(name: str, area: str) -> Standing | None:
    """Return where one measure stands in an area."""
    rows = Standing.objects.filter(measure=name, area=area).select_related(*STOOD_ON)
    return rows.first()


def scorecard(day: dt.date | None = None, area: str = WHOLE_AREA) -> tuple[Row, ...]:
    """Return every measure's row on a day (today), charts left out, from the standings."""
    return _scorecard(day or today(), area)


@remembered(32, whatever=WITHOUT_FIGURES)
def _scorecard(day: dt.date, area: str) -> tuple[Row, ...]:
    by_measure = standings(area)
    definitions = list(measures(day).values())
    if area != WHOLE_AREA:
        before = baselines(definitions, area)
        definitions = [in_area(m, area, before.get(m.id)) for m in definitions]
    return tuple(current_ratings.row(m, by_measure.get(m.id), day) for m in definitions)


def of_plan(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows of the plan's own measures, the headline ones; all where none is one.

    The others are kept beside the plan: what tables bring, and what services report.
    """
    every = tuple(rows)
    return tuple(row for row in every if row.measure.level == HEADLINE) or every


def plan_level(own: Iterable[Row]) -> str:
    """Return the level by which the list of measures is narrowed to the plan's own, if any."""
    levels = {row.measure.level for row in own}
    return HEADLINE if levels == {HEADLINE} else ""


def plan_scorecard(day: dt.date | None = None, area: str = WHOLE_AREA) -> tuple[Row, ...]:
    """Return the rows of the plan's own measures: what a board and the plan's pages count."""
    return of_plan(scorecard(day, area))


def measure_in(whole: Measure, area: str) -> Measure:
    """Return a measure as it holds in an area."""
    if area == WHOLE_AREA:
        return whole
    return in_area(whole, area, baselines([whole], area).get(whole.id))


def one_row(definition: Measure, area: str = WHOLE_AREA, day: dt.date | None = None) -> Row:
    """Return one measure's row on a day (today), its chart left out; see ``measure_in``."""
    rows = Standing.objects.filter(measure=definition.id, area=area).select_related(
        "latest", "latest_year"
    )
    return current_ratings.row(definition, rows.first(), day or today())


def observations_for(person: Person | None, filters: Mapping[str, str]) -> QuerySet[ObservationRow]:
    """Return the values that an address asks for (``area``, ``measure``), as a file has them."""
    narrowing = {}
    if filters.get("area"):
        narrowing["area"] = area_for(person, filters["area"])
    if filters.get("measure"):
        narrowing["measure"] = measure(filters["measure"]).id
    return visible_values(person, **narrowing).order_by("measure", "area", "at", "pk")


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
    subjects = {
        row.measure.id: about(row, day)
        for row in (scorecard(day, area) if rows is None else rows)
        if row.is_exception
    }
    comments = Commentary.objects.filter(area=area, measure__in=list(subjects)).order_by("pk")
    return {each.measure: each for each in comments if subjects[each.measure] == each.about}


def comments(name: str, area: str) -> list[Commentary]:
    """Return all words ever written on a measure in an area, newest first."""
    return list(Commentary.objects.filter(measure=name, area=area).order_by("-pk"))


def late(rows: Iterable[Row], day: dt.date | None = None) -> list[tuple[Row, dt.date]]:
    """Return the rows whose newer value was due by a day (today), each with its period's end."""
    day = day or today()
    return [
        (row, last_period_due(row.measure, day))
        for row in rows
        if is_late(row.measure, row.latest, day)
    ]
