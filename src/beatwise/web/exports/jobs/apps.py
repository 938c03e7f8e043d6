"""The jobs app."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Register what jobs offer: exports that are made later."""

    name = "beatwise.web.exports.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.exports.jobs import offers

        offers.register()
