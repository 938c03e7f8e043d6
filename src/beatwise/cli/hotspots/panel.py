"""``beatwise panel``: counts by area, month and type as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    ClusterOption,
    JsonOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)
from beatwise.plurals import counted


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.panel_files import PanelFile


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("panel")(panel)


def panel(
    out: Annotated[
        Path, typer.Option("--out", help="The file to write: .csv, .parquet, .xlsx or .ods.")
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option("--type", help="police.uk category or slug; repeatable; else all."),
    ] = None,
    force: Annotated[
        list[str] | None, typer.Option("--force", help="Only this force; repeatable.")
    ] = None,
    months: Annotated[
        str | None, typer.Option("--months", help="YYYY-MM:YYYY-MM; else all gathered.")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="lsoa (codes of 2021), or a gathered layer of areas.")
    ] = "lsoa",
    without: WithoutOption = None,
    cluster: ClusterOption = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write counts by area, month and type; a missing month is absent, never zero."""
    from beatwise.cli.output import print_json
    from beatwise.clock import MonthRange
    from beatwise.compute.cluster_option import spread_over
    from beatwise.journeys.hotspots import panel_json
    from beatwise.journeys.hotspots.panel import write_panel

    opened = open_without(workspace, without)
    with spread_over(cluster) as spread:
        done = write_panel(
            opened,
            out,
            types=kind or (),
            forces=force or (),
            months=MonthRange.parse(months) if months else None,
            by=by,
            spread=spread if cluster else None,
        )
    if as_json:
        print_json(panel_json.as_json(done))
    else:
        _print(done)


def _print(done: PanelFile) -> None:
    from beatwise.cli.output import say

    print(
        f"Wrote {done.file}: {counted(done.areas, 'area')}, {counted(len(done.months), 'month')}, "
        f"{counted(len(done.types), 'type')}, {counted(done.lines, 'line')}."
    )
    print("Rows: " + ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in done.rows.items()))
    if done.missing:
        months = ", ".join(f"{line['force']} {line['month']}" for line in done.missing[:6])
        more = f" and {len(done.missing) - 6} more" if len(done.missing) > 6 else ""
        print(f"Missing, and so absent from the file: {months}{more}.")
    for note in done.records:
        say(note)
    for line in done.partly_gathered:
        say(f"{line['label']}: {line['note']}")
    if done.not_gathered:
        names = ", ".join(str(line["label"]) for line in done.not_gathered[:6])
        count = len(done.not_gathered)
        more = f" and {count - 6:,} more" if count > 6 else ""
        say(
            f"Not on the ground of a gathered force (by {done.decided_by}), and so absent, never "
            f"zero: {counted(count, 'area')} ({names}{more})."
        )
