"""The registers as an API: lists in pages, records with ETags, steps, comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, TypedDict, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema, Status
from pydantic import BaseModel, ConfigDict, Field

from beatwise.accountability.questions import EVERY
from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.field_values import MOST_LINES, Cell
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.registers.register_definition import Field as RecordField
from beatwise.accountability.roles import Person
from beatwise.web.access import tokens
from beatwise.web.pages import api
from beatwise.web.registers import actions, additions, presenters, selectors
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registers.shapes import figures_api, small_counts
from beatwise.web.registers.shapes.figures_api import Slug


router = Router(tags=["registers"])
router.add_router("", figures_api.router)
Body = TypeVar("Body", bound=BaseModel)
_REASON = "Why what the office asks about is right: needed when it asks."
Number = Annotated[int, Path(ge=1, le=api.LARGEST, description="The record's number.")]


def published_as(name: str) -> Callable[[type[Body]], type[Body]]:
    """Give a schema the name that ``openapi.json`` and its refusals have always had for it."""

    def renamed(schema: type[Body]) -> type[Body]:
        schema.__name__ = schema.__qualname__ = name
        schema.model_rebuild(force=True)
        return schema

    return renamed


class RegisterOut(Schema):
    """A register: its fields, states and steps."""

    slug: str
    title: str
    about: str
    fields: list[dict[str, object]]
    states: list[dict[str, object]]
    steps: list[dict[str, object]]


class RecordOut(Schema):
    """A record. Money is in whole pence; ``null`` is *no record*."""

    slug: str
    number: int
    state: str
    version: int
    values: dict[str, object]
    due: dt.date | None = None
    changed: dt.datetime


class Page(Schema):
    """One page of records; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    records: list[RecordOut]


@published_as("Given")
class FieldValues(BaseModel):
    """Fields by name."""

    model_config = ConfigDict(extra="forbid")
    values: dict[str, Cell | Annotated[list[dict[str, Cell]], Field(max_length=MOST_LINES)]] = (
        Field(max_length=100)
    )
    why: str = Field("", max_length=500)
    reason: str = Field("", max_length=300, description=_REASON)


class Step(BaseModel):
    """A step of the state table."""

    model_config = ConfigDict(extra="forbid")
    step: str = Field(min_length=1, max_length=40)
    values: dict[str, str | int | float | bool | None] = Field(
        default_factory=dict, max_length=100, description="Fields that the step requires."
    )
    why: str = Field("", max_length=500)
    reason: str = Field("", max_length=300, description=_REASON)


@published_as("Said")
class CommentIn(BaseModel):
    """A comment."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=5000)


class CommentOut(Schema):
    """A comment, with the role of whoever made it."""

    role: str
    at: dt.datetime
    text: str


@router.get("/", response={200: list[RegisterOut], 401: api.Problem, 403: api.Problem})
def list_registers(request: HttpRequest) -> object:
    """List the registers that the token's account reads."""
    person = api.may(request, tokens.READ)
    return [_register(d, person) for d in definitions().values() if d.reads(person)]


@router.get("/{slug}/", response={200: RegisterOut, **api.REFUSALS})
def get_register(request: HttpRequest, slug: Slug) -> object:
    """Return a register's definition."""
    person = api.may(request, tokens.READ)
    return _register(selectors.opened(slug, person), person)


@router.get("/{slug}/records/", response={200: Page, **api.REFUSALS})
def list_records(
    request: HttpRequest,
    slug: Slug,
    page: api.PageNumber = 1,
    size: api.PageSize = 100,
    q: api.Words = "",
    state: Annotated[str, Query(max_length=40)] = "",
) -> object:
    """List records, newest first."""
    person = api.may(request, tokens.READ)
    register = selectors.opened(slug, person)
    filters = {"q": q.replace("\x00", ""), "state": state.replace("\x00", "")}
    rows = selectors.matches(register, person, filters)
    count, follow, on_page = api.page(request, rows, page, size)
    records = [_record(register, person, row) for row in on_page]
    return {"count": count, "next": follow, "records": records}


@router.post("/{slug}/records/", response={201: RecordOut, **api.REFUSALS})
def make_record(
    request: HttpRequest, slug: Slug, body: FieldValues, response: HttpResponse
) -> object:
    """Make a record in the register's first state."""
    person = api.may(request, tokens.WRITE)
    register = selectors.opened(slug, person)
    reasons = {EVERY: body.reason}
    record = actions.make(register=register, values=body.values, by=person, reasons=reasons)
    answer = _answer(response, register, person, record)
    response.headers["Location"] = f"{request.path}{record.number}/"
    return Status(201, answer)


@router.get("/{slug}/records/{number}/", response={200: RecordOut, 304: None, **api.REFUSALS})
def get_record(request: HttpRequest, slug: Slug, number: Number, response: HttpResponse) -> object:
    """Return a record with its ETag; 304 when ``If-None-Match`` names it."""
    person = api.may(request, tokens.READ)
    register = selectors.opened(slug, person)
    record = selectors.record(register, person, number)
    answer = _answer(response, register, person, record)
    unchanged = request.headers.get("If-None-Match") == api.etag(record.version)
    return Status(304, None) if unchanged else answer


@router.patch("/{slug}/records/{number}/", response={200: RecordOut, **api.REFUSALS})
def change_record(
    request: HttpRequest,
    slug: Slug,
    number: Number,
    body: FieldValues,
    response: HttpResponse,
    match: api.IfMatch,
) -> object:
    """Change fields of the record that ``If-Match`` names."""
    subject = _subject(request, slug, number, match)
    reasons = {EVERY: body.reason}
    record = actions.change(**subject, values=body.values, why=body.why, reasons=reasons)
    return _answer(response, subject["register"], subject["by"], record)


@router.post("/{slug}/records/{number}/steps/", response={200: RecordOut, **api.REFUSALS})
def take_step(
    request: HttpRequest,
    slug: Slug,
    number: Number,
    body: Step,
    response: HttpResponse,
    match: api.IfMatch,
) -> object:
    """Take a step of the state table. Steps that need proof of identity are for the browser."""
    subject = _subject(request, slug, number, match)
    reasons = {EVERY: body.reason}
    record = actions.move(
        **subject, step=body.step, values=body.values, why=body.why, reasons=reasons
    )
    return _answer(response, subject["register"], subject["by"], record)


@router.get("/{slug}/records/{number}/comments/", response={200: list[CommentOut], **api.REFUSALS})
def list_comments(request: HttpRequest, slug: Slug, number: Number) -> object:
    """List what was said about a record."""
    person = api.may(request, tokens.READ)
    register = selectors.opened(slug, person)
    record = selectors.record(register, person, number)
    return list(record.comments.all()) if register.sees_all(person) else []


@router.post("/{slug}/records/{number}/comments/", response={201: CommentOut, **api.REFUSALS})
def make_comment(request: HttpRequest, slug: Slug, number: Number, body: CommentIn) -> object:
    """Say something about a record."""
    person = api.may(request, tokens.WRITE)
    register = selectors.opened(slug, person)
    comment = additions.comment(register=register, number=number, text=body.text, by=person)
    return Status(201, comment)


class Subject(TypedDict):
    """Which record a call changes, the version it was made from, and whose call it is."""

    register: Definition
    number: int
    version: int
    by: Person


def _subject(request: HttpRequest, slug: str, number: int, match: str) -> Subject:
    person = api.may(request, tokens.WRITE)
    register = selectors.opened(slug, person)
    return {"register": register, "number": number, "version": api.version(match), "by": person}


def _answer(
    response: HttpResponse, register: Definition, person: Person, record: Record
) -> dict[str, object]:
    """Return a record as the API gives it, and put its ETag on the response."""
    response.headers["ETag"] = api.etag(record.version)
    return _record(register, person, record)


def _register(register: Definition, person: Person) -> dict[str, object]:
    return {
        "slug": register.slug,
        "title": register.title,
        "about": register.about,
        "fields": [_field(f) for f in register.seen_fields(person)],
        "states": [{"name": s.name, "title": s.title, "public": s.public} for s in register.states],
        "steps": [
            {"name": s.name, **row}
            for s, row in zip(
                register.transitions, presenters.table_of_steps(register), strict=True
            )
        ],
    }


def _field(field: RecordField) -> dict[str, object]:
    """Return a field, with its formula, its columns or the register it links to if it has any."""
    more: dict[str, object] = {"formula": field.formula} if field.computed else {}
    if field.columns:
        more["columns"] = [_field(column) for column in field.columns]
    if field.to:
        more["to"] = field.to
    if field.whole:
        more["whole"] = field.whole
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "required": field.required,
        "choices": list(field.choices),
        **more,
    }


def _record(register: Definition, person: Person, record: Record) -> dict[str, object]:
    fields = register.seen_fields(person)
    record = next(small_counts.as_seen(register, person, [record]))
    return {
        "slug": register.slug,
        "number": record.number,
        "state": record.state,
        "version": record.version,
        "values": {f.name: field_values.api_value(f, record.values.get(f.name)) for f in fields},
        "due": record.due if register.sees_all(person) else None,
        "changed": record.changed,
    }
