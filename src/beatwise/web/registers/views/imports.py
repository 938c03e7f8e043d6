"""The pages of a register's import, made from the shared ones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.access.guard import needs
from beatwise.web.imports import views
from beatwise.web.imports.views import ImportPage
from beatwise.web.registers import selectors
from beatwise.web.registers.exports import STATE
from beatwise.web.registers.imports import Records, Row


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file and go on to its preview; list what was imported before."""
    made = selectors.opened(slug, request.user)
    return views.upload(request, Records(made), _shown(made))


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    made = selectors.opened(slug, request.user)
    return views.batch(request, key, made.slug, lambda held: Records(made), _shown(made))


def _shown(made: Definition) -> ImportPage:
    files = (("OpenDocument", "ods"), ("Excel", "xlsx"), ("CSV", "csv"))
    return ImportPage(
        title=f"Import into {made.title}",
        upload=reverse("import_file", args=[made.slug]),
        batch="batch",
        args=(made.slug,),
        back=reverse("records", args=[made.slug]),
        back_words=made.title,
        about=(
            "Use the columns of the export. A row with a number changes that record; a row "
            "without one makes a new one."
        ),
        files=[(words, reverse("export", args=[made.slug, form])) for words, form in files],
        columns=("Number", made.one.capitalize(), "What it does"),
        rows=lambda found, most: [_line(made, row) for row in [*found.new, *found.changed][:most]],
        touched=lambda item: (
            f"{made.one.capitalize()} {item['number']} {'changed' if item['before'] else 'made'}",
            reverse("record", args=[made.slug, item["number"]]),
        ),
    )


def _line(made: Definition, row: Row) -> tuple[str, str, str]:
    """Return what one row of a file would do, as a row of its preview."""
    state = made.state(row.state).title
    if row.number is None:
        does = f"new, {state}"
    else:
        labels = [f.label for f in made.fields if f.name in row.changed]
        labels += [f"{STATE} to {state}"] if row.step else []
        does = f"changes {', '.join(labels)}"
    title = row.held.get(made.fields[0].name)
    return str(row.number or ""), str(title or "no record"), does
