"""The history app: every change, chained by hash."""

from __future__ import annotations

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Register what the app offers."""

    name = "beatwise.web.history"
    label = "history"

    def ready(self) -> None:
        """Offer its lines to the registry."""
        from beatwise.web.history import offers
        from beatwise.web.history.sealing import row_marks

        offers.register()
        row_marks.listen()
