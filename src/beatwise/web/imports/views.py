"""The two pages of every import: the upload, and the preview that is committed or undone.

@needs("performance.write")
def import_observations(request):
    return import_pages.upload(request, Measurements(), Shown(
        title="Import observations", back=reverse("measures"), back_words="Measures",
        about="…", files=[("Excel", "/…/export/xlsx/")], batch="observation_batch"))

@needs("performance.write")
def observation_batch(request, key):
    return import_pages.batch(request, key, "observations", lambda held: Measurements(), …)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from beatwise.errors import BadInput
from beatwise.web.imports import batches, file_types
from beatwise.web.imports.batches import Importer, Preview
from beatwise.web.imports.models import Batch
from beatwise.web.pages.forms import ListForm, WhyForm


MOST_WRONG, MOST_TOUCHED, MOST_LISTED, EARLIER = 200, 50, 100, 20


@dataclass(frozen=True, slots=True)
class Shown:
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
    args: tuple[Any, ...] = ()
    files: Sequence[tuple[str, str]] = ()
    touched: Callable[[Any], tuple[str, str]] | None = None
    columns: Sequence[str] = ()
    rows: Callable[[Preview, int], Iterable[Sequence[str]]] | None = None
    undo: str = "Puts every one of them back as it was. It is refused when one has changed since."


def upload(
    request: HttpRequest,
    importer: Importer,
    shown: Shown,
    *,
    options: dict[str, Any] | None = None,
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
            held = batches.keep(
                importer, name=file.name, content=content, by=request.user, options=options
            )
        except BadInput as error:
            form.add_error("file", _words(error))
        else:
            return redirect(shown.batch, *shown.args, held.pk)
    earlier = [
        {"batch": b, "address": reverse(shown.batch, args=[*shown.args, b.pk])}
        for b in batches.of(importer.kind)[:EARLIER]
    ]
    context = {"shown": shown, "form": form, "earlier": earlier}
    return render(request, "imports/import.html", context)


def batch(
    request: HttpRequest,
    key: int,
    kind: str,
    importer_of: Callable[[Batch], Importer],
    shown: Shown,
) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    held = batches.one(kind, key)
    importer = importer_of(held)
    importer.check(request.user)
    if request.method == "POST" and request.POST.get("do") == "commit":
        batches.commit(importer, batch=held, by=request.user)
        messages.success(request, "The file was imported.")
        return redirect(shown.batch, *shown.args, key)
    if request.method == "POST":
        why = request.POST.get("why", "")
        batches.undo(importer, batch=held, by=request.user, why=why)
        messages.success(request, "The import was undone.")
        return redirect(shown.batch, *shown.args, key)
    context = {"shown": shown, "batch": held, "why_form": WhyForm()}
    context["undone"] = batches.undoing(held)
    if held.state == held.PREVIEWED:
        found = batches.preview(importer, held, request.user)
        context |= {"found": found, "wrong": found.wrong[:MOST_WRONG], "fine": not found.wrong}
        if shown.rows and not found.wrong:
            context["listed"] = list(shown.rows(found, MOST_LISTED))
            context["unlisted"] = len(found.new) + len(found.changed) > MOST_LISTED
    elif shown.touched:
        context["touched"] = [
            dict(zip(("words", "address"), shown.touched(item), strict=True))
            for item in held.effect[:MOST_TOUCHED]
        ]
    return render(request, "imports/batch.html", context)


def _words(error: BadInput) -> str:
    words = error.message[:1].upper() + error.message[1:]
    return " ".join(filter(None, (words, error.next_step)))
