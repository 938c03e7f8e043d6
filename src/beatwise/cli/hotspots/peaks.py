"""``beatwise peaks``: in which hours of the week incidents gather."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    JsonOption,
    SeedOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("peaks")(peaks)


def peaks(
    area: Annotated[list[str], typer.Option("--area", metavar="LABEL", help="Area; repeatable.")],
    kind: Annotated[
        list[str], typer.Option("--type", metavar="TYPE", help="Incident type; repeatable.")
    ],
    hotspots: Annotated[
        Path | None,
        typer.Option(
            "--hotspots", metavar="FILE", help="The list beatwise find wrote, for each one's peak."
        ),
    ] = None,
    share: Annotated[
        float, typer.Option("--share", help="What the daily peak must hold, 0 to 1.")
    ] = 0.5,
    limit_hours: Annotated[
        float, typer.Option("--limit-hours", help="Longest span of time that is placed, hours.")
    ] = 24.0,
    minimum: Annotated[
        int, typer.Option("--minimum", help="Fewest placed incidents for a peak of their own.")
    ] = 30,
    without: WithoutOption = None,
    seed: SeedOption = 0,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Find the hours of the day and week in which incidents gather. Needs incidents with times."""
    from beatwise.cli.output import print_json
    from beatwise.hotspots.peaks.peak_times import Settings
    from beatwise.journeys.hotspots.peaks import as_json as run_as_json
    from beatwise.journeys.hotspots.peaks import find_peaks
    from beatwise.publication.town.peak_table import as_text
    from beatwise.records.odd_months.record_sentences import left_out_sentences

    settings = Settings(limit_hours=limit_hours, share=share, minimum=minimum, seed=seed)
    opened = open_without(workspace, without)
    runs = find_peaks(opened, area, kind, settings=settings, hotspots=hotspots)
    if as_json:
        documents = [run_as_json(run) for run in runs]
        print_json(documents[0] if len(documents) == 1 else {"runs": documents})
        return
    for run in runs:
        title = f"{run.area.label}: {', '.join(run.types)}"
        print(as_text(run.peak, title=title, per_hotspot=run.per_hotspot))
        if run.no_place:
            print(f"Not looked for: {run.no_place} of these types, in any area, have no location.")
        for sentence in left_out_sentences(run.left_out):
            print(sentence)
        print()
