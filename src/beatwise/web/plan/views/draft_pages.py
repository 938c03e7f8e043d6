"""The draft of the plan: begun, shown, and taken through its steps."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.accountability import roles
from beatwise.accountability.plan.plan_draft import DRAFT, WRITING
from beatwise.accountability.registers.openings import opening, sentences
from beatwise.accountability.registers.workflow import Transition
from beatwise.accountability.row_reader import day
from beatwise.errors import BadInput
from beatwise.web.access.guard import needs
from beatwise.web.exports import listings
from beatwise.web.pages.form_actions import show_error, version
from beatwise.web.pages.forms import WhyForm
from beatwise.web.plan import presenters
from beatwise.web.plan.drafts import draft_actions, draft_outline, draft_steps, selectors
from beatwise.web.plan.drafts.step_form import PutForwardForm
from beatwise.web.plan.models import PlanDraft


_SUCCESS = {
    "put forward": "The draft was put forward for approval.",
    "take back": "The draft was taken back. It can be changed again.",
    "send back": "The draft was sent back.",
    "withdraw": "The draft was withdrawn.",
}


@needs("plan.write")
@require_POST
def start_draft(request: HttpRequest) -> HttpResponse:
    """Begin a draft of the plan."""
    draft_actions.start(by=request.user)
    messages.success(request, "A draft was begun. Nothing of it holds until it is approved.")
    return redirect("plan_draft")


@needs("plan.draft")
@require_GET
def plan_draft(request: HttpRequest) -> HttpResponse:
    """Show the draft: its rows, what it lacks, what it changes, and its steps."""
    row = selectors.draft()
    steps = draft_steps.steps(row, request.user)
    titles = selectors.measure_titles(row.rows)
    context = {
        **_changes(row),
        "row": row,
        "state": DRAFT.state(row.state).title,
        "writes": row.state == WRITING and roles.may(request.user, "plan.write"),
        "head": draft_outline.head(row.rows, titles),
        "has_plan": any(each["cells"]["kind"] == "plan" for each in row.rows),
        "missions": draft_outline.missions(row.rows, titles),
        "faults": selectors.draft_faults(row),
        "steps": [
            {"words": step.move.words, "name": step.move.name.replace(" ", "-")}
            for step in steps
            if step.open
        ],
        "hindrances": sentences(steps, request.user.role),
        "left_over": selectors.left_over(row.rows),
        "formats": listings.formats("plan"),
    }
    return render(request, "plan/draft.html", context)


@needs("plan.draft")
@require_http_methods(["GET", "POST"])
def plan_draft_step(request: HttpRequest, name: str) -> HttpResponse:
    """Take a step, after a page that shows the draft as it will be."""
    row, name = selectors.draft(), name.replace("-", " ")
    steps = draft_steps.steps(row, request.user)
    move = opening(steps, name, table=DRAFT, state=row.state, place="the draft").move
    if name == "approve" and is_reauthentication_required(request, app="plan"):
        raise ReauthenticationRequired
    form = _form(request, row, move)
    if request.method == "POST" and form.is_valid():
        try:
            after = _take(request, row, name, form)
        except BadInput as error:
            show_error(form, error)
        else:
            if after.issued:
                messages.success(request, f"The plan was approved as version {after.issued}.")
                return redirect("plan_version", after.issued)
            messages.success(request, _SUCCESS[name])
            return redirect("plan" if name == "withdraw" else "plan_draft")
    titles = selectors.measure_titles(row.rows)
    context = {
        **_changes(row),
        "row": row,
        "move": move,
        "form": form,
        "head": draft_outline.head(row.rows, titles),
        "missions": draft_outline.missions(row.rows, titles),
        "left_over": selectors.left_over(row.rows),
    }
    return render(request, "plan/draft_step.html", context)


def _form(request: HttpRequest, row: PlanDraft, move: Transition) -> Form:
    if move.name == "put forward":
        plan = selectors.plan_as(row)
        return PutForwardForm(request.POST or None, first=row.base == 0, plan=plan, why=row.why)
    form = WhyForm(request.POST or None)
    if not move.why:
        del form.fields["why"]
    return form


def _take(request: HttpRequest, row: PlanDraft, name: str, form: Form) -> PlanDraft:
    number, version_seen, by = row.number, version(request), request.user
    if name == "approve":
        return draft_steps.approve(number=number, version=version_seen, by=by, stepped_up=True)
    why = form.cleaned_data.get("why", "")
    if name != "put forward":
        return draft_steps.step(number=number, version=version_seen, name=name, by=by, why=why)
    valid_from = day({"valid_from": form.cleaned_data["valid_from"]}, "valid_from")
    assert valid_from is not None  # the form asks for it
    return draft_steps.put_forward(
        number=number, version=version_seen, valid_from=valid_from, why=why, by=by
    )


def _changes(row: PlanDraft) -> dict[str, object]:
    """Return what the draft changes of the version that it was begun from, side by side."""
    before = selectors.base_plan(row)
    if before is None:
        return {"before": None}
    try:
        after = selectors.plan_as(row, why="to be given")
    except BadInput:
        return {"before": None}
    return {"before": before, "variations": presenters.variations(before, after)}
