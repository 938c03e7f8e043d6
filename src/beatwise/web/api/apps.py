"""The API app: it has no records of its own."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Nothing to offer: it takes what the others offer."""

    name = "beatwise.web.api"
    label = "api"
