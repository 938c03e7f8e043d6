"""How far the plan is: computed from the register, never typed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.actions import presenters, selectors
from beatwise.web.actions.progress import progress_report
from beatwise.web.exports import download, listings
from beatwise.web.pages.clean import check_part
from beatwise.web.pages.rate_limit import limit_rate


MOST_AHEAD = 100


@needs("progress.read")
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """Show how much is complete, the burn-up by quarter, and the quarter ahead."""
    today = selectors.today()
    report = progress_report.of(request.user, today, download.filters(request).get("quarter", ""))
    context = {
        "report": report,
        "ahead": [presenters.ahead(each, report.numbers) for each in report.ahead[:MOST_AHEAD]],
        "more": len(report.ahead) > MOST_AHEAD,
        "formats": listings.formats("progress-horizon"),
    }
    return render(request, "actions/progress.html", context)


@needs("progress.read")
@require_GET
def burn_up_svg(request: HttpRequest) -> HttpResponse:
    """Give the burn-up chart as a picture of its own."""
    report = progress_report.of(request.user, selectors.today())
    if not report.quarters:
        raise MissingData("no action has a date yet.", next_step="Give the actions their dates.")
    answer = HttpResponse(report.picture["wide"], content_type="image/svg+xml; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="burn-up.svg"'
    return answer


@needs("progress.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """Give one of the page's tables as a file."""
    check_part(table, progress_report.TABLES)
    return download.answer(request, f"progress-{table}", form)
