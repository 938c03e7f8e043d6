"""The tasks app."""

from __future__ import annotations

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """What waits for whom."""

    name = "beatwise.web.tasks"
    label = "tasks"
