"""What the tasks app offers: the worker makes letters of what waits."""

from __future__ import annotations

from beatwise.web.registry import Chore, registry
from beatwise.web.tasks.news import News, write_digests


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.chore("digests", Chore(300.0, write_digests))
    offers.chore("news", Chore(30.0, News().write))
