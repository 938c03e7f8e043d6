"""The letters app."""

from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Register what letters offer: that the worker sends them."""

    name = "beatwise.web.letters"
    label = "letters"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.letters import offers

        offers.register()
