"""The funds app: accounts, their lines and their ledgers."""

from __future__ import annotations

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.funds"
    label = "funds"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.funds import offers

        offers.register()
