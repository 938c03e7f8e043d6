"""The addresses of imported tables."""

from __future__ import annotations

from django.urls import path

from beatwise.web.paper_tables import views


urlpatterns = [
    path("tables/", views.tables, name="tables"),
    path("tables/<int:key>/", views.table_batch, name="table_batch"),
    path("tables/<int:key>/outside/<slug:name>/", views.table_outside, name="table_outside"),
    path("tables/layouts/<slug:name>/", views.layout_document, name="layout"),
]
