"""The registers as an API: lists in pages, records with ETags, steps, comments."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema, Status
from pydantic import BaseModel, ConfigDict, Field

from beatwise.accountability.registers.read_toml import definitions
from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.access import tokens
from beatwise.web.pages.api import REFUSALS, IfMatch, Problem, may, version
from beatwise.web.registers import actions, presenters, selectors
from beatwise.web.registers.models import Record


router = Router(tags=["registers"])
LARGEST = 2**31 - 1
Slug = Annotated[str, Path(pattern="^[a-z_]{1,40}$", description="The register.")]
Number = Annotated[int, Path(ge=1, le=LARGEST, description="The record's number.")]


class RegisterOut(Schema):
    """A register: its fields, states and steps."""

    slug: str
    title: str
    about: str
    fields: list[dict[str, Any]]
    states: list[dict[str, Any]]
    steps: list[dict[str, Any]]


class RecordOut(Schema):
    """A record. Money is in whole pence; ``null`` is *no record*."""

    slug: str
    number: int
    state: str
    version: int
    values: dict[str, Any]
    due: dt.date | None = None
    changed: dt.datetime


class Page(Schema):
    """One page of records; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    records: list[RecordOut]


class Given(BaseModel):
    """Fields by name."""

    model_config = ConfigDict(extra="forbid")
    values: dict[str, str | int | float | bool | None] = Field(max_length=100)
    why: str = Field("", max_length=500)


class Step(BaseModel):
    """A step of the state table."""

    model_config = ConfigDict(extra="forbid")
    step: str = Field(min_length=1, max_length=40)
    why: str = Field("", max_length=500)


class Said(BaseModel):
    """A comment."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=5000)


class CommentOut(Schema):
    """A comment, with the role of whoever made it."""

    role: str
    at: dt.datetime
    text: str


@router.get("/", response={200: list[RegisterOut], 401: Problem, 403: Problem})
def list_registers(request: HttpRequest) -> Any:
    """List the registers that the token's account reads."""
    person = may(request, tokens.READ)
    return [_register(d, person) for d in definitions().values() if d.reads(person)]


@router.get("/{slug}/", response={200: RegisterOut, **REFUSALS})
def get_register(request: HttpRequest, slug: Slug) -> Any:
    """Return a register's definition."""
    person = may(request, tokens.READ)
    return _register(selectors.opened(slug, person), person)


@router.get("/{slug}/records/", response={200: Page, **REFUSALS})
def list_records(
    request: HttpRequest,
    slug: Slug,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    size: Annotated[int, Query(ge=1, le=500)] = 100,
    q: Annotated[str, Query(max_length=200)] = "",
    state: Annotated[str, Query(max_length=40)] = "",
) -> Any:
    """List records, newest first."""
    person = may(request, tokens.READ)
    made = selectors.opened(slug, person)
    asked = {"q": q.replace("\x00", ""), "state": state.replace("\x00", "")}
    rows = selectors.chosen(made, person, asked)
    count, start = rows.count(), (page - 1) * size
    held = rows[start : start + size]
    follow = None
    if start + size < count:
        query = request.GET.copy()
        query["page"] = str(page + 1)
        follow = f"{request.path}?{query.urlencode()}"
    return {"count": count, "next": follow, "records": [_record(made, person, r) for r in held]}


@router.post("/{slug}/records/", response={201: RecordOut, **REFUSALS})
def make_record(request: HttpRequest, slug: Slug, given: Given, response: HttpResponse) -> Any:
    """Make a record in the register's first state."""
    person = may(request, tokens.WRITE)
    made = selectors.opened(slug, person)
    record = actions.make(register=made, given=given.values, by=person)
    response.headers["ETag"] = _etag(record)
    response.headers["Location"] = f"{request.path}{record.number}/"
    return Status(201, _record(made, person, record))


@router.get("/{slug}/records/{number}/", response={200: RecordOut, 304: None, **REFUSALS})
def get_record(request: HttpRequest, slug: Slug, number: Number, response: HttpResponse) -> Any:
    """Return a record with its ETag; 304 when ``If-None-Match`` names it."""
    person = may(request, tokens.READ)
    made = selectors.opened(slug, person)
    record = selectors.record(made, person, number)
    response.headers["ETag"] = _etag(record)
    if request.headers.get("If-None-Match") == _etag(record):
        return Status(304, None)
    return _record(made, person, record)


@router.patch("/{slug}/records/{number}/", response={200: RecordOut, **REFUSALS})
def change_record(
    request: HttpRequest,
    slug: Slug,
    number: Number,
    given: Given,
    response: HttpResponse,
    match: IfMatch,
) -> Any:
    """Change fields of the record that ``If-Match`` names."""
    person = may(request, tokens.WRITE)
    made = selectors.opened(slug, person)
    record = actions.change(
        register=made,
        number=number,
        version=version(match),
        given=given.values,
        by=person,
        why=given.why,
    )
    response.headers["ETag"] = _etag(record)
    return _record(made, person, record)


@router.post("/{slug}/records/{number}/steps/", response={200: RecordOut, **REFUSALS})
def take_step(
    request: HttpRequest,
    slug: Slug,
    number: Number,
    given: Step,
    response: HttpResponse,
    match: IfMatch,
) -> Any:
    """Take a step of the state table. Steps that need proof of identity are for the browser."""
    person = may(request, tokens.WRITE)
    made = selectors.opened(slug, person)
    record = actions.move(
        register=made,
        number=number,
        version=version(match),
        step=given.step,
        by=person,
        why=given.why,
    )
    response.headers["ETag"] = _etag(record)
    return _record(made, person, record)


@router.get("/{slug}/records/{number}/comments/", response={200: list[CommentOut], **REFUSALS})
def list_comments(request: HttpRequest, slug: Slug, number: Number) -> Any:
    """List what was said about a record."""
    person = may(request, tokens.READ)
    made = selectors.opened(slug, person)
    record = selectors.record(made, person, number)
    return list(record.comments.all()) if made.sees_all(person) else []


@router.post("/{slug}/records/{number}/comments/", response={201: CommentOut, **REFUSALS})
def make_comment(request: HttpRequest, slug: Slug, number: Number, given: Said) -> Any:
    """Say something about a record."""
    person = may(request, tokens.WRITE)
    made = selectors.opened(slug, person)
    said = actions.comment(register=made, number=number, text=given.text, by=person)
    return Status(201, said)


def _register(made: Definition, person: Any) -> dict[str, Any]:
    return {
        "slug": made.slug,
        "title": made.title,
        "about": made.about,
        "fields": [
            {
                "name": f.name,
                "label": f.label,
                "kind": f.kind,
                "required": f.required,
                "choices": list(f.choices),
            }
            for f in made.seen_fields(person)
        ],
        "states": [{"name": s.name, "title": s.title, "public": s.public} for s in made.states],
        "steps": [
            {"name": s.name, **row}
            for s, row in zip(made.transitions, presenters.table_of_steps(made), strict=True)
        ],
    }


def _record(made: Definition, person: Any, record: Record) -> dict[str, Any]:
    seen = [f.name for f in made.seen_fields(person)]
    return {
        "slug": made.slug,
        "number": record.number,
        "state": record.state,
        "version": record.version,
        "values": {name: record.values.get(name) for name in seen},
        "due": record.due if made.sees_all(person) else None,
        "changed": record.changed,
    }


def _etag(record: Record) -> str:
    return f'"{record.version}"'
