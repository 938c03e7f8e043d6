"""The consultations app."""

from __future__ import annotations

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.consultations import offers

        offers.register()
