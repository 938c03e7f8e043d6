"""The commissioning app."""

from __future__ import annotations

from django.apps import AppConfig


class CommissioningConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.commissioning"
    label = "commissioning"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.commissioning import offers

        offers.register()
