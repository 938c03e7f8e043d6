"""Addresses of own letters and feeds."""

from __future__ import annotations

from django.urls import path

from beatwise.web.tasks import views


urlpatterns = [
    path("me/letters/", views.own_letters, name="own_letters"),
    path("me/feeds/", views.own_feeds, name="own_feeds"),
    path("me/feeds/<int:key>/revoke/", views.revoke_feed, name="revoke_feed"),
    path("feeds/<str:words>/tasks.atom", views.atom, name="feed_atom"),
    path("feeds/<str:words>/tasks.ics", views.icalendar, name="feed_calendar"),
]
