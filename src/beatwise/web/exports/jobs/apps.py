"""The jobs app."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Register what jobs offer: exports that are made later."""

    name = "beatwise.web.exports.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Offer what the other apps and the shared pages may use."""
        from beatwise.web.exports.jobs import offers

        offers.register()
