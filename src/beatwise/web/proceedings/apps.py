"""The proceedings app: declarations, questions, elections, numbered minutes, requests."""

from __future__ import annotations

from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.proceedings"
    label = "proceedings"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.proceedings import offers

        offers.register()
