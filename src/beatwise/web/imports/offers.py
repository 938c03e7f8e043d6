"""What the imports offer: the check of stored files."""

from __future__ import annotations

from beatwise.web.imports import integrity
from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.of(__package__).check("stored files", integrity.contents)
