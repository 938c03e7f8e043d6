"""Files in the field's open standards: to publish, and to take in."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.standards import contract_releases, giving_grants
from beatwise.accountability.standards import developer_agreements as da
from beatwise.clock import Month
from beatwise.errors import MissingData
from beatwise.plurals import counted
from beatwise.publication.standards import agreement_files, grant_files, monthly_files
from beatwise.publication.standards.csvw import metadata_name
from beatwise.web.access.guard import needs
from beatwise.web.commissioning import (
    actions,
    forms,
    monthly_rows,
    selectors,
    standard_imports,
    standard_values,
)
from beatwise.web.exports import download, writers
from beatwise.web.pages.clean import check_part
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.rate_limit import limit_rate


JSON, CSV, ZIP = "application/json", "text/csv; charset=utf-8", "application/zip"


@needs("registers.read")
@require_GET
def publish(request: HttpRequest) -> HttpResponse:
    """Show every file that can be published, with what it holds and lacks this month."""
    selectors.check_inside(request.user)
    month = forms.MonthForm(request.GET).value(selectors.last_month())
    context = {
        "publisher": selectors.publisher(), "month": month,
        "names": actions.may_name_publisher(request.user),
        "earlier": month - 1, "later": month + 1 if month < selectors.last_month() else None,
        "files": monthly_rows.summaries(month), "tables": da.TABLES,
    }  # fmt: skip
    return render(request, "commissioning/publish.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def publisher(request: HttpRequest) -> HttpResponse:
    """Say what the office calls itself in published files."""
    selectors.check_inside(request.user)
    actions.check_names_publisher(request.user)
    row = selectors.publisher()
    start = {name: getattr(row, name) for name in actions.PUBLISHER} if row else {}
    form = forms.PublisherForm(request.POST or None, initial=start)

    def act(answers: dict) -> None:
        actions.set_publisher(values=answers, version=version(request), by=request.user)

    page = FormPage("commissioning/publisher.html", "/commissioning/publish/",
                    row.version if row else 0)  # fmt: skip
    return form_page(request, form, act, page)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def giving_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give the published grants as a 360Giving file: JSON, or a sheet."""
    selectors.check_inside(request.user)
    funder = selectors.funder()
    grants = [giving_grants.grant_object(each, funder) for each in standard_values.grants()]
    if form == "json":
        package = giving_grants.package(grants, funder, timezone.localdate())
        return _file("grants-360giving.json", grant_files.json_bytes(package), JSON)
    if form not in writers.FORMATS:
        raise MissingData(f"there is no file as {form}.", next_step="Choose json, csv, ods, xlsx.")
    return writers.answer(grant_files.listing(grants), form)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def contracting_file(request: HttpRequest) -> HttpResponse:
    """Give every contracting process as an OCDS record package."""
    selectors.check_inside(request.user)
    buyer, prefix = selectors.buyer(), selectors.sure_publisher().contracting_prefix
    processes = standard_values.processes(monthly_rows.payments_of_contracts())
    records = [contract_releases.record(each, buyer, prefix) for each in processes]
    address = request.build_absolute_uri()
    package = contract_releases.package(records, buyer, address, timezone.now())
    return _file("contracts-ocds.json", grant_files.json_bytes(package), JSON)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def agreement_file(request: HttpRequest, table: str) -> HttpResponse:
    """Give one of the three tables of developer agreements as CSV."""
    selectors.check_inside(request.user)
    name = agreement_files.file_name(_table(table))
    content = agreement_files.csv_bytes(table, standard_values.agreement_tables()[table])
    return _file(name, content, CSV)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def agreement_metadata(request: HttpRequest, table: str) -> HttpResponse:
    """Give the metadata that go with one of the three tables."""
    selectors.check_inside(request.user)
    name = metadata_name(agreement_files.file_name(_table(table)))
    content = agreement_files.metadata_bytes(table, selectors.sure_publisher().name)
    return _file(name, content, JSON)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def monthly(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """Give a month of one of the Order's files as CSV."""
    selectors.check_inside(request.user)
    of = monthly_rows.monthly_file(name, _month(month))
    return _file(monthly_files.file_name(of), monthly_files.csv_bytes(of), CSV)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def month_archive(request: HttpRequest, month: str) -> HttpResponse:
    """Give a month's files with their metadata as one archive."""
    selectors.check_inside(request.user)
    details, of = selectors.sure_publisher(), _month(month)
    content = monthly_files.archive(monthly_rows.every_file(of), details.name)
    return _file(f"specified-information-{of}.zip", content, ZIP)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Hold a file against its standard, say what is wrong, or go on to its ordinary import."""
    selectors.check_inside(request.user)
    form = forms.StandardFileForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}

    def take(answers: Answers) -> HttpResponse | None:
        file = answers["file"]
        checked = standard_imports.checked(file.name, file.read())
        if checked.fault_count or not checked.cells:
            context["checked"] = checked
            return None
        batch = standard_imports.keep(checked, name=PurePath(file.name).stem, by=request.user)
        if checked.others:
            names = ", ".join(checked.others)
            messages.info(request, f"Left out, as no record has a field for it: {names}.")
        if checked.first:
            messages.info(request, "These organisations are not in the list yet. Import them, "
                          "then give the same file again for the rest.")  # fmt: skip
        elif checked.there:
            words = counted(checked.there, "row")
            messages.info(request, f"{words} of the file left out: in the register already.")
        return redirect("batch", checked.register, batch.pk)

    answer = make_from(request, form, take)
    return answer or render(request, "commissioning/take_in.html", context)


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers=writers.inert(name))


def _table(name: str) -> str:
    check_part(name, da.TABLES)
    return name


def _month(words: str) -> Month:
    form = forms.MonthForm({"month": words})
    if not form.is_valid():
        raise MissingData(f"'{words}' is no month.", next_step="Write it as 2026-10.")
    return form.value(selectors.last_month())
