"""The pages on one record: make, show, change, take a step, its history."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.errors import BadInput, MissingData, Refused
from beatwise.web.access.guard import needs
from beatwise.web.pages import form_actions
from beatwise.web.pages.error_pages import sentence
from beatwise.web.pages.forms import WhyForm
from beatwise.web.registers import actions, forms, presenters, selectors
from beatwise.web.registers.views.beside import links
from beatwise.web.registers.views.register_context import register_context


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
            form_actions.show_error(form, error)
        else:
            messages.success(request, f"{made.one.capitalize()} {record.number} was made.")
            return redirect("record", slug, record.number)
    return render(
        request, "registers/form.html", {**register_context(made, request.user), "form": form}
    )


@needs("registers.read")
@require_GET
def record(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a record with everything that hangs on it."""
    made = selectors.opened(slug, request.user)
    held = selectors.record(made, request.user, number)
    whole = made.sees_all(request.user)
    context = {
        **register_context(made, request.user),
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
            "links": links(held, request.user),
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
                version=form_actions.version(request),
                given=given,
                by=request.user,
                why=reason,
            )
        except BadInput as error:
            form_actions.show_error(form, error)
        else:
            messages.success(request, "The change was saved.")
            return redirect("record", slug, number)
    version = request.POST.get("version") or held.version
    context = {
        **register_context(made, request.user),
        "form": form,
        "record": held,
        "version": version,
    }
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
    form = WhyForm(request.POST or None)
    form.fields["why"].required = move.why
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(
                register=made,
                number=number,
                version=form_actions.version(request),
                step=name,
                by=request.user,
                why=form.cleaned_data["why"],
                stepped_up=True,
            )
        except BadInput as error:
            form.add_error(None, sentence(error))
        else:
            target = made.state(move.target).title.lower()
            messages.success(request, f"{made.one.capitalize()} {number} is now {target}.")
            return redirect("record", slug, number)
    context = {
        **register_context(made, request.user),
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
        **register_context(made, request.user),
        "record": held,
        "entries": presenters.effects(made, selectors.history(made, number)),
    }
    return render(request, "registers/history.html", context)
