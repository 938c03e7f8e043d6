"""Make a county whose truth we know and write it to a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from beatwise.simulation import CountySpec, county
from beatwise.simulation.patrols.response import MOVED
from beatwise.simulation.spec import Progress
from beatwise.simulation.write import is_occupied, same_county, write


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was made: the folder, its files and the numbers in it.

    ``new`` is false when the folder already held this very county.
    """

    folder: Path
    new: bool
    seed: int
    spec: CountySpec
    towns: tuple[str, ...]
    incidents: int
    prevented: int
    moved: int
    hot_spots: int
    patrolled: int
    visits: int
    pings: int
    files: tuple[str, ...]


def simulate(
    folder: Path, spec: CountySpec, seed: int, progress: Progress | None = None
) -> Simulated:
    """Make the county of ``spec`` and ``seed`` and write it to ``folder``.

    Raises ``UsageError`` for a negative seed, ``Conflict`` when the folder holds something else.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> from pathlib import Path
    >>> from beatwise.simulation import CountySpec
    >>> folder = Path(tempfile.mkdtemp()) / "county"
    >>> made = beatwise.simulate(folder, CountySpec(towns=1, months=12), seed=1)
    >>> made.towns, "police-uk" in {name.split("/")[0] for name in made.files}
    (('Pelbrook',), True)
    """
    if is_occupied(folder):
        same_county(folder, spec, seed)  # refuse before the work, not after it
    simulated_county = county(spec, seed, progress)
    on_disk = write(simulated_county, folder)
    happened = sum(int(h.happened.sum()) for h in simulated_county.histories)
    moved = sum(int((h.response.fate == MOVED).sum()) for h in simulated_county.histories)
    return Simulated(
        folder=on_disk.folder,
        new=on_disk.new,
        seed=seed,
        spec=spec,
        towns=tuple(h.town.name for h in simulated_county.histories),
        incidents=happened,
        prevented=sum(len(h.happened) for h in simulated_county.histories) - happened,
        moved=moved,
        hot_spots=len(simulated_county.hot_spots),
        patrolled=sum(hot.patrolled for hot in simulated_county.hot_spots),
        visits=sum(len(h.visits.start) for h in simulated_county.histories),
        pings=sum(len(h.pings.second) for h in simulated_county.histories),
        files=on_disk.files,
    )
