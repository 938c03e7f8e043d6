"""Addresses of own exports."""

from __future__ import annotations

from django.urls import path

from beatwise.web.jobs import views


urlpatterns = [
    path("exports/", views.exports, name="exports"),
    path("exports/<int:key>/", views.own_export, name="own_export"),
    path("exports/<int:key>/remove/", views.remove_export, name="remove_export"),
]
