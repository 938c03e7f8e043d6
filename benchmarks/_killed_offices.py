"""Steps of an office that are killed: imports, a freeze, the worker at its jobs, a restore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import _office_states
from benchmarks._forks import Part, answer_of
from benchmarks._office_places import Places
from benchmarks._office_work import (
    COMMISSIONING,
    FINANCE,
    GOVERNANCE,
    JOBS,
    PERFORMANCE,
    bring_money,
    bring_up,
    code_of,
    do_jobs,
    fill_records,
    import_money,
    keep,
    make_account,
    run_command,
    table,
    take_step,
)


class Offices:
    """A sound office, its backup and an empty one, on one engine; and a place to spoil."""

    def __init__(self, folder: Path, server: str | None):
        self.places = Places(folder, server)
        self.table, self.backup = folder / "cstr_monthly.csv", folder / "office.zip"
        for name in ("sound", "empty"):
            self.places.make(name)
        self.table.write_text(table(), "utf-8")
        answer_of(lambda: self._in("empty", bring_up))
        answer_of(lambda: self._in("sound", self._fill))
        self.key = self.places.workspace("sound") / "office" / "signing.pub"

    def ask(self, work: Callable[[], object]) -> Any:
        """Return what work gives on the place that is spoilt."""
        self.places.wait_until_alone("place")
        return answer_of(lambda: self._in("place", work))

    def command(self, *words: str) -> Part:
        """Return a command on the place that is spoilt, as a part of a step."""
        place = str(self.places.workspace("place"))
        return self.part(lambda: run_command([*words, "--workspace", place, "--json"]))

    def part(self, work: Callable[[], object]) -> Part:
        """Return work on the place that is spoilt, as a part of a step."""
        return lambda: self._in("place", lambda: code_of(work))

    def _in(self, name: str, work: Callable[[], Any]) -> Any:
        self.places.enter(name)
        return work()

    def _fill(self) -> int:
        bring_up()
        for email in (GOVERNANCE, PERFORMANCE, COMMISSIONING, FINANCE):
            make_account(email, email.partition("@")[0])
        fill_records()
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
        self.stages = ((), (offices.part(lambda: keep(file)),), (whole,))
        self.promises = (0, 2)


class Money(_OfficeStep):
    """A table of money: one person brings it, another imports it, entry by entry or not at all."""

    name = "money"

    def __init__(self, offices: Offices):
        super().__init__(offices)
        self.parts = (offices.part(bring_money), offices.part(import_money))
        self.stages = tuple(self.parts[:n] for n in range(3))
        self.promises = (0, 1, 2)


class Freeze(_OfficeStep):
    """A pack is frozen, corrected and frozen again, as the steps of a meeting's page do."""

    name = "freeze"

    def __init__(self, offices: Offices):
        super().__init__(offices)
        steps = ("freeze", "correct", "freeze")
        self.parts = tuple(
            offices.part(lambda name=name, version=version: take_step(name, version))
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
        self.stages = ((), *((offices.part(lambda n=n: do_jobs(n)),) for n in range(1, JOBS + 1)))
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


STEPS: tuple[type[_OfficeStep], ...] = (Import, Money, Freeze, Worker, Restore)
