"""``beatwise demo``: the main job on an invented county, and an office to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import JsonOption


if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from beatwise.journeys.demo import Demo
    from beatwise.publication.papers.figure_book import Result


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("demo")(demo)


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder to make it in.")
    ] = Path("demo"),
    as_json: JsonOption = False,
) -> None:
    """Make an invented county, find its hot spots, brief each town, and fill an office."""
    import datetime as dt
    from functools import partial

    from beatwise.cli.hotspots.towns_words import show
    from beatwise.cli.office.office_start import has_web
    from beatwise.cli.output import print_json, progress, say
    from beatwise.clock import LONDON
    from beatwise.journeys import demo as journey

    day = dt.datetime.now(LONDON).date()
    with progress("Demo") as advance:
        result = journey.demo(out, advance, today=day, office=partial(_records, day=day))
    office = out / "office" if has_web() else None
    if as_json:
        print_json(
            {
                "folder": str(result.folder),
                "workspace": str(result.workspace.path),
                "lists": [str(path) for path in result.lists],
                "briefs": [str(brief.path) for brief in result.briefs],
                "delivery": str(result.delivery),
                "paper": str(result.paper),
                "office": str(office) if office else None,
            }
        )
        return
    show(result.towns, workspace=result.workspace.path)
    say("")
    say(f"An invented county is in {result.folder}: every town, street and incident is made up.")
    say(f"  {len(result.lists)} frozen lists of hot spots in {result.folder / 'lists'}")
    say(f"  {len(result.briefs)} pages, PDFs and sheets in {result.folder / 'briefs'}")
    say(f"  two weeks of patrols, planned, walked and measured: {result.delivery / 'report.html'}")
    say(f"  the answer to a panel's request, as page, PDF and Word: {result.paper}")
    first = next(brief.path for brief in result.briefs if brief.path.suffix == ".html")
    say(f"  Look at {first} in a browser, or at what is there and what is missing:")
    say(f"  beatwise ledger --workspace {result.workspace.path}")
    if office is None:
        say("Next: python -m pip install 'beatwise[web]' for the office, then beatwise demo again")
        return
    say(
        f"An office is in {office}: a plan, its measures and actions, a board, and the patrols "
        "as they were walked, made up too."
    )
    usual = out == Path("demo") and Path("Makefile").exists()
    say(f"Next: {'make serve' if usual else f'beatwise serve --workspace {office}'}")


def _records(county: Demo, *, day: dt.date) -> Mapping[str, Result]:
    """Fill an office with what the demo made; return what it has on record on a day."""
    towns = [area.label for area in county.workspace.areas("towns")]
    if _office(county.folder / "office", towns) is None:
        return {}
    hand_in_patrols(county.folder)
    from beatwise.web.paper_figures.office_book import office_results

    return office_results(day)


def _office(place: Path, towns: list[str]) -> Path | None:
    """Fill an office beside the county, once; ``None`` where its packages are not installed."""
    import os

    from beatwise.cli.office.office_start import has_web
    from beatwise.cli.output import say

    if not has_web():
        return None
    os.environ.pop("BEATWISE_DATABASE_URL", None)  # a demo is never made in somebody's database
    place.mkdir(exist_ok=True)
    from beatwise.web.start import start

    start(place)
    from beatwise.web.keeping.demo.demo_office import accounts_of_demo, populate

    if accounts_of_demo():
        say(f"The office in {place} was there and is left as it is.")
    else:
        say("Filling a demo office")
        populate(towns)
    return place


def hand_in_patrols(folder: Path) -> None:
    """Send to the demo's office, which was started, what was walked of its plan, once."""
    from beatwise.journeys.demo_walk import walkers
    from beatwise.web.keeping.demo import demo_office, demo_patrols
    from beatwise.web.patrols import selectors

    if selectors.programmes().exists():
        return
    walk = demo_patrols.DemoWalk(
        (folder / "plan" / "plan.json").read_bytes(),
        walkers(folder),
        {file.name: file.read_bytes() for file in (folder / "walked").iterdir()},
        (folder / "delivery" / "fidelity.json").read_bytes(),
    )
    demo_patrols.fill(
        walk, officer=demo_office.person("governance"), analyst=demo_office.person("performance")
    )
