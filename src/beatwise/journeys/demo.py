"""The demo: an invented county, gathered, searched and written up, as a first look at the loop."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.clock import LONDON, MonthRange
from beatwise.errors import Conflict
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    from beatwise.hotspots.towns.between_towns import BetweenTowns
    from beatwise.journeys.hotspots.brief import BriefFile
    from beatwise.publication.papers.figure_book import Result

Progress = Callable[[int, int, str], None]
TRAIN, SCORE = MonthRange.parse("2025-01:2025-09"), MonthRange.parse("2025-10:2025-12")
TYPES = ("anti-social-behaviour", "shoplifting")
HOURS = 400
SEED = 1
TOWNS_WALKED = 2


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made: its folder, the towns compared, every file written, the patrols' report.

    ``delivery`` is the folder of what was walked of a plan for the first towns, ``paper`` the page
    that answers a panel's request about them.
    """

    folder: Path
    workspace: Workspace
    towns: BetweenTowns
    lists: tuple[Path, ...]
    briefs: tuple[BriefFile, ...]
    delivery: Path
    paper: Path


def demo(
    folder: Path,
    progress: Progress = lambda done, total, words: None,
    *,
    number: int = 5,
    today: dt.date | None = None,
    office: Callable[[Demo], Mapping[str, Result]] | None = None,
) -> Demo:
    """Make a county of ``number`` towns, find its hot spots and write a brief for each town.

    Its patrols are of last week and of this one, the week of ``today``. A second run in the same
    folder finds everything standing and writes the same bytes. Raises ``Conflict`` when the folder
    holds something else.
    """
    from beatwise.journeys.demo_paper import panel_paper
    from beatwise.journeys.demo_walk import walked_programme
    from beatwise.journeys.hotspots.brief import write_briefs
    from beatwise.journeys.hotspots.find import find
    from beatwise.journeys.hotspots.towns import towns

    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise Conflict("that is a file.", place=str(folder), next_step="Name another --out.")
    workspace = gathered_county(folder, towns=number, months=36, effect=20, progress=progress)
    progress(5, 9, "comparing the towns")
    shared = towns(workspace, TYPES, HOURS, layer="towns", train=TRAIN)
    labels = [f"towns:{area.label}" for area in workspace.areas("towns")]
    lists = []
    for label in labels:
        name = f"{label.partition(':')[2]}.geojson".lower().replace(" ", "-")
        lists.append(folder / "lists" / name)
        find(workspace, label, TYPES, TRAIN, SCORE, out=lists[-1])
    progress(6, 9, "writing the briefs")
    briefs = write_briefs(
        workspace, labels, folder / "briefs", types=TYPES, train=TRAIN, score=SCORE
    )
    progress(7, 9, "walking and measuring two weeks of patrols")
    day = today or dt.datetime.now(LONDON).date()
    delivery = walked_programme(folder, lists[:TOWNS_WALKED], SEED, day)
    progress(8, 9, "writing the answer to the panel")
    page = folder / "paper" / "panel-request.html"
    county = Demo(folder, workspace, shared, tuple(lists), briefs, delivery, page)
    records = partial(office, county) if office else None
    panel_paper(workspace, page.parent, shared, lists, delivery, day, records)
    progress(9, 9, "done")
    return county


def gathered_county(
    folder: Path,
    *,
    towns: int = 1,
    months: int = 24,
    effect: float = 0,
    seed: int = SEED,
    progress: Progress = lambda done, total, words: None,
) -> Workspace:
    """Simulate a county into ``folder/county`` and gather it all into ``folder/workspace``."""
    from beatwise.journeys.gather.areas import gather_areas
    from beatwise.journeys.gather.events import gather_events
    from beatwise.journeys.gather.incidents import gather_incidents
    from beatwise.journeys.gather.police_uk import gather_police_uk
    from beatwise.journeys.gather.streets import gather_streets
    from beatwise.journeys.simulate import simulate
    from beatwise.simulation import CountySpec

    folder = Path(folder)
    county, place = folder / "county", folder / "workspace"
    folder.mkdir(parents=True, exist_ok=True)
    progress(0, 9, "making an invented county")
    simulate(county, CountySpec(towns=towns, months=months, effect=effect), seed)
    if (place / "catalogue.json").exists():
        workspace = Workspace.open(place)
    else:
        workspace = Workspace.create(place, "An invented county")
    progress(1, 9, "gathering police.uk months")
    gather_police_uk(workspace, [county / "police-uk"])
    progress(2, 9, "gathering areas and streets")
    areas = county / "areas"
    for layer in ("towns", "town-centres"):
        gather_areas(workspace, [areas / f"{layer}.geojson"], "name", id_field="id", layer=layer)
    gather_streets(workspace, county / "streets.geojson")
    progress(3, 9, "gathering events")
    gather_events(workspace, county / "events.csv")
    progress(4, 9, "gathering timed incidents")
    gather_incidents(workspace, county / "incidents.csv", county / "incidents-mapping.toml")
    return Workspace.open(place)


@cache
def example() -> Workspace:
    """Return a small invented county in a temporary folder: one town, two years, all gathered.

    It takes about two seconds the first time and is the same county every time.

    Examples
    --------
    >>> import beatwise
    >>> workspace = beatwise.example()
    >>> [area.label for area in workspace.areas("towns")]
    ['Pelbrook']
    >>> print(workspace.months()[0], workspace.months()[-1])
    2024-01 2025-12
    """
    return gathered_county(Path(tempfile.mkdtemp(prefix="beatwise-example-")))
