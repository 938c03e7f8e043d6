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


def start(workspace: Path, *, there: bool = False) -> None:
    """Set the workspace's office up; make or bring up to date its tables.

    ``there`` raises ``MissingData`` where there is no office yet, and makes nothing.
    """
    need_web()
    if there:
        need_office(workspace)
    from beatwise.web.start import start as run

    run(workspace, there=there)


def need_office(workspace: Path) -> None:
    """Raise ``MissingData`` when the workspace holds no office; one may lie on a server instead."""
    import os

    from beatwise.errors import MissingData
    from beatwise.web.settings.place import OFFICE_FOLDER
    from beatwise.web.settings.records_at import has_been_office

    if os.environ.get("BEATWISE_DATABASE_URL") or has_been_office(workspace / OFFICE_FOLDER):
        return
    raise MissingData(
        "there is no office here.",
        place=str(workspace),
        next_step="Name its folder with --workspace, or make one: "
        "beatwise office create-admin ADDRESS",
    )
