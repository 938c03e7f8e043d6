"""The imports app: files that come in, with preview and undo."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Name the app."""

    name = "beatwise.web.imports"
    label = "imports"
