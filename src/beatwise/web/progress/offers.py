"""What actions and change requests offer to the other apps."""

from __future__ import annotations


def register() -> None:
    """Add the app's lines to the registry."""
