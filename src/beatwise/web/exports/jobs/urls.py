"""Addresses of own exports."""

from __future__ import annotations

from django.urls import path

from beatwise.web.exports.jobs import job_views


urlpatterns = [
    path("exports/", job_views.exports, name="exports"),
    path("exports/<int:key>/", job_views.own_export, name="own_export"),
    path("exports/<int:key>/remove/", job_views.remove_export, name="remove_export"),
]
