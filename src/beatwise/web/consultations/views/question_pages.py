"""Questions of a consultation: asked in a draft, answered once it has closed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.web.access.guard import needs
from beatwise.web.consultations import consulting, forms, selectors, survey_answers
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, version


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Add a question to a draft."""
    row = selectors.one(number)
    form = forms.QuestionForm(request.POST or None)

    def act(values: Answers) -> object:
        return survey_answers.ask(consultation=number, values=values, by=request.user)

    context = {"what": "Add a question", "row": row}
    address = reverse("consultation", args=[number])
    page = FormPage("consultations/form.html", address, row.version, context=context)
    return form_page(request, form, act, page)


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Enter a question's results."""
    question = selectors.question(number, key)
    consulting.check_has_results(question.consultation)
    form = forms.ResultsForm(question, request.POST or None)

    def act(values: Answers) -> object:
        return survey_answers.enter(
            consultation=number, number=key, version=version(request), values=values,
            rows=form.rows(question), by=request.user,
        )  # fmt: skip

    context = {"what": question.words, "row": question.consultation}
    address = reverse("consultation", args=[number])
    page = FormPage("consultations/form.html", address, question.version, context=context)
    return form_page(request, form, act, page)
