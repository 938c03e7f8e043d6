"""The meetings app."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Register what boards and meetings offer."""

    name = "beatwise.web.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Offer what the other apps and the shared pages may use."""
        from beatwise.web.meetings import offers

        offers.register()
