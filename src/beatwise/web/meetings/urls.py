"""The addresses of boards and meetings."""

from __future__ import annotations

from django.urls import URLPattern


urlpatterns: list[URLPattern] = []
