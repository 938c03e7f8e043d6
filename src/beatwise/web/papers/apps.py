"""The papers app."""

from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.papers"
    label = "papers"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.papers import offers

        offers.register()
