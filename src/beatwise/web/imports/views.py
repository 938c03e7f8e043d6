"""The two pages of every import: the upload, and the preview that is committed or undone.

A file of more rows than are looked through while someone waits is given to the worker, and the
second page says how far that is.

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

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from beatwise.accountability.questions import OpenQuestions
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, MissingData
from beatwise.web.bounds import file_limits
from beatwise.web.imports import batches
from beatwise.web.imports.batches import Importer, Preview
from beatwise.web.imports.forms import DatesForm
from beatwise.web.imports.models import Batch, Run
from beatwise.web.imports.previews import outlook
from beatwise.web.imports.runs import run_requests
from beatwise.web.pages.error_pages import sentence
from beatwise.web.pages.forms import ListForm, ReasonForm, WhyForm
from beatwise.web.registry import registry


MOST_TOUCHED, EARLIER = 50, 20
LONG = dt.timedelta(minutes=1)  # that the worker may take to begin


class NoReason(Exception):
    """A long file is to be imported without the reason that its rows need."""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The words and addresses of an app's import pages.

    ``batch`` is the name of the address of one import and ``args`` what stands before its key in
    it; ``upload`` the address of the upload page; ``files`` are files to fill in, as words and
    address; ``touched`` turns one item of a batch's effect into words and an address. ``rows``
    gives at most so many rows of a preview under ``columns``; ``undo`` says what undoing does.
    ``needed`` are the columns that the file has, as they are written in it. ``differences`` says
    of a file that was imported what in it does not follow from its other figures.
    """

    title: str
    upload: str
    batch: str
    back: str
    back_words: str
    about: str
    needed: Sequence[str] = ()
    args: tuple[object, ...] = ()
    files: Sequence[tuple[str, str]] = ()
    touched: Callable[[Any], tuple[str, str]] | None = None
    columns: Sequence[str] = ()
    rows: Callable[[Preview, int], Iterable[Sequence[str]]] | None = None
    differences: Callable[[Batch], Sequence[str]] | None = None
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
        try:
            record = _upload_of(request, importer, form.cleaned_data["file"], options)
        except (BadInput, MissingData) as error:
            form.add_error("file", sentence(error))
        else:
            return redirect(page.batch, *page.args, record.pk)
    waiting = run_requests.open_files(importer.kind, EARLIER)
    earlier = batches.of(importer.kind)[:EARLIER]
    context = {
        "import_page": page,
        "form": form,
        "waiting": _addressed(page, waiting),
        "earlier": _addressed(page, earlier),
    }
    return render(request, "imports/import.html", context)


def _upload_of(
    request: HttpRequest,
    importer: Importer,
    file: UploadedFile,
    options: Mapping[str, object] | None,
) -> Batch:
    """Keep an uploaded file that can be read; a long one is first looked through by the worker."""
    is_known = registry.import_kind(importer.kind) is not None
    most = file_limits.OF_THE_WORKER if is_known else file_limits.ON_A_PAGE
    content = file.read(most.size + 1)
    is_long = is_known and run_requests.is_long(file.name, content)
    with file_limits.of_the_worker() if is_long else nullcontext():
        if not is_long:
            importer.preview(file.name, content, request.user)
        record = batches.keep(
            importer, name=file.name, content=content, by=request.user, options=options
        )
    if is_long:
        run_requests.look_through(importer, batch=record, by=request.user)
    return record


def _addressed(page: ImportPage, files: Iterable[Batch]) -> list[dict[str, object]]:
    return [{"batch": b, "address": reverse(page.batch, args=[*page.args, b.pk])} for b in files]


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
    run = run_requests.latest(record)
    if request.method == "POST":
        try:
            _do(request, importer, record, run)
        except (OpenQuestions, NoReason):
            reason_form.add_error("reason", "Say why the rows that are asked about are right.")
        else:
            return redirect(page.batch, *page.args, key)
    context = {"import_page": page, "batch": record, "why_form": WhyForm(), "upload": page.upload}
    context |= {"undone": batches.undoing(record), "run": run} | _waiting(run)
    if record.state == record.PREVIEWED:
        context |= _preview(request, importer, record, run, page) | {"reason_form": reason_form}
    else:
        context["differences"] = page.differences(record) if page.differences else ()
        context["touched"] = [
            dict(zip(("words", "address"), page.touched(item), strict=True))
            for item in record.effect[:MOST_TOUCHED] if page.touched
        ]  # fmt: skip
    return render(request, "imports/batch.html", context)


def _do(request: HttpRequest, importer: Importer, record: Batch, run: Run | None) -> None:
    """Do what was pressed on the page of a file."""
    do, by = request.POST.get("do"), request.user
    if do == "commit" and run is None:
        reason = request.POST.get("reason", "")
        done = batches.commit(importer, batch=record, by=by, reason=reason)
        words = "The file was imported." if done.touched else "Nothing in the file was new."
        messages.success(request, words)
    elif do == "commit":
        _ask(importer, record, by, request.POST.get("reason", ""))
    elif do == "answer":
        batches.answer(importer, batch=record, dates=request.POST.get("dates", ""), by=by)
        if run is not None:
            run_requests.look_through(importer, batch=record, by=by)
    elif do == "look":
        run_requests.look_through(importer, batch=record, by=by)
    elif do == "cancel":
        run_requests.cancel(importer, batch=record, by=by)
        messages.success(request, "It was cancelled, and nothing was changed.")
    elif run_requests.is_long_to_undo(record) and request.POST.get("why", "").strip():
        run_requests.undo_all(importer, batch=record, by=by, why=request.POST["why"])
    else:
        batches.undo(importer, batch=record, by=by, why=request.POST.get("why", ""))
        messages.success(request, "The import was undone.")


def _ask(importer: Importer, record: Batch, by: Person, reason: str) -> None:
    """Have the worker import a file, once its questions are answered."""
    outlook_now = run_requests.last_outlook(record)
    if outlook_now and outlook_now.question_count and not reason.strip():
        raise NoReason
    run_requests.import_all(importer, batch=record, by=by, reason=reason)


def _waiting(run: Run | None) -> dict[str, object]:
    """Return whether the worker has still to do something with a file, and is late to begin."""
    waits = run is not None and run.state == Run.WAITING
    stuck = run is not None and not run.begun and run.at < timezone.now() - LONG
    return {"waits": waits, "stuck": waits and stuck}


def _preview(
    request: HttpRequest, importer: Importer, record: Batch, run: Run | None, page: ImportPage
) -> dict[str, object]:
    """Return what a page shows of a file before its import: what it would do, or how far it is."""
    if run is None:
        view = outlook.of(batches.preview(importer, record, request.user), page.rows)
    else:
        last = run_requests.last_outlook(record) if run.state != Run.WAITING else None
        if last is None:
            return {}
        return {"outlook": last, "question": DatesForm.of(last.doubts, record)}
    return {"outlook": view, "question": DatesForm.of(view.doubts, record)}
