"""The plan's actions and the changes asked for as an API, under the rules of their pages."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Status
from ninja.errors import HttpError

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.access import tokens
from beatwise.web.actions import actions, changes, selectors
from beatwise.web.actions.api.schemas import (
    ActionOut,
    ActionPage,
    ActionStep,
    ChangeOut,
    ChangePage,
    EditedAction,
    NewAction,
    NewChange,
    NewEvidence,
    ProgressOut,
)
from beatwise.web.actions.models import PlanAction, Request
from beatwise.web.actions.progress import progress_report
from beatwise.web.pages.api import (
    LARGEST,
    REFUSALS,
    IfMatch,
    PageNumber,
    PageSize,
    Words,
    etag,
    may,
    version,
)
from beatwise.web.pages.api import page as page_of


router = Router(tags=["actions"])
change_router = Router(tags=["changes"])
Number = Annotated[int, Path(ge=1, le=LARGEST, description="The action's number.")]
ChangeNumber = Annotated[int, Path(ge=1, le=LARGEST, description="The change's number.")]


@router.get("/", response={200: ActionPage, **REFUSALS})
def list_actions(
    request: HttpRequest,
    page: PageNumber = 1,
    size: PageSize = 100,
    q: Words = "",
    strategy: Words = "",
    owner: Words = "",
    state: Words = "",
    due: Words = "",
    overdue: bool = False,
) -> object:
    """List the actions of the plan."""
    person = _reads(request)
    filters = {"q": q, "strategy": strategy, "owner": owner, "state": state, "due": due}
    filters = {k: v.replace("\x00", "") for k, v in filters.items()}
    filters |= {"overdue": "yes"} if overdue else {}
    rows = selectors.whole(selectors.matches(person, filters, selectors.today()))
    count, follow, on_page = page_of(request, rows, page, size)
    return {"count": count, "next": follow, "actions": [_action(row) for row in on_page]}


@router.get("/progress/", response={200: ProgressOut, **REFUSALS})
def get_progress(request: HttpRequest) -> object:
    """Say how far the plan is."""
    whole = progress_report.of(_reads(request), selectors.today()).whole
    percent = None if whole.percent is None else float(whole.percent)
    return {
        "total": whole.total,
        "complete": whole.complete,
        "in_progress": whole.in_progress,
        "overdue": whole.overdue,
        "withdrawn": whole.withdrawn,
        "percent": percent,
    }


@router.post("/", response={201: ActionOut, **REFUSALS})
def make_action(request: HttpRequest, body: NewAction, response: HttpResponse) -> object:
    """Add an action to the plan."""
    person = may(request, tokens.WRITE)
    row = actions.make(values=body.model_dump(), by=person)
    response.headers["Location"] = f"{request.path}{row.number}/"
    return Status(201, _answer(response, row))


@router.get("/{number}/", response={200: ActionOut, 304: None, **REFUSALS})
def get_action(request: HttpRequest, number: Number, response: HttpResponse) -> object:
    """Return an action with its ETag; 304 when ``If-None-Match`` names it."""
    row = selectors.action(_reads(request), number)
    response.headers["ETag"] = etag(row.version)
    if request.headers.get("If-None-Match") == etag(row.version):
        return Status(304, None)
    return _action(row)


@router.patch("/{number}/", response={200: ActionOut, **REFUSALS})
def change_action(
    request: HttpRequest,
    number: Number,
    body: EditedAction,
    response: HttpResponse,
    match: IfMatch,
) -> object:
    """Change what may be changed without a board, of the action that ``If-Match`` names."""
    person = may(request, tokens.WRITE)
    fields = body.model_dump(exclude_none=True, exclude={"why"})
    row = actions.edit(
        number=number, version=version(match), values=fields, by=person, why=body.why
    )
    return _answer(response, row)


@router.post("/{number}/steps/", response={200: ActionOut, **REFUSALS})
def take_action_step(
    request: HttpRequest, number: Number, body: ActionStep, response: HttpResponse, match: IfMatch
) -> object:
    """Take a step of the status table; what a board decides is in the minutes of its meeting."""
    person = may(request, tokens.WRITE)
    actions.check_writes(person)
    row = actions.move(
        number=number,
        version=version(match),
        step=body.step,
        by=person,
        why=body.why,
        on=body.on,
    )
    return _answer(response, row)


@router.post("/{number}/evidence/", response={201: ActionOut, **REFUSALS})
def add_evidence(
    request: HttpRequest, number: Number, body: NewEvidence, response: HttpResponse
) -> object:
    """Add evidence in words, with a web address where there is one."""
    person = may(request, tokens.WRITE)
    actions.add_evidence(number=number, words=body.words, address=body.address, by=person)
    return Status(201, _answer(response, selectors.action(person, number)))


@change_router.get("/", response={200: ChangePage, **REFUSALS})
def list_changes(
    request: HttpRequest, page: PageNumber = 1, size: PageSize = 100, state: Words = ""
) -> object:
    """List the changes asked for, newest first."""
    rows = selectors.requests(_reads(request), state.replace("\x00", ""))
    count, follow, on_page = page_of(request, rows, page, size)
    return {"count": count, "next": follow, "changes": list(on_page)}


@change_router.post("/", response={201: ChangeOut, **REFUSALS})
def ask_change(request: HttpRequest, body: NewChange, response: HttpResponse) -> object:
    """Ask for a change; a board decides it."""
    person = may(request, tokens.WRITE)
    row = changes.ask(
        kind=body.kind, about=body.about, new_values=body.fields, why=body.why, by=person
    )
    response.headers["Location"] = f"{request.path}{row.number}/"
    response.headers["ETag"] = etag(row.version)
    return Status(201, row)


@change_router.get("/{number}/", response={200: ChangeOut, **REFUSALS})
def get_change(request: HttpRequest, number: ChangeNumber, response: HttpResponse) -> object:
    """Return a change with its ETag."""
    row = selectors.request(_reads(request), number)
    response.headers["ETag"] = etag(row.version)
    return row


@change_router.post("/{number}/take-back/", response={200: ChangeOut, **REFUSALS})
def take_back_change(
    request: HttpRequest, number: ChangeNumber, response: HttpResponse, match: IfMatch
) -> object:
    """Take a change back before a board decides it."""
    person = may(request, tokens.WRITE)
    row: Request = changes.take_back(number=number, version=version(match), by=person)
    response.headers["ETag"] = etag(row.version)
    return row


def _reads(request: HttpRequest) -> Person:
    person = may(request, tokens.READ)
    if not roles.may(person, "progress.read"):
        raise HttpError(403, "Your role does not open the plan's actions.")
    return person


def _answer(response: HttpResponse, row: PlanAction) -> dict[str, object]:
    response.headers["ETag"] = etag(row.version)
    return _action(row)


def _action(row: PlanAction) -> dict[str, object]:
    value = selectors.value(row)
    return {
        "number": row.number,
        "id": row.name,
        "title": row.title,
        "strategy": row.strategy,
        "owner": row.owner,
        "area": row.area,
        "due": row.due,
        "original_due": row.original_due,
        "state": row.state,
        "created": row.created,
        "completed": row.completed,
        "depends_on": list(value.depends_on),
        "evidence": list(value.evidence),
        "version": row.version,
    }
