"""The pages on one row of the draft: add, change, move, withdraw."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from beatwise.accountability.plan import plan_draft
from beatwise.accountability.plan.row_kinds import KINDS
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.actions.models import PlanAction
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.performance.observation_rows.visible_areas import areas
from beatwise.web.plan.drafts import draft_actions, draft_outline, selectors
from beatwise.web.plan.drafts.row_form import Offered, RowForm
from beatwise.web.plan.models import PlanDraft


@needs("plan.write")
@require_http_methods(["GET", "POST"])
def add_row(request: HttpRequest, kind: str) -> HttpResponse:
    """Add something to the draft."""
    if kind not in KINDS:
        raise MissingData(f"a plan has no '{kind}'.", next_step="Open the draft of the plan.")
    row = draft_actions.open_for_writing()
    start = {"part_of": request.GET.get("in", "")}
    form = RowForm(KINDS[kind], _offered(row, request.user), request.POST or None, start)
    new = make_from(
        request,
        form,
        lambda answers: draft_actions.add_row(cells=form.row_cells(answers), by=request.user),
    )
    if new is not None:
        messages.success(request, f"{KINDS[kind].title} added: {new['cells']['title']}.")
        return redirect(f"{reverse('plan_draft')}#row-{new['key']}")
    context = {"form": form, "what": f"Add: {KINDS[kind].title.lower()}"}
    return render(request, "plan/row_form.html", context)


@needs("plan.write")
@require_http_methods(["GET", "POST"])
def change_row(request: HttpRequest, key: int) -> HttpResponse:
    """Change a row of the draft in its filled form."""
    row = draft_actions.open_for_writing()
    line = plan_draft.row_of(row.rows, key)
    kind = KINDS[line["cells"]["kind"]]
    form = RowForm(
        kind, _offered(row, request.user), request.POST or None, cells=line["cells"]
    )  # fmt: skip

    def act(answers: Answers) -> None:
        draft_actions.change_row(
            key=key, version=version(request), cells=form.row_cells(answers), by=request.user
        )

    address = f"{reverse('plan_draft')}#row-{key}"
    context = {"what": f"Change: {kind.title.lower()}", "about": line["cells"]["title"]}
    page = FormPage("plan/row_form.html", address, line["version"], context=context)
    return form_page(request, form, act, page)


@needs("plan.write")
@require_http_methods(["GET", "POST"])
def withdraw_row(request: HttpRequest, key: int) -> HttpResponse:
    """Take a row out of the draft, after a page that says what goes with it."""
    row = draft_actions.open_for_writing()
    line = plan_draft.row_of(row.rows, key)
    if request.method == "POST":
        gone = draft_actions.withdraw_row(key=key, by=request.user)
        messages.success(request, f"Withdrawn from the draft: {gone[0]['cells']['title']}.")
        return redirect("plan_draft")
    titles = selectors.measure_titles(row.rows)
    context = {
        "kind": KINDS[line["cells"]["kind"]].title,
        "title": line["cells"]["title"],
        "facts": draft_outline.row_facts(line["cells"], titles),
        "parts": [
            {"kind": KINDS[p["cells"]["kind"]].title, "title": p["cells"]["title"]}
            for p in plan_draft.parts_of(row.rows, key)
        ],
        "left_over": selectors.left_over(row.rows, key),
    }
    return render(request, "plan/withdraw_row.html", context)


@needs("plan.write")
@require_POST
def move_row(request: HttpRequest, key: int) -> HttpResponse:
    """Put a row before or after its neighbour."""
    draft_actions.move_row(key=key, up=request.POST.get("do") == "up", by=request.user)
    return redirect(f"{reverse('plan_draft')}#row-{key}")


def _offered(row: PlanDraft, person: Person) -> Offered:
    actions = dict(PlanAction.objects.filter(removed=False).values_list("name", "title"))
    return Offered(selectors.measure_titles(row.rows), areas(person), row.rows, actions)
