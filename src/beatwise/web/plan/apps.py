"""The plan app: the plan with its measures and actions on one page."""

from __future__ import annotations

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.plan"
    label = "plan"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.plan import offers

        offers.register()
