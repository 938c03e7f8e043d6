"""The addresses of dashboards."""

from __future__ import annotations

from django.urls import path

from beatwise.web.dashboards import views


ONE = "dashboards/<slug:name>/"

urlpatterns = [
    path("dashboards/", views.dashboards, name="dashboards"),
    # The words below stand before a dashboard's name is looked for: none can be called so.
    path("dashboards/load/", views.load_dashboard, name="load_dashboard"),
    path(ONE, views.dashboard, name="dashboard"),
    path(f"{ONE}document/", views.dashboard_document, name="dashboard_document"),
    path(f"{ONE}take-away/", views.take_away_dashboard, name="take_away_dashboard"),
    path(f"{ONE}panels/<int:number>/export/<str:form>/", views.panel_export, name="panel_export"),
]
