"""Files that are checked: the upload, and what does not follow from what they print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.errors import BadInput, MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports.writers import inert
from beatwise.web.imports import file_types
from beatwise.web.pages.error_pages import sentence
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.papers import forms, selectors
from beatwise.web.papers.file_checks import check_requests
from beatwise.web.papers.models import FileCheck


EARLIER, MOST_SHOWN, UPLOADS_A_MINUTE = 20, 500, 30


@needs("papers.check")
@limit_rate(UPLOADS_A_MINUTE, "file-checks")
@require_http_methods(["GET", "POST"])
def file_checks(request: HttpRequest) -> HttpResponse:
    """Take a file to be checked; list this person's earlier ones."""
    form = forms.FileCheckForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = check_requests.ask(
                name=file.name, content=file.read(file_types.LARGEST + 1), by=request.user
            )
        except BadInput as error:
            form.add_error("file", sentence(error))
        else:
            return redirect("file_check", row.pk)
    earlier = FileCheck.objects.filter(by=request.user.pk)[:EARLIER]
    return render(request, "papers/file_checks.html", {"form": form, "earlier": earlier})


@needs("papers.check")
@require_GET
def file_check(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a check gave: each figure that does not follow, and what was not read."""
    row = selectors.file_check(request.user, key)
    findings = row.result.get("findings", [])
    context = {
        "row": row,
        "waiting": row.state == FileCheck.WAITING,
        "findings": findings[:MOST_SHOWN],
        "more": max(0, len(findings) - MOST_SHOWN),
        "counts": (row.result.get("checked") or [{}])[0],
        "unread": row.result.get("unread", [])[:MOST_SHOWN],
    }
    return render(request, "papers/file_check.html", context)


@needs("papers.check")
@require_GET
def file_check_json(request: HttpRequest, key: int) -> HttpResponse:
    """Give a check as JSON, as ``beatwise reconcile --json`` prints it."""
    row = selectors.file_check(request.user, key)
    if row.state != FileCheck.READY:
        raise MissingData("the file is not checked yet.", next_step="Open its page.")
    return JsonResponse(row.result, headers=inert(f"check-{row.pk}.json"))
