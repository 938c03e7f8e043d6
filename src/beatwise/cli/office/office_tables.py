"""``beatwise office import``: import a table by its layout, as the office's screens do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption, with_workspace
from beatwise.plurals import counted


if TYPE_CHECKING:  # the office's packages may be missing until a command needs them
    from beatwise.accountability.reconcile.finding import Finding
    from beatwise.web.accounts.models import Account
    from beatwise.web.paper_tables.import_options import ImportOptions
    from beatwise.web.paper_tables.models import Disagreement
    from beatwise.web.paper_tables.outcome import Outcome


ByOption = Annotated[
    str,
    typer.Option("--by", help="The work address of the account that does it.", show_default=False),
]


def add(group: typer.Typer) -> None:
    """Add the commands to ``beatwise office``."""
    group.command("import")(import_table)
    group.command("undo-import")(undo_import)
    group.command("layouts")(list_layouts)


def import_table(
    file: Annotated[Path, typer.Argument(help="A CSV, OpenDocument or Excel file.")],
    by: ByOption,
    layout: Annotated[
        str,
        typer.Option(help="A layout's name or file; recognised by the headings when left out."),
    ] = "",
    period: Annotated[
        str, typer.Option(help="Period of a printed dashboard's latest values: 2025, 2025/26 Q3.")
    ] = "",
    counted_on: Annotated[
        str, typer.Option(help="Day of its values that were counted on a day: 2025-12-31.")
    ] = "",
    vintage: Annotated[
        str, typer.Option(help="The day on which the values were known so: 2026-01-21.")
    ] = "",
    reason: Annotated[
        str, typer.Option(help="Why the rows that are asked about are right; kept with them.")
    ] = "",
    dates: Annotated[
        str,
        typer.Option(
            "--dates",
            metavar="day-first|month-first",
            help="Which comes first in dates that can be read both ways, such as 3/4/2026.",
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Import a table by its layout, whole or not at all, and work it out again.

    A wrong row is reported with its row and column (exit code 10), and nothing is imported.
    """
    person = person_of(workspace, by)
    from beatwise.web.imports import batches
    from beatwise.web.paper_tables import actions, disagreements

    options, content = _options(layout, period, counted_on, vintage, dates), _read(file)
    outcome = actions.look(name=file.name, content=content, options=options, by=person)
    if outcome.doubts:
        raise batches.unsaid(
            outcome.doubts, str(file), "Say with --dates day-first or --dates month-first"
        )
    if outcome.wrong:
        _refuse(file, outcome)
    if dry_run:
        disagrees = disagreements.in_preview(outcome)
        _report(file, outcome, disagrees, None, as_json=as_json, workspace=workspace)
        return

    batch = actions.keep(name=file.name, content=content, options=options, by=person)
    actions.take_in(batch=batch, by=person, reason=reason)
    _report(
        file,
        outcome,
        disagreements.of_batch(batch.pk),
        batch.pk,
        as_json=as_json,
        workspace=workspace,
    )


def undo_import(
    key: Annotated[int, typer.Argument(help="The import's number, as it was printed.")],
    by: ByOption,
    why: Annotated[str, typer.Option(help="Kept in the history.", show_default=False)],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Remove everything that an import brought."""
    person = person_of(workspace, by)
    from beatwise.cli.output import print_json
    from beatwise.web.imports import batches
    from beatwise.web.paper_tables import actions
    from beatwise.web.paper_tables.importer import KIND

    batch = actions.take_back(batch=batches.one(KIND, key), why=why, by=person)
    if as_json:
        print_json({"import": batch.pk, "file": batch.name, "state": batch.state})
    else:
        print(f"Undid import {batch.pk} of {batch.name}: {batch.touched} things taken out.")


def list_layouts(as_json: JsonOption = False) -> None:
    """List the layouts that come with Beatwise."""
    from beatwise.accountability.tables.layout import load, names
    from beatwise.cli.output import print_json

    every = [load(name) for name in names()]
    if as_json:
        keys = ("name", "title", "makes", "note")
        rows = [{key: getattr(each, key) for key in keys} for each in every]
        print_json(
            [{**row, "headings": list(e.headings)} for row, e in zip(rows, every, strict=True)]
        )
        return
    for each in every:
        print(f"{each.name:<24} {each.makes:<13} {each.title}")


def person_of(workspace: Path, by: str) -> Account:
    """Return the account that acts; its role decides what it may do, as on the screens."""
    from beatwise.cli.office.office_start import start
    from beatwise.errors import MissingData

    start(workspace, there=True)
    from beatwise.web.accounts.models import Account

    account = Account.objects.filter(email__iexact=by.strip(), is_active=True).first()
    if account is None:
        raise MissingData(
            "the office has no open account with this address.",
            place=by,
            next_step="Give the work address of an account; make the first one with: "
            f"{with_workspace('beatwise office create-admin', workspace)}",
        )
    return account


def _options(layout: str, period: str, counted_on: str, vintage: str, dates: str) -> ImportOptions:
    from beatwise.accountability.tables.layout import names
    from beatwise.cell_text.day_order import DayOrder
    from beatwise.errors import UsageError
    from beatwise.web.paper_tables.import_options import LONGEST, ImportOptions

    if dates not in ("", DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST):
        raise UsageError(
            f"'{dates}' is not a way to write dates.",
            place="--dates",
            next_step="Use day-first or month-first.",
        )
    questions = {"period": period, "counted_on": counted_on, "vintage": vintage}
    answers = {name: words for name, words in questions.items() if words}
    own = Path(layout)
    if layout and layout not in names() and own.is_file():
        text = own.read_bytes()[: LONGEST + 1].decode("utf-8", errors="replace")
        return ImportOptions(text=text, answers=answers, dates=dates)
    return ImportOptions(layout=layout, answers=answers, dates=dates)


def _read(file: Path) -> bytes:
    from beatwise.errors import MissingData
    from beatwise.web.imports.file_types import LARGEST

    if not file.is_file():
        raise MissingData("there is no such file.", place=str(file), next_step="Check its name.")
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _refuse(file: Path, outcome: Outcome) -> None:
    from beatwise.cli.output import say
    from beatwise.errors import BadInput

    for each in outcome.wrong[:50]:
        where = f"row {each.row}" if each.row else "the file"
        column = f", column {each.column}" if each.column else ""
        say(f"{where}{column}: {each.words}")
    first = outcome.wrong[0]
    row = f", row {first.row}" if first.row else ""
    raise BadInput(
        f"{counted(len(outcome.wrong), 'row')} {'is' if len(outcome.wrong) == 1 else 'are'} "
        f"wrong, so nothing was imported. {first.words}",
        place=f"{file}{row}{f', {first.column}' if first.column else ''}",
        next_step="Correct them, or choose another layout with --layout.",
    )


def _report(
    file: Path,
    outcome: Outcome,
    disagrees: Iterable[Finding | Disagreement],
    key: int | None,
    *,
    as_json: bool,
    workspace: Path,
) -> None:
    from beatwise.cli.output import print_json
    from beatwise.web.paper_tables import presenter

    layout = outcome.layout
    assert layout is not None  # a table without a layout was refused before
    report = {
        "import": key,
        "file": str(file.name),
        "layout": layout.name,
        "makes": layout.makes,
        "table": outcome.table,
        "new": len(outcome.new),
        "changed": len(outcome.changed),
        "same": outcome.same,
        "measures_defined": len(outcome.define),
        "left_out": presenter.left_out(outcome.left_out),
        "directions_differ": sum(b.direction != b.ruled for b in outcome.beside if b.direction),
        "disagreements": presenter.disagreements(disagrees),
        "told": list(outcome.notes),
    }
    if as_json:
        print_json(report)
        return
    verb = "would come in" if key is None else "came in"
    print(f"{file.name}: read by the layout {report['layout']}; {report['new']} {verb}, "
          f"{report['same']} were there already.")  # fmt: skip
    for words in outcome.notes:
        print(f"  {words}")
    for each in presenter.left_out(outcome.left_out):
        print(
            f"  left out: {counted(int(str(each['count'])), 'row')} ({each['rows']}): {each['why']}"
        )
    for each in presenter.disagreements(disagrees):
        row = f", {each['row']}" if each["row"] else ""
        print(f"  does not agree: {each['table']}{row}: {each['check']}: printed "
              f"{each['printed']}, recomputed {each['recomputed']}")  # fmt: skip
    if key is not None:
        undo = with_workspace(f"beatwise office undo-import {key} --by … --why …", workspace)
        print(f"Import {key}. To take it back: {undo}")
