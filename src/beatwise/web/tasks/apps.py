"""The tasks app."""

from __future__ import annotations

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Register what the app offers: letters of what waits."""

    name = "beatwise.web.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.tasks import offers

        offers.register()
