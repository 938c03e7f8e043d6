"""Being written."""

from __future__ import annotations

import typer


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
