"""The addresses of the plan."""

from __future__ import annotations

from django.urls import path

from beatwise.web.plan import views


urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/load/", views.load_plan, name="load_plan"),
    path("plan/strategies/<slug:name>/", views.strategy, name="strategy"),
    path("plan/versions/<int:number>/", views.plan_version, name="plan_version"),
    path("plan/versions/<int:number>/document/", views.plan_document, name="plan_document"),
]
