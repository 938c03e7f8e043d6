"""The imports app: files that come in, with preview and undo."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Name the app."""

    name = "beatwise.web.imports"
    label = "imports"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.imports import offers

        offers.register()
