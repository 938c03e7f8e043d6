"""Steps of an office that are killed: an import, a freeze, the worker at its jobs, a restore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import _office_states
from benchmarks._forks import Part, answer_of
from benchmarks._office_places import Places


GOVERNANCE, PERFORMANCE = "governance@office.example", "performance@office.example"
RECORDS, JOBS, AREAS, MONTHS = 100, 3, 2, 12
MEASURES = ("modality_starts", "modality_ends_all", "successful_modality_end")


class Offices:
    """A sound office, its backup and an empty one, on one engine; and a place to spoil."""

    def __init__(self, folder: Path, server: str | None):
        self.places = Places(folder, server)
        self.table, self.backup = folder / "cstr_monthly.csv", folder / "office.zip"
        for name in ("sound", "empty"):
            self.places.make(name)
        self.table.write_text(_table(), "utf-8")
        answer_of(lambda: self._in("empty", _bring_up))
        answer_of(lambda: self._in("sound", self._fill))
        self.key = self.places.workspace("sound") / "office" / "signing.pub"

    def ask(self, work: Callable[[], object]) -> Any:
        """Return what work gives on the place that is spoilt."""
        self.places.wait_until_alone("place")
        return answer_of(lambda: self._in("place", work))

    def command(self, *words: str) -> Part:
        """Return a command on the place that is spoilt, as a part of a step."""
        place = str(self.places.workspace("place"))
        return self.part(lambda: _run([*words, "--workspace", place, "--json"]))

    def part(self, work: Callable[[], object]) -> Part:
        """Return work on the place that is spoilt, as a part of a step."""
        return lambda: self._in("place", lambda: _code_of(work))

    def _in(self, name: str, work: Callable[[], Any]) -> Any:
        self.places.enter(name)
        return work()

    def _fill(self) -> int:
        _bring_up()
        for email in (GOVERNANCE, PERFORMANCE):
            _make_account(email, email.partition("@")[0])
        _fill_records()
        from beatwise.web.keeping.backup import backup

        backup(self.backup)
        return 0


class _OfficeStep:
    """What the steps of an office have in common."""

    name = ""
    source = "sound"
    look: Callable[[], int] | None = None

    def __init__(self, offices: Offices):
        self.offices = offices
        self.place = offices.places.workspace("place")
        self.parts: Sequence[Part] = ()
        self.stages: Sequence[Sequence[Part]] = ()
        self.promises: Sequence[int] = (0, 1)

    def fresh(self) -> None:
        """Copy the sound office to the place that is spoilt."""
        self.offices.places.copy(self.source, "place")

    def state(self) -> object:
        """Return every record, without times and what hangs on them."""
        return self.offices.ask(_office_states.records)

    def faults(self, *, at_end: bool) -> list[str]:
        """Return what the office's own check finds."""
        return self.offices.ask(_office_states.faults)


class Import(_OfficeStep):
    """``beatwise office import``: the file is kept with its preview, then all of it comes in."""

    name = "import"

    def __init__(self, offices: Offices):
        super().__init__(offices)
        file = offices.table
        whole = offices.command("office", "import", str(file), "--by", PERFORMANCE)
        self.parts = (whole,)
        self.stages = ((), (offices.part(lambda: _keep(file)),), (whole,))
        self.promises = (0, 2)


class Freeze(_OfficeStep):
    """A pack is frozen, corrected and frozen again, as the steps of a meeting's page do."""

    name = "freeze"

    def __init__(self, offices: Offices):
        super().__init__(offices)
        steps = ("freeze", "correct", "freeze")
        self.parts = tuple(
            offices.part(lambda name=name, version=version: _take_step(name, version))
            for version, name in enumerate(steps, start=1)
        )
        self.stages = tuple(self.parts[:n] for n in range(len(steps) + 1))
        self.promises = tuple(range(len(steps) + 1))


class Worker(_OfficeStep):
    """``beatwise worker``: it makes files that were asked for; people see which are ready."""

    name = "worker"

    def __init__(self, offices: Offices):
        super().__init__(offices)
        self.parts = (offices.command("worker", "--until-empty"),)
        self.stages = ((), *((offices.part(lambda n=n: _do_jobs(n)),) for n in range(1, JOBS + 1)))
        self.promises = tuple(range(JOBS + 1))
        self.look = self._ready

    def _ready(self) -> int:
        question = "SELECT count(*) FROM jobs_export WHERE state = 'ready'"
        return self.offices.places.number("place", question)

    def state(self) -> object:
        """Return each file that was asked for, and what the history says of it."""
        return self.offices.ask(_office_states.exports)

    def faults(self, *, at_end: bool) -> list[str]:
        """Return also what is not ready and in no queue, and at the end what is not done."""
        return super().faults(at_end=at_end) + self.offices.ask(
            lambda: _office_states.lost_jobs(at_end)
        )


class Restore(_OfficeStep):
    """``beatwise office restore`` into an empty office: all of the backup, to the byte."""

    name = "restore"
    source = "empty"

    def __init__(self, offices: Offices):
        super().__init__(offices)
        words = ["office", "restore", str(offices.backup), "--key", str(offices.key)]
        self.parts = (offices.command(*words),)
        self.stages = ((), self.parts)

    def state(self) -> object:
        """Return the digest of every table."""
        return self.offices.ask(_office_states.digests)

    def faults(self, *, at_end: bool) -> list[str]:
        """Return what the check finds in what is there: an empty office has nobody to open it."""
        there = self.offices.ask(_office_states.digests)["history.change"]["rows"]
        return super().faults(at_end=at_end) if there or at_end else []


STEPS: tuple[type[_OfficeStep], ...] = (Import, Freeze, Worker, Restore)


def _run(words: list[str]) -> int:
    from beatwise.cli.main import run

    return run(words)


def _code_of(work: Callable[[], object]) -> int:
    """Do work and return its exit code: its own, or that of the error it was refused with."""
    from beatwise.errors import UserError

    try:
        code = work()
    except UserError as error:
        print(error)
        return error.exit_code
    return code if isinstance(code, int) else 0


def _bring_up() -> int:
    from beatwise.web.start import _bring_up_to_date

    _bring_up_to_date()
    return 0


def _table() -> str:
    rows = ["area,month,measure,value,is_printed_total,source"]
    for n, measure in enumerate(MEASURES):
        for area in range(1, AREAS + 1):
            for month in range(MONTHS):
                when = f"{2024 + month // 12}-{month % 12 + 1:02}"
                rows.append(f"Town {area},{when},{measure},{60 - 20 * n + month % 7},no,made up")
    return "\n".join([*rows, ""])


def _person(email: str) -> Any:
    from beatwise.web.accounts.models import Account

    return Account.objects.get(email=email)


def _make_account(email: str, role: str) -> None:
    from beatwise.web.accounts.actions import make

    make(email=email, role=role, password="a long horse battery staple 9", by=None)


def _fill_records() -> None:
    """Make decisions, a board with its meeting, and ask for files of the decisions."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.exports import listings
    from beatwise.web.exports.jobs import actions as exports
    from beatwise.web.history import audit
    from beatwise.web.meetings import boards
    from beatwise.web.registers import actions
    from beatwise.web.registers.models import Record
    from beatwise.web.registry import registry

    by, made = _person(GOVERNANCE), definition("decisions")
    values = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
    held = actions.hold(made, values, by)
    with audit.changing():
        rows = [actions.fresh(made, held, n) for n in range(1, RECORDS + 1)]
        Record.objects.bulk_create(rows, batch_size=500)
        audit.write_all([audit.Line("record.make", row.thing) for row in rows], by=by)
    given = {"name": "Board", "chair": "commissioner", "members": ["governance"],
             "frequency": "quarterly"}  # fmt: skip
    board = boards.make_board(values=given, by=by)
    boards.plan(board=board.number, values={"on": "2030-01-01"}, by=by)
    asked = {"register": "decisions"}
    listing = listings.listing_for(registry.listings["registers"], by, asked)
    for form in ("xlsx", "ods", "xlsx")[:JOBS]:
        exports.ask(name="registers", filters=asked, form=form, listing=listing, by=by)


def _keep(file: Path) -> int:
    from beatwise.web.paper_tables import actions
    from beatwise.web.paper_tables.import_options import ImportOptions

    content, by = file.read_bytes(), _person(PERFORMANCE)
    actions.keep(name=file.name, content=content, options=ImportOptions(), by=by)
    return 0


def _take_step(name: str, version: int) -> int:
    from beatwise.web.meetings import workflow

    subject = {"number": 1, "version": version, "by": _person(GOVERNANCE)}
    if name == "freeze":
        workflow.freeze(**subject, reasons={"*": "The board asked for it."})
    else:
        workflow.step(**subject, name=name, why="a slip")
    return 0


def _do_jobs(count: int) -> int:
    from beatwise.web.exports.jobs.work_queue import do_one

    return 0 if all([do_one("a drill") for _ in range(count)]) else 1
