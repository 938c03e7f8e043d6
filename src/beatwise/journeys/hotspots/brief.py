"""Brief: from a workspace to the files that a councillor, a sergeant and an analyst read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData, Refused
from beatwise.hotspots.peaks.peak_times import Settings
from beatwise.hotspots.shortlist.frozen_list_json import frozen_bytes
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.journeys.home_forces.home_ground import home_ground, home_months, partly_gathered
from beatwise.journeys.hotspots import town_findings
from beatwise.journeys.hotspots.area_incidents import asked_types, no_months
from beatwise.journeys.hotspots.find import ListRequest, find_in
from beatwise.journeys.hotspots.mapping.gathered_ground import bounds_around
from beatwise.journeys.hotspots.peaks import find_peaks
from beatwise.publication.findings import TownFindings
from beatwise.publication.maps.backdrop import MARGIN_M, backdrop
from beatwise.publication.town.brief_files import TownFileNames, list_file, packet
from beatwise.publication.town.peak_words import peak_sentence
from beatwise.publication.town.periods import usual_periods
from beatwise.records.absent_types import absent_sentences
from beatwise.records.crime_types import ASB
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


if TYPE_CHECKING:
    from beatwise.places.areas import Area
    from beatwise.places.units import UnitKind


USUAL_TYPES = (ASB, "shoplifting")


@dataclass(frozen=True, slots=True)
class BriefFile:
    """One file that was written: for which area, where, its hash and its size in bytes."""

    area: str
    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What is asked of a brief, whatever the town; the meaning of each is that of ``find``."""

    types: tuple[str, ...] = USUAL_TYPES
    train: MonthRange | None = None
    score: MonthRange | None = None
    unit: str = "hex"
    size_m: float | None = None
    count: int = 5
    seed: int = 0
    why: str | None = None


def write_briefs(
    workspace: Workspace | Path | str,
    areas: Sequence[str],
    out: Path | str,
    *,
    types: Sequence[str] = USUAL_TYPES,
    train: MonthRange | None = None,
    score: MonthRange | None = None,
    unit: UnitKind = "hex",
    size_m: float | None = None,
    count: int = 5,
    seed: int = 0,
    why: str | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> tuple[BriefFile, ...]:
    """Write the brief and the report of each area into a folder, and say what was written.

    Each town has one list for all the types, the one that ``find`` gives for them together, with
    each type's counts apart; it is written too, frozen, for ``plan`` and ``design``. Without
    ``train`` the last unbroken months are used, the last three of them to score. The same workspace
    gives the same bytes.

    Nothing of an area is written unless all of it could be made.

    Parameters
    ----------
    workspace
        A workspace or its folder.
    areas
        ``LABEL`` or ``LAYER:LABEL`` of each town.
    out
        The folder to write into; made if it is not there.
    types
        police.uk categories, slugs or ``asb``.
    train, score
        Months to choose on, and later months to score on.
    unit, size_m, count, seed, why
        As in ``find``; ``size_m`` in metres.
    progress
        Called as ``progress(done, total, words)``.

    Returns
    -------
    tuple of BriefFile
        Every file, with its area, path, SHA-256 and size in bytes.

    Raises
    ------
    UsageError, MissingData, Refused
        As in ``find``.
    Conflict
        A file could not be written.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> out = tempfile.mkdtemp()
    >>> written = beatwise.write_briefs(beatwise.example(), ["towns:Pelbrook"], out, types=["asb"])
    >>> written[0].path.name
    'pelbrook-brief.html'
    """
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    request = BriefRequest(tuple(types), train, score, unit, size_m, count, seed, why)
    return write_requested(opened, areas, Path(out), request, progress)


def write_requested(
    workspace: Workspace,
    labels: Sequence[str],
    out: Path,
    request: BriefRequest,
    progress: Callable[[int, int, str], None],
) -> tuple[BriefFile, ...]:
    """Write the brief and the report of each area, as requested; see ``write_briefs``."""
    asked_types(workspace, request.types, None)
    towns = _each_once([workspace.area(label) for label in labels])
    names = TownFileNames.among(towns)
    files: list[BriefFile] = []
    for done, area in enumerate(towns):
        progress(done, len(towns), area.label)
        files += _write(area.label, brief_of(workspace, area, names.of(area), request)[1], out)
    progress(len(towns), len(towns), "done")
    return tuple(files)


def brief_of(
    workspace: Workspace, area: Area, name: str, request: BriefRequest
) -> tuple[Shortlist, dict[str, bytes]]:
    """Return a town's list and every file, the frozen list too, by names that begin with ``name``.

    Raises as ``write_briefs``.
    """
    train, score = request.train, request.score
    if train is None:
        train, score = _usual_periods(workspace, area)
    of_list = ListRequest(
        request.types, train, score, unit=request.unit, size_m=request.size_m,
        count=request.count, seed=request.seed, why=request.why,
    )  # fmt: skip
    shortlist = find_in(workspace, area, of_list)
    findings = _findings(workspace, area, shortlist, workspace.areas())
    frozen = {list_file(name): frozen_bytes(shortlist.document)}
    return shortlist, packet(findings, name) | frozen


def _usual_periods(workspace: Workspace, area: Area) -> tuple[MonthRange, MonthRange | None]:
    """Return the usual months of an area's home force: other forces there give none."""
    if not workspace.forces():
        raise no_months()
    ground = home_ground(workspace, area.label, area.geometry)
    there = [Month(number) for number in home_months(workspace, ground.forces)]
    within = [month for month in workspace.left_out if there and month < there[-1]]
    return usual_periods(sorted({*there, *within}))  # one left out does not break a run of months


def _each_once(areas: Sequence[Area]) -> list[Area]:
    return list({(area.layer, area.id, area.label): area for area in areas}.values())


def _findings(
    workspace: Workspace,
    area: Area,
    shortlist: Shortlist,
    ground: Sequence[Area],
) -> TownFindings:
    near = bounds_around([area.geometry], MARGIN_M)
    forces = [shortlist.force] if shortlist.force else workspace.forces()
    times, sentences = _peaks(workspace, area, shortlist.types)
    return TownFindings(
        area=area.label,
        area_km2=area.area_m2 / 1e6,
        backdrop=backdrop(
            area, ground, workspace.streets(within=near), workspace.map_features(near)
        ),
        types=tuple(
            town_findings.type_findings(
                shortlist, kind, town_findings.unlocated(workspace, shortlist, kind)
            )
            for kind in shortlist.types
        ),
        happenings=town_findings.happenings(workspace, area),
        ledger=town_findings.ledger_rows(workspace, forces),
        sources=town_findings.sources(workspace, forces),
        times_known=times,
        peaks=sentences,
        partly_gathered=partly_gathered(home_ground(workspace, area.label, area.geometry)) or "",
        no_data=_no_data(shortlist),
    )


def _no_data(shortlist: Shortlist) -> dict[str, str]:
    """Return what to say of each type asked for that the home force's files lack."""
    force, kinds = shortlist.force or "", shortlist.no_data
    return dict(zip(kinds, absent_sentences(force, kinds), strict=True))


def _peaks(workspace: Workspace, area: Area, types: Sequence[str]) -> tuple[bool, tuple[str, ...]]:
    """Say when each type happens where timed incidents were gathered; otherwise say nothing."""
    sentences = []
    for kind in types:
        try:
            runs = find_peaks(
                workspace, [f"{area.layer}:{area.label}"], [kind], settings=Settings()
            )
        except (MissingData, Refused):
            continue
        sentences += [peak_sentence(kind, run.peak) for run in runs]
    return bool(sentences), tuple(sentences)


def _write(area: str, files: dict[str, bytes], folder: Path) -> Iterable[BriefFile]:
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    for name, content in files.items():
        path = folder / name
        write_whole(path, content)
        results.append(BriefFile(area, path, hashlib.sha256(content).hexdigest(), len(content)))
    return results
