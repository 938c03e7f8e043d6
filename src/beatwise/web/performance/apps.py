"""The performance app."""

from __future__ import annotations

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Register what the plan and its measures offer."""

    name = "beatwise.web.performance"
    label = "performance"

    def ready(self) -> None:
        """Offer what the other apps and the shared pages may use."""
        from beatwise.web.performance import offers

        offers.register()
