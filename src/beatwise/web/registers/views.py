"""Pages of a register. They join selectors, actions, presenters and templates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.errors import BadInput, MissingData, Refused, UserError
from beatwise.web.registers import actions, diagram, forms, importing, presenters, selectors
from beatwise.web.registers.definition import Definition
from beatwise.web.registers.listing import listing
from beatwise.web.registers.load import definitions
from beatwise.web.shared import sheets, sniffing
from beatwise.web.shared.guard import needs
from beatwise.web.shared.paging import pages


PAGE = 50
BOARD = 200


@needs("registers.read")
@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    """Show the registers this role opens."""
    opened = [
        {"made": made, "count": selectors.records(made, request.user).count()}
        for made in definitions().values()
        if made.reads(request.user)
    ]
    return render(request, "registers/registers.html", {"registers": opened})


@needs("registers.read")
@require_GET
def records(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a register's records, narrowed and ordered by the address."""
    made = selectors.opened(slug, request.user)
    asked = _asked(request)
    fields = tuple(f for f in made.seen_fields(request.user) if f.listed)
    page = Paginator(selectors.chosen(made, request.user, asked), PAGE).get_page(asked.get("page"))
    rows = [presenters.row(made, fields, record) for record in page]
    context = {
        **_shared(made, request.user),
        "page": page,
        "pages": pages(page, asked),
        "rows": rows,
        "columns": presenters.columns(made, fields, asked),
        "filters": presenters.filters(made, made.seen_fields(request.user), asked),
        "asked": asked,
        "narrowed": any(asked.get(k) for k in asked if k not in ("sort", "page")),
        "query": urlencode({k: v for k, v in asked.items() if k != "page"}),
        "formats": [(form, words) for form, (words, _) in sheets.FORMATS.items()],
    }
    return render(request, "registers/records.html", context)


@needs("registers.read")
@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give exactly the records that the list's address asks for, as a file."""
    made = selectors.opened(slug, request.user)
    if form not in sheets.FORMATS:
        raise MissingData(
            f"there is no export as {form}.",
            next_step=f"Choose one of: {', '.join(sheets.FORMATS)}.",
        )
    chosen = selectors.chosen(made, request.user, _asked(request))
    fields = made.seen_fields(request.user)
    return sheets.answer(listing(made, fields, chosen.iterator(chunk_size=1000)), form)


@needs("registers.read")
@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the records by state."""
    made = selectors.opened(slug, request.user)
    found = list(selectors.records(made, request.user)[: BOARD + 1])
    context = {
        **_shared(made, request.user),
        "columns": presenters.board(made, found[:BOARD]),
        "more": len(found) > BOARD,
        "most": BOARD,
    }
    return render(request, "registers/board.html", context)


@needs("registers.read")
@require_GET
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the state table, as a picture and in words."""
    made = selectors.opened(slug, request.user)
    context = {
        **_shared(made, request.user),
        "picture": diagram.svg(made),
        "steps": presenters.table_of_steps(made),
        "clocks": made.clocks,
    }
    return render(request, "registers/rules.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a record."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    form = forms.RecordForm(made, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record = actions.make(register=made, given=form.cleaned_data, by=request.user)
        except BadInput as error:
            form.add_error(_place(form, error), _words(error))
        else:
            messages.success(request, f"{made.one.capitalize()} {record.number} was made.")
            return redirect("record", slug, record.number)
    return render(request, "registers/form.html", {**_shared(made, request.user), "form": form})


@needs("registers.read")
@require_GET
def record(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a record with everything that hangs on it."""
    made = selectors.opened(slug, request.user)
    held = selectors.record(made, request.user, number)
    whole = made.sees_all(request.user)
    context = {
        **_shared(made, request.user),
        "record": held,
        "state": made.state(held.state),
        "facts": presenters.facts(made, made.seen_fields(request.user), held),
        "steps": presenters.steps(made, held, request.user),
        "clocks": presenters.clocks(made, held) if whole else [],
        "whole": whole,
    }
    if whole:
        context |= {
            "comments": held.comments.select_related("by"),
            "comment_form": forms.CommentForm(),
            "links": _links(held, request.user),
            "attachments": held.attachments.all(),
        }
    return render(request, "registers/record.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change a record's fields."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    held = selectors.record(made, request.user, number)
    public = made.state(held.state).public
    why = "Needed: this record is published." if public else "Kept in the history."
    form = forms.RecordForm(made, request.POST or None, held=held.values, why=why)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        reason = given.pop("why", "")
        try:
            actions.change(
                register=made,
                number=number,
                version=_version(request),
                given=given,
                by=request.user,
                why=reason,
            )
        except BadInput as error:
            form.add_error(_place(form, error), _words(error))
        else:
            messages.success(request, "The change was saved.")
            return redirect("record", slug, number)
    version = request.POST.get("version") or held.version
    context = {**_shared(made, request.user), "form": form, "record": held, "version": version}
    return render(request, "registers/form.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponse:
    """Take a step of the state table, after a page that says what it does."""
    made = selectors.opened(slug, request.user)
    held = selectors.record(made, request.user, number)
    move = made.transition(name)
    actions_open = {s["move"].name for s in presenters.steps(made, held, request.user)}
    if name not in actions_open:
        raise Refused("this step is not open to you now.", next_step="Open the record.")
    if move.step_up and is_reauthentication_required(request, app="registers"):
        raise ReauthenticationRequired
    form = forms.WhyForm(request.POST or None)
    form.fields["why"].required = move.why
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(
                register=made,
                number=number,
                version=_version(request),
                step=name,
                by=request.user,
                why=form.cleaned_data["why"],
                stepped_up=True,
            )
        except BadInput as error:
            form.add_error(None, _words(error))
        else:
            target = made.state(move.target).title.lower()
            messages.success(request, f"{made.one.capitalize()} {number} is now {target}.")
            return redirect("record", slug, number)
    context = {
        **_shared(made, request.user),
        "record": held,
        "move": move,
        "form": form,
        "target": made.state(move.target),
    }
    return render(request, "registers/step.html", context)


@needs("registers.read")
@require_GET
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show who changed what, when and why."""
    made = selectors.opened(slug, request.user)
    held = selectors.record(made, request.user, number)
    if not made.sees_all(request.user):
        raise MissingData("the history is for the office.", next_step="Open the record.")
    context = {
        **_shared(made, request.user),
        "record": held,
        "entries": presenters.effects(made, selectors.history(made, number)),
    }
    return render(request, "registers/history.html", context)


@needs("registers.read")
@require_POST
def comment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say something about a record."""
    made = selectors.opened(slug, request.user)
    actions.comment(
        register=made, number=number, text=request.POST.get("text", ""), by=request.user
    )
    messages.success(request, "The comment was added.")
    return redirect("record", slug, number)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Link a record with another."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    held = selectors.record(made, request.user, number)
    choices = [(d.slug, d.title) for d in definitions().values() if d.reads(request.user)]
    form = forms.LinkForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            other = selectors.opened(given["other"], request.user)
            actions.link(
                register=made,
                number=number,
                other=other,
                other_number=given["number"],
                words=given["words"],
                by=request.user,
            )
        except UserError as error:
            form.add_error("number", _words(error))
        else:
            messages.success(request, "The link was added.")
            return redirect("record", slug, number)
    context = {**_shared(made, request.user), "record": held, "form": form, "what": "Add a link"}
    return render(request, "registers/small_form.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Keep a file with a record."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    held = selectors.record(made, request.user, number)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.attach(
                register=made, number=number, name=file.name, content=_bytes(file), by=request.user
            )
        except BadInput as error:
            form.add_error("file", _words(error))
        else:
            messages.success(request, "The file was added.")
            return redirect("record", slug, number)
    context = {**_shared(made, request.user), "record": held, "form": form, "what": "Add a file"}
    return render(request, "registers/small_form.html", context)


@needs("registers.read")
@require_GET
def attachment(request: HttpRequest, slug: str, number: int, key: int) -> HttpResponse:
    """Give a file to be saved, never to be shown or run here."""
    made = selectors.opened(slug, request.user)
    found = selectors.attachment(made, request.user, number, key)
    answer = HttpResponse(bytes(found.content.held), content_type="application/octet-stream")
    ending = found.name.rpartition(".")[2]
    plain = f"{made.slug}-{number}-{found.pk}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file and go on to its preview; list what was imported before."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = _bytes(file)
            importing.preview(made, file.name, content, request.user)
            batch = importing.keep(register=made, name=file.name, content=content, by=request.user)
        except BadInput as error:
            form.add_error("file", _words(error))
        else:
            return redirect("batch", slug, batch.pk)
    context = {
        **_shared(made, request.user),
        "form": form,
        "batches": selectors.batches(made).select_related("by")[:20],
    }
    return render(request, "registers/import.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    held = selectors.batch(made, key)
    if request.method == "POST" and request.POST.get("do") == "commit":
        importing.commit(register=made, batch=held, by=request.user)
        messages.success(request, "The file was imported.")
        return redirect("batch", slug, key)
    if request.method == "POST":
        importing.undo(register=made, batch=held, by=request.user, why=request.POST.get("why", ""))
        messages.success(request, "The import was undone.")
        return redirect("batch", slug, key)
    context = {**_shared(made, request.user), "batch": held, "why_form": forms.WhyForm()}
    if held.state == held.PREVIEWED:
        found = importing.preview(made, held.name, bytes(held.content.held), request.user)
        context |= {"found": found, "wrong": found.wrong[:200], "fine": not found.wrong}
    return render(request, "registers/batch.html", context)


def _shared(made: Definition, person: Any) -> dict[str, Any]:
    return {"made": made, "writes": made.writes(person), "sees_all": made.sees_all(person)}


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return what the address asks for, at most a line each."""
    return {k: v[:200].replace("\x00", "") for k, v in request.GET.items() if v}


def _links(held: Any, person: Any) -> list[dict[str, Any]]:
    """Return links both ways, those only whose other end this person sees."""
    found = [(row.words, row.target) for row in held.links.select_related("target")]
    found += [(f"{r.words} (from)", r.source) for r in held.linked_from.select_related("source")]
    seen = []
    for words, other in found:
        made = definitions().get(other.register)
        if made and made.reads(person) and selectors.records(made, person).filter(pk=other.pk):
            seen.append({"words": words, "made": made, "other": other})
    return seen


def _version(request: HttpRequest) -> int:
    words = request.POST.get("version", "")
    if not words.isdigit():
        raise BadInput("the form does not say which version it saw.", next_step="Reload the page.")
    return int(words)


def _bytes(file: Any) -> bytes:
    return file.read(sniffing.LARGEST + 1)


def _place(form: Any, error: UserError) -> str | None:
    return error.place if error.place in form.fields else None


def _words(error: UserError) -> str:
    words = error.message[:1].upper() + error.message[1:]
    return " ".join(filter(None, (words, error.next_step)))
