"""Addresses of letters that were not sent."""

from __future__ import annotations

from django.urls import path

from beatwise.web.letters import views


urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/<int:key>/again/", views.send_again, name="send_letter_again"),
    path("letters/<int:key>/leave/", views.leave, name="leave_letter"),
]
