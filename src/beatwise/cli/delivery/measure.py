"""``beatwise measure``: what was walked of a plan, and on what evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import JsonOption
from beatwise.cli.planning.planning_options import OutOption


if TYPE_CHECKING:
    from beatwise.journeys.delivery.measure import DeliveryResult


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("measure")(measure)


def _file(name: str, words: str) -> object:
    return typer.Option(name, metavar="FILE", help=words)


def measure(
    plan: Annotated[
        Path, typer.Option("--plan", metavar="DIR", help="The folder that beatwise plan wrote.")
    ],
    out: OutOption,
    tracks: Annotated[
        list[Path] | None,
        typer.Option(
            "--tracks",
            metavar="FILE",
            help="Positions: GPX, GeoJSON, CSV, OwnTracks, Overland, Traccar, Parquet, or a folder "
            "of them; repeatable.",
        ),
    ] = None,
    mapping: Annotated[Path | None, _file("--mapping", "Names of unusual columns (TOML).")] = None,
    devices: Annotated[
        Path | None, _file("--devices", "Partner, people and clock of each device (TOML or CSV).")
    ] = None,
    shifts: Annotated[
        Path | None, _file("--shifts", "When each device was on patrol (CSV).")
    ] = None,
    check_ins: Annotated[
        Path | None, _file("--checkins", "Check-ins with foreground GPS (CSV).")
    ] = None,
    returns: Annotated[
        Path | None, _file("--returns", "Hours that supervisors returned (CSV).")
    ] = None,
    abstractions: Annotated[
        Path | None, _file("--abstractions", "Hours taken away, with reasons (CSV).")
    ] = None,
    rule: Annotated[Path | None, _file("--rule", "Thresholds of your own (TOML).")] = None,
    funder_template: Annotated[
        Path | None, _file("--funder-template", "Columns of the funder's return (TOML).")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", help="First day, YYYY-MM-DD.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day, included.")] = None,
    target: Annotated[
        float | None, typer.Option("--target", metavar="HOURS", help="Patrol hours for the year.")
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            "--earlier",
            metavar="DIR",
            help="An earlier measurement, whose hours count for the year's target; repeatable.",
        ),
    ] = None,
    cost: Annotated[
        float | None, typer.Option("--cost", metavar="POUNDS", help="What the period cost.")
    ] = None,
    options: Annotated[
        Path | None, _file("--options", "The options.json of an appraisal, for the cost.")
    ] = None,
    option: Annotated[
        str, typer.Option("--option", metavar="ID", help="Which of its options was walked.")
    ] = "",
    invoices: Annotated[
        Path | None, _file("--invoices", "A contract's invoices by month and lot (CSV).")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure patrols delivered against a plan: visits, dosage, fidelity, with every gap shown."""
    import datetime as dt

    from beatwise.cli.output import print_json
    from beatwise.journeys.delivery.measure import measure as run
    from beatwise.planning.dates import day_of

    result = run(
        plan,
        tracks=tracks or (),
        mapping=mapping,
        devices=devices,
        shifts=shifts,
        check_ins=check_ins,
        returns=returns,
        abstractions=abstractions,
        rule=rule,
        funder_template=funder_template,
        first=None if first is None else day_of(first, place="--from"),
        last=None if last is None else day_of(last, place="--to"),
        target=target,
        earlier=earlier or (),
        cost=cost,
        options=options,
        option=option,
        invoices=invoices,
        now=dt.datetime.now(dt.UTC),
        out=out,
    )
    if as_json:
        print_json(result.as_json())
        return
    _report(result, out)


def _report(result: DeliveryResult, out: Path) -> None:
    from beatwise.cli.output import say, tell
    from beatwise.publication.delivery.fidelity_report import main_points

    for sentence in main_points(result.summary):
        tell(sentence)
    say(f"Wrote {len(result.files)} files to {out}: open {out / 'report.html'}.")
    say(f"Next: beatwise evaluate … --visits {out / 'visits.csv'}")
