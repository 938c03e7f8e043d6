"""The dashboards app: panels of measures, as data."""

from __future__ import annotations

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.dashboards import offers

        offers.register()
