"""Bring Django up for one workspace, and keep its tables up to date."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from functools import partial
from pathlib import Path


SETTINGS = "beatwise.web.settings.office"
# The migrations from which on records are sealed, each with the app whose they are; "": all.
FIRST_SEALS = {("history", "0002_seal"): "", ("patrols", "0003_seals"): "patrols"}
STANDINGS_ANEW = ("performance", "0005_rolling_years")
RECORDS_ANEW = ("registers", "0011_months_and_quarters_by_name")
# The migrations that work follows, in its order.
FOLLOWED = (*FIRST_SEALS, STANDINGS_ANEW, RECORDS_ANEW)
Steps = Set[tuple[str, str]]  # migrations, each by its app and name


def start(
    workspace: Path, *, migrate: bool = True, half_imported: bool = False, there: bool = False
) -> None:
    """Set Django up on a workspace's office; make or bring up to date its tables.

    Raises
    ------
    Conflict
        For an office into which a hand-over is half imported, unless it is to go on
        (``half_imported``).
    UsageError, BadInput
        Where the records are not where the environment says; see ``refuse_elsewhere``.
    MissingData
        For a database without an office, where one must be ``there``.
    """
    from beatwise.web.settings.place import OFFICE_FOLDER
    from beatwise.web.settings.records_at import note_server, refuse_elsewhere

    folder = workspace.resolve() / OFFICE_FOLDER
    refuse_elsewhere(folder)
    if not half_imported:
        _refuse_half_imported(workspace)
    os.environ["BEATWISE_WORKSPACE"] = str(workspace.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(os.umask(0o077) | 0o077)  # what the office writes is its owner's alone
    import django

    with uncollected():
        django.setup()
    if there:
        _refuse_empty()
    if migrate:
        _bring_up_to_date()
        note_server(folder)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage within the block.

    Where modules are loaded thousands of things are made and none is thrown away: looking for what
    to throw away takes a tenth of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _refuse_half_imported(workspace: Path) -> None:
    from beatwise.errors import Conflict
    from beatwise.web.settings.place import HANDOVER, OFFICE_FOLDER

    note = workspace / OFFICE_FOLDER / HANDOVER
    if note.exists():
        raise Conflict(
            "a hand-over is being imported into this office, or was stopped half-way.",
            place=str(note),
            next_step="Give the command beatwise handover import again: it goes on there.",
        )


def _refuse_empty() -> None:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from beatwise.errors import MissingData
    from beatwise.web.settings.records_at import server_of

    if not MigrationRecorder(connection).has_table():
        server = server_of(os.environ.get("BEATWISE_DATABASE_URL", ""))
        raise MissingData(
            "there is no office in this database.",
            place=server or os.environ["BEATWISE_WORKSPACE"],
            next_step="Name the office's own database; or make an office: "
            "beatwise office create-admin ADDRESS",
        )


def _bring_up_to_date() -> None:
    """Make or migrate the tables; an office from before there were seals is sealed as it is."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from beatwise.errors import BadInput
    from beatwise.web.settings.place import BRING_BACK

    try:
        if not _unfinished() and _applied() == _on_disk():
            return
        executor = MigrationExecutor(connection)
    except (ValueError, TypeError) as error:  # a date or a name that is none
        raise BadInput(
            f"the office's database is damaged ({error}).",
            place=os.environ["BEATWISE_WORKSPACE"],
            next_step=BRING_BACK,
        ) from error
    loader = executor.loader
    _refuse_other_versions(set(loader.applied_migrations or ()), set(loader.disk_migrations or ()))
    _note_unfinished()
    if executor.migration_plan(loader.graph.leaf_nodes()):  # quicker to ask than to migrate
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    _finish()


def _finish() -> None:
    """Do what follows migrations, one after another; what is done is struck off the note.

    The note is read in the writers' turn: who waited for another process finds its work done.
    """
    from beatwise.web.history import audit

    work: dict[tuple[str, str], Callable[[], None]] = {
        **{step: partial(_seal_what_is_there, app) for step, app in FIRST_SEALS.items()},
        STANDINGS_ANEW: _work_out_standings,
        RECORDS_ANEW: _work_out_records,
    }
    for step in FOLLOWED:
        with audit.turn():
            if step not in _unfinished():
                continue
            work[step]()
        # Struck when it is kept, and not before: what is done twice does no harm.
        _strike(FIRST_SEALS.keys() if FIRST_SEALS.get(step) == "" else {step})


def _note_unfinished() -> None:
    """Note what is to follow, before it is begun: a start that is stopped midway goes on there."""
    from beatwise.web.history import audit

    with audit.turn():
        _keep_unfinished(_unfinished() | (set(FOLLOWED) - _applied()))


def _strike(done: Steps) -> None:
    from beatwise.web.history import audit

    with audit.turn():
        _keep_unfinished(_unfinished() - done)


def _unfinished() -> Steps:
    """Return the migrations whose following work was stopped before it was done."""
    from beatwise.web.settings.place import UPGRADE, office_folder

    try:
        noted = (office_folder() / UPGRADE).read_text("utf-8").split()
    except FileNotFoundError:
        return set()
    return {step for step in FOLLOWED if ".".join(step) in noted}


def _keep_unfinished(left: Steps) -> None:
    """Write the note, whole; in the writers' turn, since others strike off it what they did."""
    from beatwise.store.whole_file import write_whole
    from beatwise.web.settings.place import UPGRADE, office_folder

    note = office_folder() / UPGRADE
    if left:
        write_whole(note, "\n".join(sorted(map(".".join, left))).encode())
    else:
        note.unlink(missing_ok=True)


def _applied() -> set[tuple[str, str]]:
    """Return the migrations that the tables have had, by app and name."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())


def _on_disk() -> set[tuple[str, str]]:
    """Return the migrations that there are, by app and name: without reading any of them."""
    from django.apps import apps

    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    return {
        (label, file.stem) for label, folder in folders.items() for file in folder.glob("[!_]*.py")
    }


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


def _work_out_records() -> None:
    """Work out again what records hold by formula, by the registers of this version."""
    from beatwise.web.history import audit
    from beatwise.web.history.models import Change
    from beatwise.web.registers.loading.working_out import work_out_again
    from beatwise.web.registers.own_definitions import known

    with audit.changing():
        if Change.objects.exists():
            why = "the registers of this version work out more, and name whole months and quarters"
            audit.write("registers.formulas", "office", by=None, why=why)
            for register in known.definitions().values():
                work_out_again(register)
