"""The actions app."""

from __future__ import annotations

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Register what actions and change requests offer."""

    name = "beatwise.web.actions"
    label = "actions"

    def ready(self) -> None:
        """Offer what the other apps and the shared pages may use."""
        from beatwise.web.actions import offers

        offers.register()
