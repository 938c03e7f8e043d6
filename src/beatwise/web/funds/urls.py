"""The addresses of funds."""

from __future__ import annotations

from django.urls import path

from beatwise.web.funds.views import entry_pages, fund_pages


ONE = "funds/<int:number>/"
LINE = f"{ONE}lines/<int:line>/"

urlpatterns = [
    path("funds/", fund_pages.funds, name="funds"),
    path("funds/new/", fund_pages.new_fund, name="new_fund"),
    path("funds/close-year/", fund_pages.close_year, name="close_year"),
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
    path(f"{LINE}carry/", entry_pages.carry, name="carry_forward"),
]
