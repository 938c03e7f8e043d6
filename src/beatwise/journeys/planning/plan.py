"""Plan: hot spots, people and hours in; visits, routes and the posts of a rota out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from beatwise.errors import UsageError
from beatwise.journeys.planning.card_maps import card_maps
from beatwise.journeys.planning.inputs import (
    as_day,
    as_paths,
    hot_spots,
    known_windows,
    streets_to_walk,
)
from beatwise.planning.beats.beats import grounds, no_data_notes, spots_on_beats
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.beats.one_place import SAME_PLACE, one_place_each
from beatwise.planning.dose import Dose, preset
from beatwise.planning.plan import PatrolPlan
from beatwise.planning.shifts import plan_period
from beatwise.planning.shifts.finished_plan import finish
from beatwise.planning.team.team import Team
from beatwise.planning.team.team_toml import read_team
from beatwise.publication.plans.packet import LEFT_OUT, STOPPED, plan_files
from beatwise.sources.plans.inputs import read_input
from beatwise.store.plan_folder import claim, keep_version, set_aside, write_files
from beatwise.store.workspace import Workspace


Progress = Callable[[int, int, str], None]
LONGEST_SHIFT_SECONDS = 10.0
SHARE_FOR_ROUTES = 0.6  # of the time limit; the rest measures, draws and writes
SHARE_FOR_SAMPLE = 0.08
MOST_ROUNDS = 20
QUIET: Progress = lambda done, total, words: None  # noqa: E731


@dataclass(frozen=True, slots=True)
class PlanResult:
    """A plan, the walking it rests on, the folder it was written to, and whether it was stopped."""

    plan: PatrolPlan
    team: Team
    grounds: dict[str, BeatGround]
    files: tuple[str, ...]
    interrupted: bool
    seconds: float

    def as_json(self, folder: Path) -> dict[str, object]:
        """The shape that ``beatwise plan --json`` prints of a plan written to ``folder``."""
        plan = self.plan
        return {
            "folder": str(folder),
            "from": plan.first.isoformat(),
            "to": plan.last.isoformat(),
            "hours_asked": plan.hours_asked,
            "hours_planned": plan.hours,
            "shifts": len(plan.shifts),
            "visits": plan.visits,
            "covered_share": round(plan.covered, 4),
            "predictability": plan.predictability,
            "jitter_loss": plan.jitter_loss,
            "walking": plan.walking,
            "unmet": list(plan.unmet),
            "assumptions": list(plan.assumptions),
            "notes": list(plan.notes),
            "no_runs": list(plan.no_runs),
            "faults": [f"{s.id}: {fault}" for s in plan.shifts for fault in s.faults],
            "interrupted": self.interrupted,
            "seed": plan.seed,
            "seconds": round(self.seconds, 1),
            "files": list(self.files),
        }


def plan(
    hotspots: Path | str | Sequence[Path | str],
    team: Path | str,
    first: dt.date | str,
    last: dt.date | str,
    hours: float,
    *,
    out: Path | str | None = None,
    workspace: Workspace | Path | str | None = None,
    streets: str | None = None,
    dose: Dose | str = "standard",
    peaks: Path | str | None = None,
    same_place: float = SAME_PLACE,
    time_limit: float = 60.0,
    seed: int = 1,
    progress: Progress = QUIET,
) -> PlanResult:
    """Plan patrols for the days ``first`` to ``last`` and write them to ``out``.

    Parameters
    ----------
    hotspots
        Frozen lists from ``beatwise find --out`` or ``beatwise brief``, or polygons as GeoJSON.
    hours
        Person-hours on duty, breaks and walking included.
    streets
        A gathered layer to walk on; without it, 1.3 x the straight line, said in the plan.
    peaks
        What ``beatwise peaks --json`` printed; its windows come before those of the team file.
    same_place
        Hot spots of several lists are one place where they share more than this of the smaller
        one's ground; the plan says which.
    time_limit
        Seconds for the whole of it.

    Raises
    ------
    BadInput
        Naming file, entry and field.
    UsageError
        Dates that run backwards, hours that are not positive.

    Examples
    --------
    >>> import beatwise
    >>> folder = "examples/market-towns"
    >>> made = beatwise.plan(
    ...     f"{folder}/hotspots/Pelbrook.geojson", f"{folder}/team.toml",
    ...     "2027-04-19", "2027-04-25", 24, time_limit=2,
    ... )
    >>> len(made.plan.shifts), made.plan.hours, made.plan.unmet
    (3, 24.0, ())
    """
    started = time.perf_counter()
    first, last = as_day(first), as_day(last)
    _check(first, last, hours, time_limit)
    if out is not None:
        claim(Path(out))
    people = read_team(read_input(team))
    if peaks is not None:
        people = replace(people, windows=known_windows(Path(peaks)))
    lists = as_paths(hotspots)
    listed_spots = [spot for file in lists for spot in hot_spots(file)]
    together = one_place_each(listed_spots, same_place)
    people = _renamed(people, together.ids)
    spots = spots_on_beats(together.entries, people)
    graph = None if streets is None else streets_to_walk(workspace, streets)
    beat_grounds = grounds(spots, people, graph, f"streets layer {streets}")
    dose_settings = preset(dose) if isinstance(dose, str) else dose
    progress(0, 1, "drafting every shift")
    draft = plan_period.draft(people, spots, beat_grounds, first, last, hours, dose_settings, seed)
    interrupted = _improve(draft, started + SHARE_FOR_ROUTES * time_limit, progress)
    sources = (*(file.name for file in lists), Path(team).name)
    whole = finish(
        draft,
        sources=sources,
        notes=(*together.notes, *no_data_notes(listed_spots)),
        interrupted=interrupted,
        seconds=0.0 if interrupted else SHARE_FOR_SAMPLE * time_limit,
    )
    names: tuple[str, ...] = ()
    if out is not None:
        files = plan_files(
            whole,
            people,
            beat_grounds,
            {"inputs/team.toml": Path(team).read_bytes()},
            until=started + time_limit,
            maps=card_maps(workspace, streets, beat_grounds),
            progress=progress,
        )
        interrupted = interrupted or files.get(LEFT_OUT, b"").startswith(STOPPED.encode())
        names = _write(Path(out), files)
    return PlanResult(
        whole, people, beat_grounds, names, interrupted, time.perf_counter() - started
    )


def _renamed(team: Team, ids: dict[str, str]) -> Team:
    """Return the team with what it says of a hot spot put into another said of that one."""
    return replace(
        team,
        assigned={ids.get(spot, spot): beat for spot, beat in team.assigned.items()},
        windows=tuple(
            w if w.hotspot is None else replace(w, hotspot=ids.get(w.hotspot, w.hotspot))
            for w in team.windows
        ),
    )


def _write(folder: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    """Write the plan; one that stood there is kept under ``versions``."""
    if (folder / "plan.json").exists():
        version = keep_version(folder, ("plan.json", "posts.toml", "rota.json"))
        set_aside(folder, ("gpx", "cards"), (), ("",), version)
    return write_files(folder, files)


def _improve(draft: plan_period.Draft, until: float, progress: Progress) -> bool:
    """Better each shift in turn while there is time; return whether it was stopped by hand."""
    count = len(draft.tasks)
    try:
        for index in range(count):
            left = until - time.perf_counter()
            if left <= 0:
                break
            draft.improve(index, min(LONGEST_SHIFT_SECONDS, left / (count - index)))
            progress(index + 1, count, f"planning {draft.tasks[index].need.beat}")
        _vary(draft, until, progress)
    except KeyboardInterrupt:
        return True
    return False


def _vary(draft: plan_period.Draft, until: float, progress: Progress) -> None:
    """Go on drawing other times while there is time and too many starts are alike."""
    count = len(draft.tasks)
    for again in range(MOST_ROUNDS):
        if plan_period.varied_enough(draft):
            return
        for index in range(count):
            left = until - time.perf_counter()
            if left <= 0:
                return
            draft.vary(index, again + 2, min(LONGEST_SHIFT_SECONDS, left / (count - index)))
        progress(again + 1, MOST_ROUNDS, "varying times")


def _check(first: dt.date, last: dt.date, hours: float, time_limit: float) -> None:
    if last < first:
        raise UsageError(
            f"the plan ends on {last}, before it starts on {first}.",
            place="--to",
            next_step="Give the later date with --to.",
        )
    if (last - first).days > 92:
        raise UsageError("a plan covers at most 13 weeks.", place="--to")
    if not 0 < hours < 1_000_000:
        raise UsageError(f"{hours:g} hours cannot be planned.", place="--hours")
    if not 1 <= time_limit <= 86_400:
        raise UsageError(f"{time_limit:g} seconds is no time limit.", place="--time-limit")
