"""The API app: it has no records of its own."""

from __future__ import annotations

from django.apps import AppConfig, apps


class ApiConfig(AppConfig):
    """The last of the office's apps: all others have offered what they have."""

    name = "beatwise.web.api"
    label = "api"

    def ready(self) -> None:
        """Refuse to start when something that an app offers is missing or unknown."""
        from beatwise.web.registry import registry
        from beatwise.web.registry.start_check import check

        check(registry, [app.name for app in apps.get_app_configs()])
