"""The budget app: years, their precepts, and the calendar that binds them."""

from __future__ import annotations

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.budget"
    label = "budget"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.budget import offers

        offers.register()
