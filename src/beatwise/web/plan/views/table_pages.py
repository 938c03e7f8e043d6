"""The plan as a spreadsheet: downloaded, imported into the draft, undone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.plan.row_kinds import KINDS
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.imports import views
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.plan.tables.imports import PlanTable


@needs("performance.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export_plan(request: HttpRequest, form: str) -> HttpResponse:
    """Give the plan, a version of it or its draft as a file."""
    return download.answer(request, "plan", form)


@needs("plan.write")
@require_http_methods(["GET", "POST"])
def import_plan(request: HttpRequest) -> HttpResponse:
    """Take a file and go on to its preview."""
    return views.upload(request, PlanTable(), _import_pages())


@needs("plan.write")
@require_http_methods(["GET", "POST"])
def plan_batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    return views.batch(request, key, PlanTable.kind, lambda _: PlanTable(), _import_pages())


def _import_pages() -> views.ImportPage:
    return views.ImportPage(
        title="Import the plan",
        upload=reverse("import_plan"),
        batch="plan_batch",
        back=reverse("plan"),
        back_words="Plan",
        about=(
            "One table holds the whole plan, a row for each thing: the plan itself, terms of "
            "office, missions, strategies, outputs, outcomes, measures and actions. The column "
            f"kind says what a row is ({', '.join(KINDS)}); part_of names the mission or the "
            "strategy it belongs to, by id or title, and may be empty beneath it; an empty id is "
            "made from the title."
        ),
        files=[
            (words, reverse("export_plan", args=[form])) for form, words in listings.formats("plan")
        ],
        columns=("Row", "What it does"),
        rows=lambda preview, most: [
            (f"{KINDS[each.kind].title}: {each.title}", each.words)
            for each in [*preview.new, *preview.changed][:most]
        ],
        touched=lambda effect: ("The draft of the plan", reverse("plan")),
        undo="Puts the draft back as it was and takes the changes back that were asked for. It is "
        "refused when one of them moved on since.",
    )
