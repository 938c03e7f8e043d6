"""Addresses of grants and contracts."""

from __future__ import annotations

from django.urls import path

from beatwise.web.commissioning.views import (
    assessment_pages,
    commissioning_pages,
    last_day_pages,
    oversight_pages,
    standard_pages,
)


FILES = "commissioning/publish"

urlpatterns = [
    path("commissioning/", commissioning_pages.overview, name="commissioning"),
    path("commissioning/organisations/", commissioning_pages.recipients, name="recipients"),
    path("commissioning/organisations/<int:number>/", commissioning_pages.recipient,
         name="recipient"),
    path("commissioning/drawdown/", commissioning_pages.drawdown, name="drawdown"),
    path("commissioning/payments/", oversight_pages.payments, name="payments"),
    path("commissioning/contracts/", oversight_pages.contracts, name="contracts_in_force"),
    path("commissioning/contracts/<int:number>/hours/", oversight_pages.contract_hours,
         name="contract_hours"),
    path("commissioning/last-day/", last_day_pages.after_last_day, name="after_last_day"),
    path("commissioning/last-day/set/", last_day_pages.set_last_day, name="set_last_day"),
    path("commissioning/lists/<slug:name>/<str:form>/", oversight_pages.money_file,
         name="money_file"),
    path("commissioning/returns/", oversight_pages.returns, name="provider_returns"),
    path("commissioning/returns/<int:number>/", oversight_pages.answer_return,
         name="answer_return"),
    path("commissioning/scores/", assessment_pages.to_assess, name="to_assess"),
    path("commissioning/scores/<int:number>/", assessment_pages.assess, name="assess"),
    path(f"{FILES}/", standard_pages.publish, name="publish_standards"),
    path(f"{FILES}/name/", standard_pages.publisher, name="publisher"),
    path(f"{FILES}/grants/<str:form>/", standard_pages.giving_file, name="giving_file"),
    path(f"{FILES}/contracts/", standard_pages.contracting_file, name="contracting_file"),
    path(f"{FILES}/agreements/<slug:table>/", standard_pages.agreement_file,
         name="agreement_file"),
    path(f"{FILES}/agreements/<slug:table>/metadata/", standard_pages.agreement_metadata,
         name="agreement_metadata"),
    path(f"{FILES}/months/<str:month>/", standard_pages.month_archive, name="month_archive"),
    path(f"{FILES}/months/<str:month>/<slug:name>/", standard_pages.monthly, name="monthly_file"),
    path("commissioning/take-in/", standard_pages.take_in, name="take_in_standard"),
]  # fmt: skip
