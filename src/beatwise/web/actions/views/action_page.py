"""One action: its page, its steps, its evidence and its history."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.plan.actions import ACTION, out_of_order
from beatwise.accountability.registers.openings import buttons, opening, sentences
from beatwise.accountability.roles import owner_titles
from beatwise.errors import BadInput
from beatwise.web.access.guard import needs
from beatwise.web.actions import actions, cache, forms, presenters, selectors
from beatwise.web.exports.writers import inert
from beatwise.web.imports import file_types, stored_files
from beatwise.web.pages import clean
from beatwise.web.pages.form_actions import (
    Answers,
    FormPage,
    form_page,
    make_from,
    show_error,
    version,
)


@needs("progress.read")
@require_GET
def action(request: HttpRequest, number: int) -> HttpResponse:
    """Show an action with everything that hangs on it."""
    row, today = selectors.action(request.user, number), selectors.today()
    pieces = row.evidence.filter(removed=False).select_related("content")
    evidence = list(pieces.defer("content__data"))
    waits = [w.on for w in row.waits.select_related("on")]
    awaited_by = selectors.awaited_by(row)
    steps = presenters.steps(row, request.user, evidence=bool(evidence))
    beside = [other.pk for other in (*waits, *awaited_by)]
    visible = set(
        selectors.actions(request.user).filter(pk__in=beside).values_list("pk", flat=True)
    )
    context = {
        **presenters.row(row, selectors.strategies(), today),
        "owner": owner_titles()[row.owner],
        "slipped": selectors.value(row).slipped_days,
        "steps": buttons(steps),
        "hindrances": sentences(steps, request.user.role),
        "lacks_evidence": any(step.needs and not step.whom for step in steps),
        "warnings": out_of_order(cache.actions(), {row.name})
        if roles.role_of(request.user).sees == roles.EVERYTHING
        else (),
        "evidence": evidence,
        "waits": [_beside(other, visible) for other in waits],
        "awaited_by": [_beside(other, visible) for other in awaited_by],
        "changes": [
            presenters.change(r, request.user)
            for r in selectors.requests(request.user, about=row.name)
        ],
        "writes": roles.may(request.user, "progress.write"),
        "manages": roles.may(request.user, "progress.manage"),
    }
    return render(request, "actions/action.html", context)


def _beside(other: object, visible: set[int]) -> dict[str, object]:
    return {"action": other, "state": presenters.state(other.state), "open": other.pk in visible}


@needs("progress.manage")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add an action."""
    form = forms.ActionForm(request.user, request.POST or None)
    row = make_from(request, form, lambda values: actions.make(values=values, by=request.user))
    if row is not None:
        messages.success(request, f"Action {row.name} was added.")
        return redirect("action", row.number)
    return render(request, "actions/form.html", {"form": form, "what": "New action"})


@needs("progress.manage")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change what may be changed without a board."""
    row = selectors.action(request.user, number)
    form = forms.ActionForm(request.user, request.POST or None, row=row)

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        actions.edit(
            number=number, version=version(request), values=answers, by=request.user, why=why
        )

    context = {"what": f"Edit action {row.name}", "row": row}
    address = reverse("action", args=[number])
    page = FormPage("actions/form.html", address, row.version, context=context)
    return form_page(request, form, act, page)


@needs("progress.write")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Take a step of the status table, after a page that says what it does."""
    row = selectors.action(request.user, number)
    # That it lacks evidence, and where to add it, is on the page of the step itself.
    steps = presenters.steps(row, request.user, evidence=True)
    move = opening(steps, name, table=ACTION, state=row.state, place=f"action {row.name}").move
    target = ACTION.state(move.target)
    form = forms.StepForm(request.POST or None, why=move.why, completes=target.done)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(
                number=number,
                version=version(request),
                step=name,
                by=request.user,
                why=form.cleaned_data["why"],
                on=clean.day(form.cleaned_data.get("on"), "on"),
            )
        except BadInput as error:
            show_error(form, error)
        else:
            messages.success(request, f"Action {row.name} is now {target.title.lower()}.")
            return redirect("action", number)
    rows = presenters.after_step(row, target.title, selectors.strategies())
    context = {"form": form, "row": row, "move": move, "target": target, "rows": rows}
    if "evidence" in move.requires and not row.evidence.filter(removed=False).exists():
        context["lacks_evidence"] = True
    return render(request, "actions/step.html", context)


@needs("progress.write")
@require_http_methods(["GET", "POST"])
def add_evidence(request: HttpRequest, number: int) -> HttpResponse:
    """Add what shows that an action is done."""
    row = selectors.action(request.user, number)
    form = forms.EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        file = answers["file"]
        try:
            actions.add_evidence(
                number=number,
                words=answers["words"],
                address=answers["address"],
                file=file.name if file else "",
                content=file.read(file_types.LARGEST + 1) if file else b"",
                by=request.user,
            )
        except BadInput as error:
            show_error(form, error)
        else:
            messages.success(request, "The evidence was added.")
            return redirect("action", number)
    context = {"form": form, "what": "Add evidence", "row": row, "upload": True}
    return render(request, "actions/form.html", context)


@needs("progress.read")
@require_GET
def evidence_file(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Give a file to be saved, never to be shown or run here."""
    evidence = selectors.evidence(request.user, number, key)
    ending = evidence.file.rpartition(".")[2]
    plain = f"action-{number}-{evidence.pk}.{ending}"
    content = stored_files.give(evidence.content, evidence.file)
    return HttpResponse(content, content_type="application/octet-stream", headers=inert(plain))


@needs("progress.read")
@require_GET
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Show who changed what, when and why."""
    row = selectors.action(request.user, number)
    context = {"row": row, "entries": presenters.history(row.thing, request.user)}
    return render(request, "actions/history.html", context)
