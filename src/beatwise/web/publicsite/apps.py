"""The public site as the office knows it: what it released, to be checked."""

from __future__ import annotations

from django.apps import AppConfig


class PublicSiteConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.publicsite"
    label = "publicsite"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.publicsite import offers

        offers.register()
