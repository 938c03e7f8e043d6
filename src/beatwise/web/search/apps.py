"""The search app: the office's vocabulary, kept by the worker."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Name the app."""

    name = "beatwise.web.search"
    label = "search"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.search import offers

        offers.register()
