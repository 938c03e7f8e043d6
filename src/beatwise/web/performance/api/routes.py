"""The plan, its measures and what was observed as an API: lists in pages, ETags, values in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status
from ninja.errors import HttpError

from beatwise.accountability import roles
from beatwise.accountability.questions import EVERY
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.access import tokens
from beatwise.web.history.cache import last_hash
from beatwise.web.performance import commentary, gate, observations, selectors
from beatwise.web.performance.api import answers
from beatwise.web.performance.api.schemas import (
    CommentaryIn,
    CommentaryOut,
    MeasureOut,
    MeasurePage,
    ObservationIn,
    ObservationOut,
    ObservationPage,
    PlanOut,
    Problem,
    ValuesOut,
)
from beatwise.web.performance.models import Commentary, ObservationRow
from beatwise.web.performance.observation_rows.selectors import rebasings
from beatwise.web.performance.observation_rows.visible_areas import area_for
from beatwise.web.performance.presenters import control_chart, measure_lists


router = Router(tags=["performance"])
Name = Annotated[str, Path(pattern="^[a-z0-9-]{1,80}$", description="The measure's id.")]
Area = Annotated[str, Query(max_length=80, description="Left out: the whole area.")]

# What Ninja checks against the schema: the body's fields, a row that has them, or a status.
Answer: TypeAlias = Mapping[str, object] | Commentary | Status
REFUSALS = {code: Problem for code in (400, 401, 403, 404, 409, 422)}
Page = Annotated[int, Query(ge=1, le=100_000)]
Size = Annotated[int, Query(ge=1, le=1000)]
Filter = Annotated[str, Query(max_length=80)]


@router.get("/plan/", response={200: PlanOut, 304: None, **REFUSALS})
def get_plan(request: HttpRequest, response: HttpResponse) -> Answer:
    """Return the plan that holds today."""
    _may(request, tokens.READ, "performance.read")
    row = selectors.plan_version()
    plan = selectors.plan()
    if row is None or plan is None:
        raise MissingData("there is no plan yet.", next_step="Load one in the office.")
    if _unchanged(request, response):
        return Status(304, None)
    return {
        "title": plan.title,
        "body": plan.body.name,
        "area": plan.body.area,
        "first": plan.first,
        "last": plan.last,
        "version": row.number,
        "valid_from": row.valid_from,
        "why": row.why,
        "strategies": [
            {
                "id": s.id,
                "title": s.title,
                "mission": mission.title,
                "success": s.success,
                "delivery": s.delivery,
                "measure": s.measure,
                "lead": s.lead,
                "measures": list(s.measures),
            }
            for mission in plan.missions
            for s in mission.strategies
        ],
    }


@router.get("/measures/", response={200: MeasurePage, 304: None, **REFUSALS})
def list_measures(
    request: HttpRequest,
    response: HttpResponse,
    page: Page = 1,
    size: Size = 100,
    area: Area = "",
    q: Annotated[str, Query(max_length=200)] = "",
    strategy: Filter = "",
    rated: Annotated[str, Query(max_length=40, alias="rating")] = "",
    frequency: Filter = "",
    owner: Filter = "",
) -> Answer:
    """List the measures with their latest values and ratings, in order of serial number."""
    person = _may(request, tokens.READ, "performance.read")
    area = area_for(person, _clean(area))
    if _unchanged(request, response):
        return Status(304, None)
    filters = {
        "q": q,
        "strategy": strategy,
        "rating": rated,
        "frequency": frequency,
        "owner": owner,
    }
    rows = measure_lists.matching(
        gate.scorecard(person, area=area), {k: _clean(v) for k, v in filters.items()}
    )
    comments = selectors.commentary(area=area, rows=rows)
    on_page = rows[(page - 1) * size : page * size]
    return {
        "count": len(rows),
        "next": _next(request, page, size, len(rows)),
        "measures": [answers.measure(row, area, comments.get(row.measure.id)) for row in on_page],
    }


@router.get("/measures/{name}/", response={200: MeasureOut, 304: None, **REFUSALS})
def get_measure(
    request: HttpRequest, name: Name, response: HttpResponse, area: Area = ""
) -> Answer:
    """Return a measure with its latest value and rating in an area."""
    person = _may(request, tokens.READ, "performance.read")
    area = area_for(person, _clean(area))
    measure = selectors.measure(name)
    if _unchanged(request, response):
        return Status(304, None)
    row = gate.one_row(person, measure, area)
    comments = selectors.commentary(area=area, rows=[row])
    return answers.measure(row, area, comments.get(name))


@router.get("/measures/{name}/values/", response={200: ValuesOut, 304: None, **REFUSALS})
def get_values(request: HttpRequest, name: Name, response: HttpResponse, area: Area = "") -> Answer:
    """Return the points of a measure's chart in an area, with limits, and its rolling years."""
    person = _may(request, tokens.READ, "performance.read")
    area = area_for(person, _clean(area))
    whole = selectors.measure(name)
    if _unchanged(request, response):
        return Status(304, None)
    measure = gate.measure_in(person, whole, area)
    rows = gate.values(person, measure=name, area=area)
    line = control_chart.line(measure, area, rows, rebasings(name, area))
    return answers.values(line, gate.years(person, measure, area))


@router.get("/observations/", response={200: ObservationPage, 304: None, **REFUSALS})
def list_observations(
    request: HttpRequest,
    response: HttpResponse,
    page: Page = 1,
    size: Size = 500,
    measure: Annotated[str, Query(max_length=80)] = "",
    area: Area = "",
) -> Answer:
    """List values, in the order they came in. A later vintage is a row of its own."""
    person = _may(request, tokens.READ, "performance.read")
    filters = {"measure": _clean(measure), "area": _clean(area)}
    rows = selectors.observations_for(person, filters).order_by("pk")
    if _unchanged(request, response):
        return Status(304, None)
    count, start = rows.count(), (page - 1) * size
    return {
        "count": count,
        "next": _next(request, page, size, count),
        "observations": [
            _observation(row) for row in gate.as_seen(person, rows[start : start + size])
        ],
    }


@router.post("/observations/", response={201: ObservationOut, **REFUSALS})
def add_observation(request: HttpRequest, body: ObservationIn) -> Answer:
    """Add one value; it is rated at once. A value of a period that has one restates it."""
    person = _may(request, tokens.WRITE, "performance.write")
    cells = body.model_dump(exclude={"measure", "vintage", "new_area", "reason"})
    cells["vintage"] = body.vintage.isoformat() if body.vintage else ""
    row = observations.observe(
        measure=body.measure,
        cells={k: _clean(v) for k, v in cells.items()},
        by=person,
        new_area=body.new_area,
        reasons={EVERY: body.reason},
    )
    return Status(201, _observation(row))


@router.post("/measures/{name}/commentary/", response={201: CommentaryOut, **REFUSALS})
def write_commentary(request: HttpRequest, name: Name, body: CommentaryIn) -> Answer:
    """Write on how a measure stands today."""
    person = _may(request, tokens.WRITE, "performance.write")
    area = area_for(person, _clean(body.area))
    return Status(201, commentary.say(measure=name, text=_clean(body.text), area=area, by=person))


def _may(request: HttpRequest, scope: str, permission: str) -> Person:
    caller: tokens.Caller = request.auth  # type: ignore[attr-defined]
    if scope not in caller.scopes:
        raise HttpError(403, f"This token does not allow {scope}.")
    if not roles.may(caller.account, permission):
        raise HttpError(403, "The role of this token's account does not allow that.")
    return caller.account


def _unchanged(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether nothing has changed since the caller last looked; ratings also turn with the day."""
    tag = f'"{last_hash()[:32]}-{selectors.today()}"'
    response.headers["ETag"] = tag
    return request.headers.get("If-None-Match") == tag


def _next(request: HttpRequest, page: int, size: int, count: int) -> str | None:
    if page * size >= count:
        return None
    query = request.GET.copy()
    query["page"] = str(page + 1)
    return f"{request.path}?{query.urlencode()}"


def _observation(row: ObservationRow) -> dict[str, object]:
    return {
        "key": row.pk,
        "measure": row.measure,
        "area": row.area,
        "period": row.period,
        "value": row.value or None,
        "numerator": row.numerator or None,
        "denominator": row.denominator or None,
        "vintage": row.vintage,
        "source": row.source,
        "note": row.note,
        "hidden": row.hidden,
    }


def _clean(words: str) -> str:
    return words.replace("\x00", "")
