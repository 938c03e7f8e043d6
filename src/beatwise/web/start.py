"""Bring Django up for one workspace, and keep its tables up to date."""

from __future__ import annotations

import gc
import os
from pathlib import Path


SETTINGS = "beatwise.web.settings.office"


def start(workspace: Path, *, migrate: bool = True) -> None:
    """Set Django up on a workspace's office; make or bring up to date its tables."""
    os.environ["BEATWISE_WORKSPACE"] = str(workspace.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(os.umask(0o077) | 0o077)  # what the office writes is its owner's alone
    import django

    gc.disable()  # thousands of things are made and none is thrown away: a tenth of the time
    try:
        django.setup()
    finally:
        gc.enable()
    if migrate and _behind():
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)


def _behind() -> bool:
    """Whether a table is missing or older than this version; quicker to ask than to migrate."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
