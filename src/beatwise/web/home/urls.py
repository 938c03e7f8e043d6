"""Addresses of the pages that belong to no one app."""

from __future__ import annotations

from django.urls import path

from beatwise.web.home import views


urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("history/", views.history, name="history"),
    path("history/export/<str:form>/", views.history_export, name="history_export"),
    path("help/accessibility/", views.accessibility, name="accessibility"),
    path("up/", views.up, name="up"),
]
