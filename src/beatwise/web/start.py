"""Bring Django up for one workspace, and keep its tables up to date."""

from __future__ import annotations

import gc
import os
from pathlib import Path


SETTINGS = "beatwise.web.settings.office"
# The migrations from which on records are sealed, each with the app whose they are; "": all.
FIRST_SEALS = {("history", "0002_seal"): "", ("patrols", "0003_seals"): "patrols"}
STANDINGS_ANEW = ("performance", "0005_rolling_years")


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
    if migrate:
        _bring_up_to_date()


def _bring_up_to_date() -> None:
    """Make or migrate the tables; an office from before there were seals is sealed as it is."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from beatwise.errors import BadInput
    from beatwise.web.settings.place import BRING_BACK

    try:
        executor = MigrationExecutor(connection)
    except (ValueError, TypeError) as error:  # a date or a name that is none
        raise BadInput(
            f"the office's database is damaged ({error}).",
            place=os.environ["BEATWISE_WORKSPACE"],
            next_step=BRING_BACK,
        ) from error
    loader = executor.loader
    _refuse_other_versions(set(loader.applied_migrations or ()), set(loader.disk_migrations or ()))
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    if not plan:  # quicker to ask than to migrate
        return
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    steps = {(step.app_label, step.name) for step, _ in plan}
    apps = {app for step, app in FIRST_SEALS.items() if step in steps}
    for app in [""] if "" in apps else sorted(apps):
        _seal_what_is_there(app)
    if STANDINGS_ANEW in steps:
        _work_out_standings()


def _refuse_other_versions(applied: set[tuple[str, str]], known: set[tuple[str, str]]) -> None:
    """Raise ``BadInput`` for tables that this version did not make and cannot bring up to date."""
    from django.apps import apps

    from beatwise.errors import BadInput

    others = {c.label for c in apps.get_app_configs() if not c.name.startswith("beatwise.")}
    foreign = sorted(f"{app}.{name}" for app, name in applied - known if app not in others)
    if foreign:
        raise BadInput(
            f"another version of Beatwise made this office's database ({foreign[0]}).",
            place=os.environ["BEATWISE_WORKSPACE"],
            next_step="Use the version that made it; or export its lists as files there and "
            "import them into a new office.",
        )


def _seal_what_is_there(app: str = "") -> None:
    from beatwise.web.history import audit
    from beatwise.web.history.models import Change
    from beatwise.web.history.sealing import seal_chain

    with audit.changing():
        if Change.objects.exists():
            why = "records from before there were seals are sealed as they are"
            audit.write("office.seal", app or "office", by=None, why=why)
            seal_chain.seal_everything(app)


def _work_out_standings() -> None:
    """Work out again where measures stand, by the rules of years and limits of this version."""
    from beatwise.web.history import audit
    from beatwise.web.history.models import Change
    from beatwise.web.performance.current_ratings import bring_every_one_up_to_date

    with audit.changing():
        if Change.objects.exists():
            why = (
                "years are formed from the months and quarters underneath, and limits rest on those"
            )
            audit.write("measures.standings", "office", by=None, why=why)
            bring_every_one_up_to_date()
