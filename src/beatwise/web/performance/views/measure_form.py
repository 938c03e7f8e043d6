"""A page with one form about a measure: shown, checked before it is saved, and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.errors import BadInput, Conflict
from beatwise.web.pages.form_actions import show_error
from beatwise.web.pages.form_data import check_answers, reason_fields
from beatwise.web.pages.form_data.way_back import way_back
from beatwise.web.pages.forms import WhyForm
from beatwise.web.performance.presenters import standing_change


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words of a page with one form: its heading, its button, what it is about, and success.

    With ``check`` what it will change is shown first, for the area that this names.
    """

    heading: str
    button: str
    about: str
    success: str
    check: str = ""


def form_page(
    request: HttpRequest,
    measure: Measure,
    form: Form,
    page: FormPage,
    save: Callable[[dict[str, str]], str],
) -> HttpResponse:
    """Show a form about a measure; save it, and go back to the list it was opened from.

    Opened from nowhere else, it leads to the measure in the area that ``save`` names.
    """
    if request.method == "POST" and not check_answers.is_sent_back(request) and form.is_valid():
        try:
            if page.check and not check_answers.is_checked(request):
                return _check_page(request, measure, form, page, save)
            area = save(reason_fields.answers(form))
        except (BadInput, Conflict) as error:
            show_error(form, error)
        else:
            messages.success(request, page.success)
            back = way_back(request)
            return redirect(back) if back else _to_measure(measure.id, area)
    context = {
        "measure": measure,
        "form": form,
        "heading": page.heading,
        "button": page.button,
        "about": page.about,
    }
    return render(request, "performance/form.html", context)


def removal_page(
    request: HttpRequest, measure: Measure, page: FormPage, remove: Callable[..., object], area: str
) -> HttpResponse:
    """Ask for a reason, take something of a measure out, and go on to the measure in its area."""

    def save(cells: dict[str, str]) -> str:
        remove(why=cells["why"])
        return area

    page = replace(page, check=area)
    return form_page(request, measure, WhyForm(request.POST or None), page, save)


def _check_page(
    request: HttpRequest,
    measure: Measure,
    form: Form,
    page: FormPage,
    save: Callable[[dict[str, str]], str],
) -> HttpResponse:
    """Show how the measure will stand, from a trial that is taken back."""
    person, name, area = request.user, measure.id, page.check
    now = standing_change.summary(person, name, area)
    outcome: dict[str, object] = {}

    def act() -> None:
        save(reason_fields.answers(form))
        then = standing_change.summary(person, name, area)
        outcome["changes"] = standing_change.side_by_side(now, then)
        outcome["chart"] = standing_change.drawings(standing_change.line_of(person, name, area))

    check_answers.try_out(act)
    context = {
        **outcome,
        "measure": measure,
        "area": area,
        "what": f"{page.heading}. {page.about}",
        "answers": check_answers.answers(form),
        "sent": check_answers.as_sent(request),
    }
    return render(request, "performance/check.html", context)


def _to_measure(name: str, area: str) -> HttpResponse:
    address = reverse("measure", args=[name])
    if area == WHOLE_AREA:
        return redirect(address)
    return redirect(f"{address}?{urlencode({'area': area})}")
