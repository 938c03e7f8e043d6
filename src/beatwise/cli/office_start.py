"""Bring the office up for a command, or say which packages it needs."""

from __future__ import annotations

from pathlib import Path


def has_web() -> bool:
    """Whether the office's packages are installed."""
    from importlib.util import find_spec

    return all(find_spec(name) for name in ("django", "allauth", "django_tasks_db"))


def need_web() -> None:
    """Say how to install the office's packages when they are missing."""
    from beatwise.errors import MissingData

    if not has_web():
        raise MissingData(
            "the office's packages are not installed.",
            next_step="Run: python -m pip install 'beatwise[web]'",
        )


def start(workspace: Path) -> None:
    """Set the workspace's office up; make or bring up to date its tables."""
    need_web()
    from beatwise.web.start import start as run

    run(workspace)
