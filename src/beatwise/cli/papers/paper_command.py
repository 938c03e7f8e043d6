"""``beatwise paper``: write a paper from a recipe, saved results and the office's records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption


if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from beatwise.publication.papers.figure_book import Result


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("paper")(paper)


def paper(
    recipe: Annotated[
        str,
        typer.Option(
            "--recipe",
            metavar="NAME|FILE",
            help="panel-request, plan-delivery-update, quarterly-update, contact-demand, "
            "neighbourhood-policing, annual-report, delivery-report, evaluation-report, or a "
            "recipe of your own (TOML).",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")],
    results: Annotated[
        list[str] | None,
        typer.Option(
            "--result",
            metavar="NAME=FILE",
            help="A result as JSON, by the name the recipe uses: find, options, design …; "
            "repeatable.",
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="The office's own paragraphs (TOML)."),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="The date of the report, YYYY-MM-DD; or today.")
    ] = None,
    quarter: Annotated[
        str, typer.Option(help="The quarter of a paper from the office, 2025/26 Q3; or the last.")
    ] = "",
    note: Annotated[
        str, typer.Option(metavar="WHY", help="What is known of figures that do not follow.")
    ] = "",
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write a paper whose figures are references to results and to the office's records.

    What has no record is said.
    """
    import datetime as dt

    from beatwise.cli.output import print_json
    from beatwise.journeys.papers.saved_results import FOLDER
    from beatwise.journeys.papers.write_paper import write_paper

    day = _day(date) if date else dt.date.today()
    result = write_paper(
        recipe,
        out,
        results=_by_name(results or []),
        answers=answers,
        date=day,
        office=lambda: _office(workspace, day, quarter),
        saved=workspace / FOLDER,
        note=note,
    )
    if as_json:
        print_json(
            {
                "out": str(out),
                "files": [path.name for path in result.files],
                "no_record": list(result.gaps),
                "warnings": list(result.warnings),
                "figures_checked": len(result.check.comparisons),
            }
        )
        return
    for gap in result.gaps:
        print(f"No record: {gap}")
    for warning in result.warnings:
        print(f"Note: {warning}")
    print(f"{len(result.check.comparisons)} figures follow from each other.")
    print(f"Read {result.files[0]}")


def _office(workspace: Path, day: dt.date, quarter: str) -> Mapping[str, Result]:
    from beatwise.accountability.measures.period import Period
    from beatwise.cli.office.office_start import start

    start(workspace, there=True)
    from beatwise.web.paper_figures.office_book import office_results

    return office_results(day, Period.parse(quarter) if quarter else None)


def _day(text: str) -> dt.date:
    import datetime as dt

    from beatwise.errors import UsageError

    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is no day.", next_step="Write: --date 2026-06-15") from error


def _by_name(words: list[str]) -> dict[str, Path]:
    from beatwise.errors import UsageError

    by_name = {}
    for word in words:
        name, sign, path = word.partition("=")
        if not (name and sign and path):
            raise UsageError(
                f"'{word}' is not NAME=FILE.", next_step="Write: --result find=find.json"
            )
        by_name[name] = Path(path)
    return by_name
