"""The progress app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Register what actions and change requests offer."""

    name = "beatwise.web.progress"
    label = "progress"

    def ready(self) -> None:
        """Offer what the other apps and the shared pages may use."""
        from beatwise.web.progress import offers

        offers.register()
