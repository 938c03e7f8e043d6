"""What every part of the API shares: refusals, scopes, versions, and pages of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Header, Query, Schema
from ninja.errors import HttpError

from beatwise.accountability.roles import Person
from beatwise.web.access import tokens
from beatwise.web.pages.form_actions import read_version


LARGEST = 2**31 - 1
IfMatch = Annotated[
    str, Header(alias="If-Match", pattern=r'^"?[0-9]{1,9}"?$', description="The record's ETag.")
]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
PageSize = Annotated[int, Query(ge=1, le=500)]
Words = Annotated[str, Query(max_length=200)]


class Problem(Schema):
    """What is wrong, where, and what to do next."""

    message: str
    place: str | None = None
    next_step: str | None = None


REFUSALS = {code: Problem for code in (400, 401, 403, 404, 409, 422)}


def may(request: HttpRequest, scope: str) -> Person:
    """Return the account that calls; 403 when its token does not allow the scope."""
    caller: tokens.Caller = request.auth  # type: ignore[attr-defined]
    if scope not in caller.scopes:
        raise HttpError(403, f"This token does not allow {scope}.")
    return caller.account


def allowed(request: HttpRequest, may_read: Callable[[Person], bool]) -> Person:
    """Return the account that calls to read; 403 when its role opens nothing of what it asks."""
    person = may(request, tokens.READ)
    if not may_read(person):
        raise HttpError(403, "Your role does not open this.")
    return person


def version(match: str) -> int:
    """Return the version that ``If-Match`` names."""
    return read_version(match.strip('"'))


def etag(number: int) -> str:
    """Return a version as an ETag."""
    return f'"{number}"'


class Page(NamedTuple):
    """One page of a list: how many rows the list has, the next page's address, and the rows."""

    total: int
    next_page: str | None
    rows: QuerySet


def page(request: HttpRequest, rows: QuerySet, number: int, size: int) -> Page:
    """Return a page of a list, the first being number 1."""
    count, start = rows.count(), (number - 1) * size
    follow = None
    if start + size < count:
        query = request.GET.copy()
        query["page"] = str(number + 1)
        follow = f"{request.path}?{query.urlencode()}"
    return Page(count, follow, rows[start : start + size])
