"""Bring the office up for a command, or say which packages it needs."""

from __future__ import annotations

from pathlib import Path


def need_web() -> None:
    """Say how to install the office's packages when they are missing."""
    from importlib.util import find_spec

    from beatwise.errors import MissingData

    if find_spec("django") is None or find_spec("allauth") is None:
        raise MissingData(
            "the office's packages are not installed.",
            next_step="Run: python -m pip install 'beatwise[web]'",
        )


def start(workspace: Path) -> None:
    """Set the workspace's office up; make or bring up to date its tables."""
    need_web()
    from beatwise.web.start import start as run

    run(workspace)
