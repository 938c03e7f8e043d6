"""The addresses of funds."""

from __future__ import annotations

from django.urls import path

from beatwise.web.funds.views import (
    entry_pages,
    formula_pages,
    fund_pages,
    import_pages,
    project_pages,
    proposal_pages,
)


ONE = "funds/<int:number>/"
LINE = f"{ONE}lines/<int:line>/"
YEAR = f"{ONE}years/<int:year>/"

urlpatterns = [
    path("funds/", fund_pages.funds, name="funds"),
    path("funds/new/", fund_pages.new_fund, name="new_fund"),
    path("funds/close-year/", fund_pages.close_year, name="close_year"),
    path("funds/import/", import_pages.import_money, name="import_money"),
    path("funds/import/<int:key>/", import_pages.money_batch, name="money_batch"),
    path("funds/limits/", proposal_pages.limits, name="limits"),
    path("funds/limits/new/", proposal_pages.new_limit, name="new_limit"),
    path("funds/proposals/", proposal_pages.proposals, name="proposals"),
    path("funds/proposals/<int:number>/", proposal_pages.proposal, name="proposal"),
    path("funds/proposals/<int:number>/<slug:step>/", proposal_pages.take_step, name="take_step"),
    path(ONE, fund_pages.fund, name="fund"),
    path(f"{ONE}change/", fund_pages.change_fund, name="change_fund"),
    path(f"{ONE}export/<slug:table>/<str:form>/", fund_pages.export, name="export_fund"),
    path(f"{ONE}entry/", entry_pages.enter, name="enter_in_fund"),
    path(f"{ONE}transfer/", entry_pages.transfer, name="transfer"),
    path(f"{ONE}entries/<int:entry>/reverse/", entry_pages.reverse_entry, name="reverse_entry"),
    path(f"{ONE}lines/new/", fund_pages.new_line, name="new_line"),
    path(LINE, fund_pages.line, name="fund_line"),
    path(f"{LINE}change/", fund_pages.change_line, name="change_line"),
    path(f"{LINE}entry/", entry_pages.enter_on_line, name="enter_on_line"),
    path(f"{LINE}claim/", entry_pages.claim, name="claim"),
    path(f"{LINE}project/", project_pages.new_project, name="new_project"),
    path(f"{ONE}projects/", project_pages.projects, name="projects"),
    path(f"{ONE}projects/<int:project>/", project_pages.project, name="project"),
    path(
        f"{ONE}projects/<int:project>/change/", project_pages.change_project, name="change_project"
    ),
    path(f"{YEAR}formula/", formula_pages.formula, name="formula"),
    path(f"{YEAR}formula/change/", formula_pages.change_formula, name="change_formula"),
    path(f"{YEAR}formula/propose/", formula_pages.propose_formula, name="propose_formula"),
    path(f"{LINE}carry/", entry_pages.carry, name="carry_forward"),
]
