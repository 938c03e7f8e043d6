"""The registers app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class RegistersConfig(AppConfig):
    """Register what registers offer."""

    name = "beatwise.web.registers"
    label = "registers"

    def ready(self) -> None:
        """Offer navigation, search, deadlines, checks and the API."""
        from beatwise.web.registers import offers
        from beatwise.web.registers.own_definitions import known

        offers.register()
        request_started.connect(known.begin_request)
        request_finished.connect(known.forget)
