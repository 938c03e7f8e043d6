"""How far the plan is: computed from the register, never typed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.errors import MissingData
from beatwise.web.progress import presenters, reckoned, selectors
from beatwise.web.shared import exports
from beatwise.web.shared.guard import needs
from beatwise.web.shared.pace import at_most


MOST_AHEAD = 100


@needs("progress.read")
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """Show how much is complete, the burn-up by quarter, and the quarter ahead."""
    today = selectors.today()
    seen = reckoned.of(request.user, today, exports.filters(request).get("quarter", ""))
    context = {
        "seen": seen,
        "ahead": [presenters.ahead(each, seen.numbers) for each in seen.ahead[:MOST_AHEAD]],
        "more": len(seen.ahead) > MOST_AHEAD,
        "formats": exports.formats("progress-horizon"),
    }
    return render(request, "progress/progress.html", context)


@needs("progress.read")
@require_GET
def burn_up_svg(request: HttpRequest) -> HttpResponse:
    """Give the burn-up chart as a picture of its own."""
    seen = reckoned.of(request.user, selectors.today())
    if not seen.quarters:
        raise MissingData("no action has a date yet.", next_step="Give the actions their dates.")
    answer = HttpResponse(seen.chart, content_type="image/svg+xml")
    answer.headers["Content-Disposition"] = 'attachment; filename="burn-up.svg"'
    return answer


@needs("progress.read")
@at_most(exports.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """Give one of the page's tables as a file."""
    if table not in reckoned.TABLES:
        raise MissingData(
            f"there is no table '{table}'.",
            next_step=f"Choose one of: {', '.join(reckoned.TABLES)}.",
        )
    return exports.answer(request, f"progress-{table}", form)
