"""The accounts app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register what accounts offer."""

    name = "beatwise.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Offer navigation, names in the history and a check."""
        from beatwise.web.accounts import offers

        offers.register()
