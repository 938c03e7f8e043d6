"""The pages of the import of tables of money, made from the shared ones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.spending.money_table import shipped
from beatwise.web.access.guard import needs
from beatwise.web.funds.money_imports import importer
from beatwise.web.funds.money_imports.importer import KIND, MoneyTables
from beatwise.web.imports import views
from beatwise.web.imports.views import ImportPage


@needs("funds.read")
@require_http_methods(["GET", "POST"])
def import_money(request: HttpRequest) -> HttpResponse:
    """Take a table of money and go on to its preview; list what was imported before."""
    return views.upload(request, MoneyTables(request.user.pk), _import_pages())


@needs("funds.read")
@require_http_methods(["GET", "POST"])
def money_batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a table would do, and do it; or what it did, and undo it."""
    return views.batch(request, key, KIND, lambda batch: MoneyTables(batch.by_id), _import_pages())


def _import_pages() -> ImportPage:
    titles = "; ".join(table.title for table in shipped().values())
    return ImportPage(
        title="Import tables of money",
        upload=reverse("import_money"),
        batch="money_batch",
        back=reverse("funds"),
        back_words="Funds",
        about=(
            f"Known by their columns: {titles}. A table of positions becomes the entries that "
            "take each line there, a table of payments an entry a row, compared with commitment, "
            "year and invoices; another person than the one who uploads it imports it."
        ),
        columns=("Receiver", "What is made", "Amount"),
        rows=importer.preview_lines,
        differences=importer.differences,
        touched=lambda item: (importer.touched(item), reverse("funds")),
        undo="Reverses every entry and takes projects out again. Refused when that would leave "
        "less than nothing, or a project changed since.",
    )
