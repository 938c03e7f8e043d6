"""Addresses of the pages that belong to no one app."""

from __future__ import annotations

from django.urls import path

from beatwise.web.home import room_pages, views


urlpatterns = [
    path("", views.home, name="home"),
    # The word below stands before a room's name is looked for: none can be called so.
    path("rooms/in-use/", room_pages.rooms_in_use, name="rooms_in_use"),
    path("rooms/<slug:name>/", room_pages.room, name="room"),
    path("quarter/", room_pages.quarter_page, name="quarter"),
    path("quarter/export/<str:form>/", room_pages.quarter_export, name="quarter_export"),
    path("search/", views.search, name="search"),
    path("history/", views.history, name="history"),
    path("history/export/<str:form>/", views.history_export, name="history_export"),
    path("help/accessibility/", views.accessibility, name="accessibility"),
    path("up/", views.up, name="up"),
]
