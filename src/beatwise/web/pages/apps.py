"""The pages app: theme, forms, errors and charts that all apps share."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Name the app."""

    name = "beatwise.web.pages"
    label = "pages"
