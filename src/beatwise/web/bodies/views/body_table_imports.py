"""Importing the tables of a body."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.web.access.guard import needs
from beatwise.web.bodies.imports.body_tables import KINDS, BodyTable, listed
from beatwise.web.imports import views as import_pages
from beatwise.web.meetings import selectors
from beatwise.web.meetings.named_roles import doors
from beatwise.web.pages.clean import check_part


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, number: int, table: str) -> HttpResponse:
    """Take a file of one of a body's tables."""
    importer = _importer(number, table)
    return import_pages.upload(request, importer, _page(importer))


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, number: int, table: str, key: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    importer = _importer(number, table)
    return import_pages.batch(request, key, importer.kind, lambda _: importer, _page(importer))


def _importer(number: int, table: str) -> BodyTable:
    check_part(table, KINDS)
    return BodyTable(selectors.board(number), table)


def _page(importer: BodyTable) -> import_pages.ImportPage:
    args = (importer.board.number, importer.name)
    return import_pages.ImportPage(
        title=f"Import: {importer.table.title.lower()}",
        upload=reverse("import_body_table", args=args),
        batch="body_batch",
        args=args,
        back=reverse("body", args=[importer.board.number]),
        back_words=f"Seats, {importer.board.name}",
        about="A table as a file.",
        needed=importer.table.needed,
        columns=("What", "Value"),
        rows=listed(importer.table),
        undo="Takes it back. It is refused when something of it was changed since.",
    )
