"""The pages on one record: make, show, change, take a step, its history."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.registers import record_keeping
from beatwise.accountability.registers.openings import buttons, opening, sentences
from beatwise.errors import BadInput, MissingData
from beatwise.web.access.guard import needs
from beatwise.web.pages import form_actions
from beatwise.web.pages.form_data import reason_fields
from beatwise.web.registers import (
    actions,
    forms,
    presenters,
    record_tasks,
    selectors,
)
from beatwise.web.registers.files import file_lists
from beatwise.web.registers.shapes import (
    duty_items,
    duty_pages,
    linked_records,
    record_changes,
    small_counts,
)
from beatwise.web.registers.views.beside import links
from beatwise.web.registers.views.register_context import register_context


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a record."""
    register = selectors.opened(slug, request.user)
    actions.check_writes(register, request.user)
    form = forms.RecordForm(register, request.user, request.POST or None)
    reasons = reason_fields.reasons(form)
    if request.method == "POST" and form.is_valid():
        values = reason_fields.answers(form)
        try:
            record = actions.make(
                register=register, values=values, by=request.user, reasons=reasons
            )
        except BadInput as error:
            form_actions.show_error(form, error)
        else:
            messages.success(request, f"{register.one.capitalize()} {record.number} was created.")
            return redirect("record", slug, record.number)
    return render(
        request, "registers/form.html", {**register_context(register, request.user), "form": form}
    )


@needs("registers.read")
@require_GET
def record(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a record with everything that hangs on it."""
    register = selectors.opened(slug, request.user)
    row = selectors.record(register, request.user, number)
    row = next(small_counts.as_seen(register, request.user, [row]))
    whole, fields = register.sees_all(request.user), register.seen_fields(request.user)
    names = linked_records.names(register, fields, [row], request.user)
    own = record_tasks.second_person(register, row, request.user) if whole else ()
    steps = (
        record_tasks.steps(register, row, request.user.role, own)
        if whole and not row.erased_on
        else ()
    )
    facts = presenters.facts(register, fields, row, names)
    context = {
        **register_context(register, request.user),
        "record": row,
        "state": register.state(row.state),
        "look": presenters.look(register.state(row.state)),
        "facts": facts,
        "empty": presenters.empty_fields(facts, selectors.erased_labels(row)),
        "steps": buttons(steps),
        "hindrances": sentences(steps, request.user.role),
        "clocks": presenters.clocks(register, row) if whole else [],
        "whole": whole,
        "rule": record_keeping.retention_words(register) if row.erased_on else "",
    }
    if whole:
        due = duty_items.of_record(register, row, request.user)
        context |= {
            "duties": duty_pages.of_record(register, due),
            "comments": row.comments.select_related("by"),
            "comment_form": forms.CommentForm(request.POST or None),
            "links": links(row, request.user),
            "files": file_lists.by_state(register, row),
        }
    return render(request, "registers/record.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change a record's fields."""
    register = selectors.opened(slug, request.user)
    actions.check_writes(register, request.user)
    row = selectors.record(register, request.user, number)
    public = register.state(row.state).public
    why = "Needed: this record is published." if public else "Kept in the history."
    form = forms.RecordForm(
        register, request.user, request.POST or None, values=row.values, why=why
    )
    reasons = reason_fields.reasons(form)

    def act(answers: form_actions.Answers) -> object:
        reason = answers.pop("why", "")
        return actions.change(
            register=register,
            number=number,
            version=form_actions.version(request),
            values=answers,
            by=request.user,
            why=reason,
            reasons=reasons,
        )

    page = form_actions.FormPage(
        "registers/form.html",
        reverse("record", args=[slug, number]),
        row.version,
        context={**register_context(register, request.user), "record": row},
    )
    return form_actions.form_page(request, form, act, page)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponse:
    """Take a step of the state table, after a page that says what it does."""
    register = selectors.opened(slug, request.user)
    row = selectors.record(register, request.user, number)
    transition = register.transition(name)
    own = record_tasks.second_person(register, row, request.user)
    move = opening(
        record_tasks.steps(register, row, request.user.role, own),
        name,
        table=register.table,
        state=row.state,
        place=f"{register.one} {number}",
    ).move
    if move.step_up and is_reauthentication_required(request, app="registers"):
        raise ReauthenticationRequired
    form = forms.StepForm(
        register, transition, row, request.user, request.POST or None, request.FILES or None
    )
    other_fields = tuple(f for f in register.seen_fields(request.user) if f not in form.step_fields)
    reasons = reason_fields.reasons(form)
    if request.method == "POST" and form.is_valid():
        values = reason_fields.answers(form)
        why, files = values.pop("why"), forms.files_of(values)
        try:
            actions.move(
                register=register,
                number=number,
                version=form_actions.version(request),
                step=name,
                by=request.user,
                why=why,
                stepped_up=True,
                values=values,
                files=files,
                reasons=reasons,
            )
        except BadInput as error:
            form_actions.show_error(form, error)
        else:
            target = register.state(move.target).title.lower()
            messages.success(request, f"{register.one.capitalize()} {number} is now {target}.")
            return redirect("record", slug, number)
    rows = presenters.after_step(
        register,
        row,
        register.state(move.target),
        other_fields,
        linked_records.names(register, other_fields, [row], request.user),
    )
    context = {
        **register_context(register, request.user),
        "record": row,
        "move": move,
        "form": form,
        "target": register.state(move.target),
        "rows": rows,
        "empty": presenters.empty_fields(rows),
        "hindrances": presenters.hindrances(
            register, row, transition, request.user, form.step_fields
        ),
    }
    return render(request, "registers/step.html", context)


@needs("registers.read")
@require_GET
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show who changed what, when and why."""
    register = selectors.opened(slug, request.user)
    row = selectors.record(register, request.user, number)
    if not register.sees_all(request.user):
        raise MissingData("the history is for the office.", next_step="Open the record.")
    context = {
        **register_context(register, request.user),
        "record": row,
        "entries": record_changes.effects(register, selectors.history(register, number)),
    }
    return render(request, "registers/history.html", context)
