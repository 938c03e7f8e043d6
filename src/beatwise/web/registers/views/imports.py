"""The pages of a register's import, made from the shared ones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.access.guard import needs
from beatwise.web.imports import views
from beatwise.web.imports.views import ImportPage
from beatwise.web.registers import import_rows, selectors
from beatwise.web.registers.imports import Effect, Records


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file and go on to its preview; list what was imported before."""
    register = selectors.opened(slug, request.user)
    return views.upload(request, Records(register), _import_pages(register))


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    register = selectors.opened(slug, request.user)
    Records(register).check(request.user)
    return views.batch(
        request, key, register.slug, lambda _: Records(register), _import_pages(register)
    )


def _import_pages(register: Definition) -> ImportPage:
    files = (("OpenDocument", "ods"), ("Excel", "xlsx"), ("CSV", "csv"))
    return ImportPage(
        title=f"Import into {register.title}",
        upload=reverse("import_file", args=[register.slug]),
        batch="batch",
        args=(register.slug,),
        back=reverse("records", args=[register.slug]),
        back_words=register.title,
        about=(
            "Use the columns of the export; those that need not be filled in may be left out. A "
            "row with a number changes that record; a row without one makes a new one."
        ),
        files=[(words, reverse("export", args=[register.slug, form])) for words, form in files],
        columns=("Number", register.one.capitalize(), "What it does"),
        rows=lambda preview, most: import_rows.preview_lines(register, preview, most),
        touched=lambda item: _touched(register, item),
    )


def _touched(register: Definition, item: Effect) -> tuple[str, str]:
    """Return what an import did to one record, in words, and the record's address."""
    did = "changed" if item["before"] else "made"
    words = f"{register.one.capitalize()} {item['number']} {did}"
    return words, reverse("record", args=[register.slug, item["number"]])
