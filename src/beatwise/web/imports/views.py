"""The two pages of every import: the upload, and the preview that is committed or undone.

An app's own pages give the words and the importer::

    @needs("performance.write")
    def import_observations(request):
        return views.upload(request, Measurements(), ImportPage(
            title="Import observations", back=reverse("measures"), back_words="Measures",
            about="…", files=[("Excel", "/…/export/xlsx/")], batch="observation_batch"))

    @needs("performance.write")
    def observation_batch(request, key):
        return views.batch(request, key, "observations", lambda batch: Measurements(), …)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from beatwise.accountability.questions import OpenQuestions
from beatwise.errors import BadInput
from beatwise.web.imports import batches, file_types
from beatwise.web.imports.batches import Importer, Preview
from beatwise.web.imports.forms import DatesForm
from beatwise.web.imports.models import Batch
from beatwise.web.pages.error_pages import sentence
from beatwise.web.pages.forms import ListForm, ReasonForm, WhyForm


MOST_WRONG, MOST_TOUCHED, MOST_LISTED, EARLIER = 200, 50, 100, 20


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The words and addresses of an app's import pages.

    ``batch`` is the name of the address of one import and ``args`` what stands before its key in
    it; ``upload`` the address of the upload page; ``files`` are files to fill in, as words and
    address; ``touched`` turns one item of a batch's effect into words and an address. ``rows``
    gives at most so many rows of a preview under ``columns``; ``undo`` says what undoing does.
    """

    title: str
    upload: str
    batch: str
    back: str
    back_words: str
    about: str
    args: tuple[object, ...] = ()
    files: Sequence[tuple[str, str]] = ()
    touched: Callable[[Any], tuple[str, str]] | None = None
    columns: Sequence[str] = ()
    rows: Callable[[Preview, int], Iterable[Sequence[str]]] | None = None
    undo: str = "Puts every one of them back as it was. It is refused when one has changed since."


def upload(
    request: HttpRequest,
    importer: Importer,
    page: ImportPage,
    *,
    options: Mapping[str, object] | None = None,
    form: ListForm | None = None,
) -> HttpResponse:
    """Take a file and go on to its preview; list what was imported before."""
    importer.check(request.user)
    form = form or ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(file_types.LARGEST + 1)
            importer.preview(file.name, content, request.user)
            record = batches.keep(
                importer, name=file.name, content=content, by=request.user, options=options
            )
        except BadInput as error:
            form.add_error("file", sentence(error))
        else:
            return redirect(page.batch, *page.args, record.pk)
    earlier = [
        {"batch": b, "address": reverse(page.batch, args=[*page.args, b.pk])}
        for b in batches.of(importer.kind)[:EARLIER]
    ]
    context = {"import_page": page, "form": form, "earlier": earlier}
    return render(request, "imports/import.html", context)


def batch(
    request: HttpRequest,
    key: int,
    kind: str,
    importer_of: Callable[[Batch], Importer],
    page: ImportPage,
) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    record = batches.one(kind, key)
    importer = importer_of(record)
    importer.check(request.user)
    reason_form = ReasonForm(request.POST or None)
    if request.method == "POST" and request.POST.get("do") == "commit":
        reason = request.POST.get("reason", "")
        try:
            done = batches.commit(importer, batch=record, by=request.user, reason=reason)
        except OpenQuestions:
            reason_form.add_error("reason", "Say why the rows that are asked about are right.")
        else:
            words = "The file was imported." if done.touched else "Nothing in the file was new."
            messages.success(request, words)
            return redirect(page.batch, *page.args, key)
    elif request.method == "POST" and request.POST.get("do") == "answer":
        dates = request.POST.get("dates", "")
        batches.answer(importer, batch=record, dates=dates, by=request.user)
        return redirect(page.batch, *page.args, key)
    elif request.method == "POST":
        why = request.POST.get("why", "")
        batches.undo(importer, batch=record, by=request.user, why=why)
        messages.success(request, "The import was undone.")
        return redirect(page.batch, *page.args, key)
    context = {"import_page": page, "batch": record, "why_form": WhyForm(), "upload": page.upload}
    context["undone"] = batches.undoing(record)
    if record.state == record.PREVIEWED:
        preview = batches.preview(importer, record, request.user)
        context |= {
            "preview": preview,
            "wrong": preview.wrong[:MOST_WRONG],
            "fine": not preview.wrong,
            "questions": preview.questions[:MOST_WRONG],
            "reason_form": reason_form,
            "question": DatesForm.of(preview, record),
        }
        if page.rows and not preview.wrong:
            context["listed"] = list(page.rows(preview, MOST_LISTED))
            context["unlisted"] = len(preview.new) + len(preview.changed) > MOST_LISTED
    elif page.touched:
        context["touched"] = [
            dict(zip(("words", "address"), page.touched(item), strict=True))
            for item in record.effect[:MOST_TOUCHED]
        ]
    return render(request, "imports/batch.html", context)
