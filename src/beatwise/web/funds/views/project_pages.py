"""Pages of projects: those of a fund, and one with its costs worked out."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.funds import selectors
from beatwise.web.funds.forms_of_sharing import ChangeProjectForm, ProjectForm
from beatwise.web.funds.presenters import project_views
from beatwise.web.funds.proposals import projects as kept_projects
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.paging import pages


PAGE = 100


@needs("funds.read")
@require_GET
def projects(request: HttpRequest, number: int) -> HttpResponse:
    """List a fund's projects with how many each receiver has, none included."""
    filters = {**download.filters(request), "fund": str(number)}
    rows = selectors.projects(request.user, filters)
    page = Paginator(rows, PAGE).get_page(filters.get("page"))
    context = {
        "fund": selectors.fund(number),
        "rows": [project_views.row(each) for each in page],
        "counts": project_views.counts(selectors.lines(request.user, {"fund": str(number)}), rows),
        "page": page,
        "pages": pages(page, filters),
        "formats": listings.formats("fund-projects"),
    }
    return render(request, "funds/projects.html", context)


@needs("funds.read")
@require_GET
def project(request: HttpRequest, number: int, project: int) -> HttpResponse:
    """Show a project, with its costs and what of them does not follow."""
    row = selectors.project(request.user, number, project)
    writes = roles.may(request.user, "funds.propose")
    return render(request, "funds/project.html", {**project_views.whole(row), "writes": writes})


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def new_project(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Add a project to a line."""
    of_line = selectors.line(request.user, number, line)
    form = ProjectForm(request.POST or None)
    row = make_from(
        request, form,
        lambda v: kept_projects.add(fund=number, line=line, values=v, by=request.user),
    )  # fmt: skip
    if row is not None:
        messages.success(request, f"'{row}' was added.")
        return redirect("project", number, row.number)
    address = reverse("fund_line", args=[number, line])
    context = {"form": form, "what": f"New project: {of_line}", "back": address}
    return render(request, "funds/form.html", context)


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def change_project(request: HttpRequest, number: int, project: int) -> HttpResponse:
    """Change a project: what it is, and when it was agreed and submitted."""
    row = selectors.project(request.user, number, project)
    start = {name: getattr(row, name) or "" for name in kept_projects.FIELDS}
    start |= {name: str(start[name]) for name in ("agreed_on", "submitted_on")}
    form = ChangeProjectForm(request.POST or None, initial=start)

    def act(answers: Answers) -> None:
        kept_projects.change(
            fund=number, number=project, version=version(request), why=answers.pop("why"),
            values=answers, by=request.user,
        )  # fmt: skip

    address = reverse("project", args=[number, project])
    context = {"what": f"Change {row}", "back": address}
    return form_page(
        request, form, act, FormPage("funds/form.html", address, row.version, context=context)
    )
