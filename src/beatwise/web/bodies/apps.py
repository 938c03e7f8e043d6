"""The bodies app: seats, political balance and recorded votes."""

from __future__ import annotations

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.bodies"
    label = "bodies"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.bodies import offers

        offers.register()
