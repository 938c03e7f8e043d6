"""Applications to be scored, and the scores that a person may see."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.funds import pounds
from beatwise.errors import BadInput
from beatwise.web.access.guard import needs
from beatwise.web.commissioning import actions, forms, presenters, selectors
from beatwise.web.pages.form_actions import show_error


@needs("grants.assess")
@require_GET
def to_assess(request: HttpRequest) -> HttpResponse:
    """List the applications that wait for a score of this person."""
    rows = [
        {"row": row, "asked": _amount_asked(row.values)}
        for row in selectors.to_assess(request.user)
    ]
    return render(request, "commissioning/to_assess.html", {"rows": rows})


@needs("grants.assess")
@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, number: int) -> HttpResponse:
    """Show an application with its criteria, take a score, and show what may be seen."""
    row = selectors.application(number)
    criteria = selectors.criteria(row)
    every = selectors.scores(number)
    form = forms.ScoreForm(criteria, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assess(
                grant=number, marks=form.marks(), by=request.user,
                comment=form.cleaned_data["comment"], interest=form.cleaned_data["interest"],
            )  # fmt: skip
        except BadInput as error:
            _show(form, error)
        else:
            messages.success(request, "Your answer was kept.")
            return redirect("assess", number)
    inside = selectors.inside(request.user)
    own = any(score.assessor == request.user.pk for score in every)
    context = {
        "row": row, "asked": _amount_asked(row.values), "form": form,
        "open": row.state == actions.ASSESSED and not own,
        "scores": presenters.scores(every, request.user.pk, criteria, others=inside),
        "inside": inside,
    }  # fmt: skip
    return render(request, "commissioning/assess.html", context)


def _show(form: forms.ScoreForm, error: BadInput) -> None:
    """Put a refusal at the criterion that it is about."""
    fields = {words: name for name, words in form.criteria.items()}
    if error.place in fields:
        form.add_error(fields[error.place], error.message)
    else:
        show_error(form, error)


def _amount_asked(values: dict) -> str:
    return pounds(values["asked"]) if values.get("asked") is not None else "no record"
