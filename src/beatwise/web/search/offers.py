"""What search offers: the worker keeps the vocabulary up to date."""

from __future__ import annotations

from beatwise.web.registry import Chore, registry
from beatwise.web.search import vocabulary


EVERY = 60.0


def register() -> None:
    """Add the app's lines to the registry."""
    registry.of(__package__).chore("vocabulary", Chore(EVERY, vocabulary.Keeper().run))
