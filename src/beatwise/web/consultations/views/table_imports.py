"""Importing tables of consultations, themes and answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from beatwise.web.access.guard import needs
from beatwise.web.consultations import selectors
from beatwise.web.consultations.imports import answer_table, consultation_tables
from beatwise.web.consultations.models import Consultation
from beatwise.web.imports import views as import_pages
from beatwise.web.pages.clean import check_part


Table = consultation_tables.Consultations | consultation_tables.Themes
TABLES: dict[str, type[Table]] = {
    "consultations": consultation_tables.Consultations,
    "themes": consultation_tables.Themes,
}


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, table: str) -> HttpResponse:
    """Take a file of consultations or themes."""
    importer = _importer(table)
    return import_pages.upload(request, importer, _page(table))


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, table: str, key: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    importer = _importer(table)
    return import_pages.batch(request, key, importer.kind, lambda _: importer, _page(table))


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def upload_answers(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file of a question's answers."""
    row = selectors.one(number)
    return import_pages.upload(request, answer_table.AnswerTable(row), _answers_page(row))


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def answers_batch(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Show what a file of answers would do, and do it; or what it did, and undo it."""
    row = selectors.one(number)
    importer = answer_table.AnswerTable(row)
    return import_pages.batch(request, key, importer.kind, lambda _: importer, _answers_page(row))


def _importer(table: str) -> Table:
    check_part(table, TABLES)
    return TABLES[table]()


def _page(table: str) -> import_pages.ImportPage:
    themes = table == "themes"
    return import_pages.ImportPage(
        title="Import themes" if themes else "Import consultations",
        upload=reverse("import_consultations", args=[table]),
        batch="consultation_batch",
        args=(table,),
        back=reverse("themes" if themes else "consultations"),
        back_words="Themes" if themes else "Consultations",
        about="A table as a file.",
        needed=TABLES[table].needed,
        columns=("What", "Who or when"),
        rows=consultation_tables.listed,
        undo="Takes them out again. It is refused when one has changed since.",
    )


def _answers_page(row: Consultation) -> import_pages.ImportPage:
    return import_pages.ImportPage(
        title="Import answers",
        upload=reverse("import_answers", args=[row.number]),
        batch="answers_batch",
        args=(row.number,),
        back=reverse("consultation", args=[row.number]),
        back_words=row.title,
        about=format_html(
            "A table with a row a figure: shares as {}, how many answered as {}, what a paper made "
            "of them as {}.",
            *(format_html('<span class="bw-code">{}</span>', kind) for kind in answer_table.KINDS),
        ),
        needed=answer_table.AnswerTable.needed,
        columns=("What", "Value"),
        rows=answer_table.listed,
        undo="Takes the question out again. It is refused when it has changed since.",
    )
