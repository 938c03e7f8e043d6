"""The home app: home, search and the statement on accessibility."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.home"
    label = "home"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.home import offers

        offers.register()
