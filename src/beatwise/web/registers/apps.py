"""The registers app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Register what registers offer."""

    name = "beatwise.web.registers"
    label = "registers"

    def ready(self) -> None:
        """Offer navigation, search, deadlines, checks and the API."""
        from beatwise.web.registers import offers

        offers.register()
