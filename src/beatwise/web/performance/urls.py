"""The addresses of the plan and its measures."""

from __future__ import annotations

from django.urls import URLPattern


urlpatterns: list[URLPattern] = []
