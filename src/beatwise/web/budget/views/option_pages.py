"""The pages of the import of a precept's options, made from the shared ones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.budget.precept_options import option_table
from beatwise.clock import financial_year_words
from beatwise.web.access.guard import needs
from beatwise.web.budget import option_import
from beatwise.web.budget.option_import import KIND, PreceptOptions
from beatwise.web.imports import views
from beatwise.web.imports.views import ImportPage


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def import_options(request: HttpRequest) -> HttpResponse:
    """Take a table of a precept's options and go on to its preview."""
    return views.upload(request, PreceptOptions(), _import_pages())


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def options_batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a table would do, and do it; or what it did, and undo it."""
    return views.batch(request, key, KIND, lambda batch: PreceptOptions(), _import_pages())


def _import_pages() -> ImportPage:
    table = option_table()
    return ImportPage(
        title="Import the options of a precept",
        upload=reverse("import_options"),
        batch="options_batch",
        back=reverse("budgets"),
        back_words="Budgets",
        about=f"{table.title}, of the budget {financial_year_words(table.year)}. Sums, shares and "
        "the average are worked out again; what does not follow is named.",
        needed=table.columns,
        columns=("Kind", "Name", "What it says"),
        rows=option_import.preview_lines,
        differences=option_import.differences,
        touched=lambda item: (option_import.touched(item), reverse("budgets")),
        undo="Takes the rows out again that it made, and puts changed ones back. Refused when one "
        "changed since.",
    )
