"""The addresses of actions and change requests."""

from __future__ import annotations

from django.urls import URLPattern


urlpatterns: list[URLPattern] = []
