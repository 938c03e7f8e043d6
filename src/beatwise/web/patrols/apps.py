"""The patrols app."""

from __future__ import annotations

from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    """Register what patrols offer."""

    name = "beatwise.web.patrols"
    label = "patrols"

    def ready(self) -> None:
        """Offer what the other apps and the shared pages may use."""
        from beatwise.web.patrols import offers

        offers.register()
