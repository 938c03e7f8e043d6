"""Writing a paper: the form with its live preview, suggestions from values, and its versions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.errors import BadInput
from beatwise.publication.papers.writing.paper_figures import NoFigure
from beatwise.publication.papers.writing.suggestions import suggestions
from beatwise.publication.papers.writing.version_comparison import (
    compared_figures,
    compared_lines,
)
from beatwise.web.access.guard import needs
from beatwise.web.exports import download
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, version
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.pages.today import today
from beatwise.web.papers import forms, paper_checks, presenters, selectors, writing
from beatwise.web.papers.figures.office_figures import OfficeFigures
from beatwise.web.performance import selectors as performance


PREVIEWS_A_MINUTE = 60


@needs("papers.write")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Show and take the form of a paper, with a preview and suggestions beside it."""
    row = selectors.paper(number)
    start = {name: getattr(row, name) for name in writing.FIELDS}
    start["date"] = row.date.isoformat()
    form = forms.PaperForm(request.POST or None, initial=start)

    def act(answers: Answers) -> object:
        return writing.change_paper(
            number=number, version=version(request), values=answers, by=request.user
        )

    text = request.POST.get("text") if request.method == "POST" else row.text
    measure = download.filters(request).get("measure", "")
    context = {
        "row": row,
        "preview": presenters.preview(paper_checks.checked(row, text)),
        "measures": performance.measures().values(),
        "measure": measure,
        "suggestions": _suggestions(measure),
    }
    address = reverse("paper", args=[number])
    page = FormPage("papers/write.html", address, row.version, "The paper was saved.", context)
    return form_page(request, form, act, page)


@needs("papers.write")
@limit_rate(PREVIEWS_A_MINUTE, "previews")
@require_POST
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Give the preview of a text that is not saved, to be put into the page."""
    row = selectors.paper(number)
    text = request.POST.get("text", "")
    if len(text) > writing.LONGEST_TEXT:
        raise BadInput(
            f"this is longer than {writing.LONGEST_TEXT:,} characters.", next_step="Shorten it."
        )
    context = {"row": row, "preview": presenters.preview(paper_checks.checked(row, text))}
    return render(request, "papers/preview.html", context)


@needs("papers.read")
@require_GET
def versions(request: HttpRequest, number: int) -> HttpResponse:
    """Show the versions of a paper, and two of them beside each other."""
    row = selectors.paper(number)
    every = list(row.versions.select_related("by"))
    later = _number(request.GET.get("after", ""), every[0].number)
    known = [each.number for each in every]
    earlier = max((n for n in known if n < later), default=later)
    before = selectors.version(row, _number(request.GET.get("before", ""), earlier))
    after = selectors.version(row, later)
    context = {
        "row": row,
        "versions": every,
        "before": before,
        "after": after,
        "lines": compared_lines(before.text, after.text),
        "figures": compared_figures(before.figures, after.figures),
    }
    return render(request, "papers/versions.html", context)


def _suggestions(measure: str) -> tuple[str, ...]:
    if not measure:
        return ()
    try:
        return suggestions(OfficeFigures(today()).series(measure))
    except NoFigure:
        return ()


def _number(words: str, otherwise: int) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else otherwise
