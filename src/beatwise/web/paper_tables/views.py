"""Pages of imported tables: the upload, one import, and the layouts that come along."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.questions import OpenQuestions
from beatwise.accountability.roles import Person
from beatwise.accountability.tables.layout import words_of
from beatwise.errors import UserError
from beatwise.plurals import counted
from beatwise.web.access.guard import needs
from beatwise.web.exports import writers
from beatwise.web.imports import batches, file_types
from beatwise.web.imports.forms import DatesForm
from beatwise.web.imports.models import Batch
from beatwise.web.pages.form_actions import Answers, act_on
from beatwise.web.pages.forms import ReasonForm, WhyForm
from beatwise.web.paper_tables import actions, disagreements, import_options, presenter
from beatwise.web.paper_tables.forms import SettingsForm, TableForm
from beatwise.web.paper_tables.importer import KIND, Tables
from beatwise.web.paper_tables.kept_rows import rows, takers
from beatwise.web.paper_tables.models import Disagreement, TableRow
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.performance import selectors
from beatwise.web.performance.models import PrintedRating


EARLIER, MOST_WRONG = 100, 200


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def tables(request: HttpRequest) -> HttpResponse:
    """Take a table and go on to its preview; list the tables that were imported before."""
    initial = {"layout": request.GET.get("layout", "")}
    form = TableForm(request.POST or None, request.FILES or None, initial)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(file_types.LARGEST + 1)
            batch = actions.keep(
                name=file.name, content=content, options=form.options(), by=request.user
            )
        except UserError as error:
            _add_error(form, error)
        else:
            return redirect("table_batch", batch.pk)
    earlier = list(batches.of(KIND)[:EARLIER])
    wrong: dict[int, int] = {}
    for key in Disagreement.objects.exclude(kind=disagreements.UNFIT).values_list(
        "batch", flat=True
    ):
        wrong[key] = wrong.get(key, 0) + 1
    context = {
        "form": form,
        "earlier": [{"batch": each, "wrong": wrong.get(each.pk, 0)} for each in earlier],
        "layouts": import_options.shipped_layouts(),
    }
    return render(request, "paper_tables/upload.html", context)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def table_batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a table would bring, and import it; or what it brought, and undo that."""
    batch = batches.one(KIND, key)
    options = import_options.of(batch.options)
    do = request.POST.get("do") if request.method == "POST" else ""
    reason_form = ReasonForm(request.POST or None)
    previewed = batch.state == Batch.PREVIEWED
    outcome = _outcome(batch, request.user) if previewed and do in ("", "settle") else None
    settings_form = SettingsForm(
        outcome or Outcome(), request.POST if do == "settle" else None, options.answers
    )
    if do == "commit":
        is_done = _take_in(request, batch, reason_form)
    elif do == "settle":
        is_done = _settle(request, batch, settings_form)
    elif do == "answer":
        actions.answer(batch=batch, dates=request.POST.get("dates", ""), by=request.user)
        is_done = True
    elif request.method == "POST":
        actions.take_back(batch=batch, why=request.POST.get("why", ""), by=request.user)
        messages.success(request, "The import was undone.")
        is_done = True
    else:
        is_done = False
    if is_done:
        return redirect("table_batch", key)
    context: dict[str, object] = {
        "batch": batch,
        "why_form": WhyForm(),
        "reason_form": reason_form,
        "settings_form": settings_form,
        "settings_missing": not options.answers,
        "upload": reverse("tables"),
        "undone": batches.undoing(batch),
        "answers": [(k.replace("_", " "), v) for k, v in (options.answers or {}).items()],
    }
    if previewed:
        context |= _preview(batch, outcome or _outcome(batch, request.user))
    else:
        context |= _done(batch, request.user, request.GET.get("row", ""))
    return render(request, "paper_tables/batch.html", context)


def _take_in(request: HttpRequest, batch: Batch, form: ReasonForm) -> bool:
    """Import a table, and return true; ask for the reason where one is needed."""
    try:
        reason = request.POST.get("reason", "")
        taken_in = actions.take_in(batch=batch, by=request.user, reason=reason)
    except OpenQuestions:
        form.add_error("reason", "Say why the rows that are asked about are right.")
        return False
    messages.success(request, _outcome_words(taken_in))
    return True


def _settle(request: HttpRequest, batch: Batch, form: SettingsForm) -> bool:
    """Settle what a layout asks for, and return true when it can be read."""

    def settle(_: Answers) -> object:
        return actions.settle(
            batch=batch, answers=form.answers(), layout=form.choice(), by=request.user
        )

    return act_on(request, form, settle, "The settings were taken over.")


@needs("performance.read")
@require_GET
def layout_document(request: HttpRequest, name: str) -> HttpResponse:
    """Give a layout as its document, to be read or to begin one's own from."""
    answer = HttpResponse(words_of(name), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return answer


@needs("performance.write")
@require_GET
def table_outside(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Give the rows of a table that stayed outside as a file for what would take them."""
    file_name, content = takers.file_for(request.user, batches.one(KIND, key), name)
    return HttpResponse(
        content, content_type="text/csv; charset=utf-8", headers=writers.inert(file_name)
    )


def _outcome(batch: Batch, person: Person) -> Outcome:
    outcome = batches.preview(Tables(batch.options), batch, person)
    assert isinstance(outcome, Outcome)
    return replace(outcome, others=tuple(takers.other_layouts(batch, outcome.rows)))


def _preview(batch: Batch, outcome: Outcome) -> dict[str, object]:
    same = Batch.objects.filter(kind=KIND, state=Batch.DONE, content_id=batch.content_id)
    return {
        "outcome": outcome,
        "question": DatesForm.of([doubt.words for doubt in outcome.doubts], batch),
        "makes": presenter.MAKES[outcome.layout.makes] if outcome.layout else "",
        "again": None if outcome.new or outcome.changed else same.first(),
        "values": presenter.values(outcome),
        "records": presenter.records(outcome),
        "most": presenter.MOST,
        "left_out": presenter.left_out(outcome.left_out),
        "wrong": outcome.wrong[:MOST_WRONG],
        "preview": outcome,
        "questions": [[q.row, q.column, q.question.words] for q in outcome.questions[:MOST_WRONG]],
        "question_count": len(outcome.questions),
        "disagreements": presenter.disagreements(disagreements.in_preview(outcome)),
    }


def _done(batch: Batch, person: Person, row: str) -> dict[str, object]:
    layout = import_options.layout_of(import_options.of(batch.options))
    printed: list[PrintedRating] = []
    for kind, runs in batch.effect:
        for first, last in runs if kind == "printed" else ():
            printed += PrintedRating.objects.filter(pk__range=(first, last), removed=False)
    outside = list(rows.outside(batch))
    one = TableRow.objects.filter(batch=batch, row=int(row)) if row.isdecimal() else None
    return {
        "layout": layout,
        "one": one.first() if one is not None else None,
        "left_out": presenter.left_out(rows.reasons(outside)),
        "outside": presenter.outside(outside[:MOST_WRONG]),
        "outside_count": len(outside),
        "takers": takers.offers(person, batch, outside),
        "layouts": takers.other_layouts(batch) if outside else [],
        "makes": presenter.MAKES[layout.makes],
        "disagreements": presenter.disagreements(disagreements.of_batch(batch.pk)),
        "unfit": disagreements.unfit_of_batch(batch.pk),
        "directions": presenter.directions(printed, selectors.measures()),
    }


def _outcome_words(batch: Batch) -> str:
    """Return what came of importing a table; of nothing it is not said that it was imported."""
    if not batch.touched:
        return "The table is kept as printed. Nothing in it was imported as data."
    return f"{counted(batch.touched, 'row')} {'was' if batch.touched == 1 else 'were'} imported."


def _add_error(form: TableForm, error: UserError) -> None:
    words = error.message[:1].upper() + error.message[1:]
    place = error.place if error.place in form.fields else "file"
    if (error.place or "").startswith("own layout"):
        place, words = "own", f"{error.place}: {error.message}"
    form.add_error(place, " ".join(filter(None, (words, error.next_step))))
