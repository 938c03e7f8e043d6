"""Django for the tests of one process: set up once, on a workspace of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import django
import pytest


SETTINGS = "beatwise.web.settings.office"


@cache
def workspace() -> Path:
    """Set Django up on a temporary workspace, and return the workspace.

    The settings are read once in a process, so unit and integration tests that run together have
    the same workspace. Its variables are set only while they are read: tests of other rooms do not
    notice. It is removed when the process that made it ends.
    """
    folder = Path(tempfile.mkdtemp(prefix="beatwise-office-"))
    atexit.register(_remove, folder, os.getpid())
    with pytest.MonkeyPatch.context() as variables:
        use(folder, variables)
        django.setup()
    return folder


def use(folder: Path, variables: pytest.MonkeyPatch) -> None:
    """Point the environment at a workspace's office, as a process that starts the office does."""
    variables.setenv("BEATWISE_WORKSPACE", str(folder))
    variables.setenv("DJANGO_SETTINGS_MODULE", SETTINGS)


def _remove(folder: Path, process: int) -> None:
    """Remove the workspace, unless this is a process that was forked from the one that made it."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
