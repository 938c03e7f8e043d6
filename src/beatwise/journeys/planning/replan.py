"""Re-plan: somebody is away; fill the gap with the fewest changes and say who is affected."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from beatwise.errors import MissingData
from beatwise.planning import plan_json
from beatwise.planning.beats import ground_json
from beatwise.planning.plan import ShiftOfDay
from beatwise.planning.rota import absence_json, rota_json
from beatwise.planning.rota.absence import REASONS, Absence, read_absences
from beatwise.planning.rota.change import (
    RotaChange,
    change_rota,
    hours_by_reason,
    lost_places,
)
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.posts import read_posts
from beatwise.planning.rota.rota_plan import RotaPlan
from beatwise.planning.rota.solvers import solve as solver
from beatwise.planning.saved_document import JsonObject, json_bytes
from beatwise.planning.shifts.replanning import without
from beatwise.planning.team.team import Team
from beatwise.planning.team.team_toml import read_team
from beatwise.publication.plans.packet import plan_files
from beatwise.publication.plans.rota_files import rota_files
from beatwise.sources.plans.inputs import read_input
from beatwise.store.plan_folder import (
    keep_version,
    read_json,
    set_aside,
    write_files,
)


Progress = Callable[[int, int, str], None]
SHARE_FOR_ROTA = 0.75
SECONDS_TO_WRITE = 5.0
NEXT = "Give the folder that beatwise plan or beatwise rota wrote."


@dataclass(frozen=True, slots=True)
class Changes:
    """What an absence changed.

    ``moved`` are duties taken from people who are not away, ``added`` new duties; each in words.
    """

    sentences: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    added: tuple[str, ...]
    affected: tuple[str, ...]
    shifts: tuple[str, ...]
    hours: dict[str, float]
    unmet: tuple[str, ...]
    version: str
    seconds: float

    def as_json(self) -> dict[str, object]:
        """The shape that ``beatwise replan --json`` prints."""
        return {
            "said": list(self.sentences),
            "removed": list(self.removed),
            "moved": list(self.moved),
            "added": list(self.added),
            "affected": list(self.affected),
            "shifts_changed": list(self.shifts),
            "hours_by_reason": self.hours,
            "unmet": list(self.unmet),
            "kept": self.version,
            "seconds": round(self.seconds, 1),
        }


@dataclass(frozen=True, slots=True)
class _NewPlan:
    """The files of a plan after shifts lost people, those shifts by id, and in words what changed.

    ``cancelled`` are the shifts that nobody can walk.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    changes: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()


def replan(
    plan: Path | str,
    absence: Path | str,
    *,
    time_limit: float = 20.0,
    seed: int = 1,
    progress: Progress = lambda done, total, words: None,
) -> Changes:
    """Re-plan the plan, the rota or both that stand in the folder ``plan``.

    With a rota, people away are replaced with the fewest changes; posts that stay short lose a
    walker. Without one, the absence file says which shift loses how many. Visits that stand stay.
    What stood is kept under ``versions``.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> folder, out = "examples/market-towns", tempfile.mkdtemp()
    >>> made = beatwise.rota(
    ...     f"{folder}/team.toml", f"{folder}/posts.toml", "2027-04-08", 1, out=out, time_limit=5
    ... )
    >>> changes = beatwise.replan(out, f"{folder}/absence.toml", time_limit=5)
    >>> len(changes.moved) <= 12, changes.unmet
    (True, ())
    """
    started = time.perf_counter()
    folder = Path(plan)
    has_plan, has_rota = (folder / "plan.json").exists(), (folder / "rota.json").exists()
    if not has_plan and not has_rota:
        raise MissingData("there is no plan and no rota here.", place=str(folder), next_step=NEXT)
    team_file = folder / "inputs" / "team.toml"
    team = read_team(read_input(team_file))
    absences = read_absences(read_input(absence), team)
    log = _log(folder / "absences.json")
    files: dict[str, bytes] = {}
    change = RotaChange()
    if has_rota:
        earlier = absence_json.from_json(log)
        rota, change = _rota(folder, team, absences, earlier, SHARE_FOR_ROTA * time_limit, seed)
        files |= rota_files(rota, {}, change.everyone)
    thinned = _NewPlan()
    if has_plan:
        left = max(2.0, time_limit - (time.perf_counter() - started))
        lost = lost_places(absences, change)
        thinned = _plan(folder, team, lost, 0.5 * left, progress)
        files |= thinned.files
    version = keep_version(
        folder,
        ("plan.json", "rota.json", "absences.json", "posts.toml"),
        until=min(absence.first for absence in absences),
    )
    files["absences.json"] = json_bytes(
        [*log, *(absence_json.as_json(one) for one in absences)], compact=True
    )
    hours = hours_by_reason(absences, change)
    changes = Changes(
        sentences=tuple(_words(absences, change, thinned.changes, hours, has_rota)),
        removed=tuple(_duty(d) for d in change.removed),
        moved=tuple(_duty(d) for d in change.moved),
        added=tuple(_duty(d) for d in change.added),
        affected=change.affected,
        shifts=thinned.changes,
        hours=hours,
        unmet=(*change.unmet, *thinned.cancelled),
        version=version.relative_to(folder).as_posix(),
        seconds=time.perf_counter() - started,
    )
    write_files(folder, {**files, "changes.json": json_bytes(changes.as_json(), compact=True)})
    if any(name.startswith("gpx/") for name in files):
        set_aside(folder, ("gpx", "cards"), files, thinned.ids, version)
    return changes


def _log(file: Path) -> list[JsonObject]:
    """Return the absences that were planned around before, as they were saved."""
    return cast("list[JsonObject]", read_json(file, "")) if file.exists() else []


def _rota(
    folder: Path,
    team: Team,
    absences: tuple[Absence, ...],
    earlier: list[Absence],
    seconds: float,
    seed: int,
) -> tuple[RotaPlan, RotaChange]:
    file, posts_file = folder / "rota.json", folder / "inputs" / "posts.toml"
    old = rota_json.from_json(read_json(file, NEXT), str(file))
    posts = read_posts(read_input(posts_file), team)
    return change_rota(
        old, team, posts, absences, earlier,
        lambda problem, before, limit: solver.fill(
            problem, seconds=limit, seed=seed, before=before
        ),
        seconds=seconds, seed=seed,
    )  # fmt: skip


def _plan(
    folder: Path, team: Team, lost: Counter[ShiftOfDay], seconds: float, progress: Progress
) -> _NewPlan:
    file = folder / "plan.json"
    old = plan_json.from_json(read_json(file, NEXT), str(file))
    walking = cast("JsonObject", read_json(folder / "walking.json", NEXT))
    grounds = ground_json.from_json(walking, old, team)
    thinned = without(old, lost, team, grounds, seconds=seconds, progress=progress)
    new = thinned.plan
    if new == old:
        return _NewPlan(changes=thinned.changes, cancelled=thinned.cancelled)
    changed = {s.id for s in new.shifts if s not in old.shifts}
    until = time.perf_counter() + SECONDS_TO_WRITE
    gone = {s.id for s in old.shifts} - {s.id for s in new.shifts}
    files = plan_files(new, team, grounds, {}, until=until, cards=changed)
    return _NewPlan(files, frozenset(changed | gone), thinned.changes, thinned.cancelled)


def _duty(duty: DatedDuty) -> str:
    return f"{duty.person}: {duty.shift}, {duty.beat}, {duty.day:%a %-d %B}"


def _words(
    absences: tuple[Absence, ...],
    change: RotaChange,
    shifts: tuple[str, ...],
    hours: dict[str, float],
    has_rota: bool,
) -> list[str]:
    sentences = [f"{len(absences)} absences."]
    sentences += [f"{count:g} hours lost to {REASONS[name]}." for name, count in hours.items()]
    if has_rota:
        sentences.append(
            f"{len(change.removed)} duties removed, {len(change.moved)} of other people's duties "
            f"moved, {len(change.added)} added; affected: {', '.join(change.affected) or 'nobody'}."
        )
    return [*sentences, *shifts]
