"""``beatwise reconcile``: which figures of a paper do not follow from the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import JsonOption


if TYPE_CHECKING:
    from beatwise.accountability.reconcile.papers.check_paper import PaperCheck
    from beatwise.accountability.reconcile.papers.figure_comparison import Comparison


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("reconcile")(reconcile)


def reconcile(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="CSV, XLSX, ODS, Word, HTML, PDF or text files."),
    ],
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 12 when a figure surely does not follow.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check that the totals, shares, changes and dates that papers print follow from each other.

    Nothing is corrected. What could be read in two ways is marked as possible.
    """
    from beatwise.accountability.reconcile.papers import check_json
    from beatwise.cli.output import print_json, progress
    from beatwise.journeys.papers.reconcile import reconcile_files

    with progress("Reading papers") as advance:
        checks = reconcile_files(files, advance)
    if as_json:
        print_json(check_json.as_json(checks))
    else:
        for check in checks:
            _tell_check(check)
    if strict:
        _refuse(checks)


def _tell_check(check: PaperCheck) -> None:
    print(f"{check.name}: {_head(check)}.")
    for each in check.findings:
        print(_words(each))
    for left_out in check.unread:
        print(f"  line {left_out.line}: {left_out.what} was not checked: {left_out.why}.")


def _head(check: PaperCheck) -> str:
    if not check.comparisons:
        return "nothing was compared; no total, share or difference was found in it"
    rounding = sum(each.verdict == "rounding" for each in check.comparisons)
    return f"{len(check.findings)} of {len(check.comparisons)} figures do not follow" + (
        f"; {rounding} differ by no more than rounding" if rounding else ""
    )


def _words(each: Comparison) -> str:
    place = ", ".join(filter(None, (f"line {each.line}", each.table, each.cell)))
    doubt = " (possible)" if each.verdict == "possible" else ""
    return (
        f"  {place}\n    {each.rule}{doubt}: printed {each.printed}, "
        f"recomputed {each.recomputed}. {each.explanation}"
    )


def _refuse(checks: list[PaperCheck]) -> None:
    from beatwise.errors import Refused

    certain = [
        (check.name, each)
        for check in checks
        for each in check.findings
        if each.verdict == "certain"
    ]
    if certain:
        name, first = certain[0]
        raise Refused(
            f"{len(certain)} printed figures do not follow from the others; the first is "
            f"{first.printed} for {first.recomputed}.",
            place=f"{name}, line {first.line}",
            next_step="Correct them, or print a note beside each.",
        )
