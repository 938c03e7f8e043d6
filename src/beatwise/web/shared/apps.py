"""The shared app: the history of every change, and the pages that all apps meet on."""

from __future__ import annotations

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Register the history among what the office offers."""

    name = "beatwise.web.shared"
    label = "shared"

    def ready(self) -> None:
        """Offer the history and its check."""
        from beatwise.web.shared import offers

        offers.register()
