"""What is done in an office that is killed at it, a piece of work a function.

Django is imported inside them, once the process has entered the place that is spoilt.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


COMMISSIONING, FINANCE = "commissioning@office.example", "finance_officer@office.example"
GOVERNANCE, PERFORMANCE = "governance@office.example", "performance@office.example"
RECORDS, JOBS, AREAS, MONTHS, LINES = 100, 3, 2, 12, 9
MEASURES = ("modality_starts", "modality_ends_all", "successful_modality_end")


def run_command(words: list[str]) -> int:
    """Run a command in this process and return its exit code."""
    from beatwise.cli.main import run

    return run(words)


def code_of(work: Callable[[], object]) -> int:
    """Do work and return its exit code: its own, or that of the error it was refused with."""
    from beatwise.errors import UserError

    try:
        code = work()
    except UserError as error:
        print(error)
        return error.exit_code
    return code if isinstance(code, int) else 0


def bring_up() -> int:
    """Make or update the tables of an office."""
    from beatwise.web.start import _bring_up_to_date

    _bring_up_to_date()
    return 0


def table() -> str:
    """Return a file of monthly values, as CSV."""
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


def make_account(email: str, role: str) -> None:
    """Make an account that can be signed in to."""
    from beatwise.web.accounts.actions import make

    make(email=email, role=role, password="a long horse battery staple 9", by=None)


def fill_records() -> None:
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


def keep(file: Path) -> int:
    """Keep a file of values with its preview, and import nothing of it."""
    from beatwise.web.paper_tables import actions
    from beatwise.web.paper_tables.import_options import ImportOptions

    content, by = file.read_bytes(), _person(PERFORMANCE)
    actions.keep(name=file.name, content=content, options=ImportOptions(), by=by)
    return 0


def take_step(name: str, version: int) -> int:
    """Take a step of the first meeting's pack."""
    from beatwise.web.meetings import workflow

    subject = {"number": 1, "version": version, "by": _person(GOVERNANCE)}
    if name == "freeze":
        workflow.freeze(**subject, reasons={"*": "The board asked for it."})
    else:
        workflow.step(**subject, name=name, why="a slip")
    return 0


def do_jobs(count: int) -> int:
    """Make so many of the files that were asked for."""
    from beatwise.web.exports.jobs.work_queue import do_one

    return 0 if all([do_one("a drill") for _ in range(count)]) else 1


def bring_money() -> int:
    """Bring a table of money, to be imported by another person."""
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.imports import batches

    heads = "fund,receiver,area,year,allocated,committed,paid"
    rows = [f"Safety,Partnership {n},,2025/26,{n}00.50,{n}0,{n}.25" for n in range(1, LINES + 1)]
    content = "\n".join([heads, *rows, ""]).encode()
    by = _person(COMMISSIONING)
    batches.keep(MoneyTables(by.pk), name="money.csv", content=content, by=by)
    return 0


def import_money() -> int:
    """Import the table of money that waits, if one does."""
    from beatwise.web.funds.money_imports.importer import KIND, MoneyTables
    from beatwise.web.imports import batches
    from beatwise.web.imports.models import Batch

    batch = Batch.objects.filter(kind=KIND, state=Batch.PREVIEWED).order_by("pk").last()
    if batch is not None:
        batches.commit(MoneyTables(batch.by_id), batch=batch, by=_person(FINANCE))
    return 0
