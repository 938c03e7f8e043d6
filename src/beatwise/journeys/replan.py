"""Re-plan: somebody is away; fill the gap with the fewest changes and say who is affected."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from beatwise.errors import MissingData
from beatwise.planning import grounds_document, plan_document, rota_document
from beatwise.planning import rota as solver
from beatwise.planning.absence import REASONS, Absence, as_leave, read_absences
from beatwise.planning.plan import PatrolPlan, PlannedShift
from beatwise.planning.posts_document import read_posts
from beatwise.planning.replanning import moved_visits, with_fewer
from beatwise.planning.rota_plan import RotaPlan, fill_weeks, with_absences
from beatwise.planning.shift_plans import BeatGround
from beatwise.planning.team import Team
from beatwise.planning.team_document import read_team
from beatwise.publication.plans.packet import plan_files
from beatwise.publication.plans.rota_files import rota_files
from beatwise.sources.plan_inputs import read_toml
from beatwise.store.plan_folder import json_bytes, keep_version, read_json, write_files


Progress = Callable[[int, int, str], None]
QUIET: Progress = lambda done, total, words: None  # noqa: E731


@dataclass(frozen=True, slots=True)
class Changes:
    """What an absence changed.

    ``moved`` are duties taken from people who are not away, ``added`` new duties; each in words.
    """

    said: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    added: tuple[str, ...]
    affected: tuple[str, ...]
    shifts: tuple[str, ...]
    hours: dict[str, float]
    unmet: tuple[str, ...]
    kept: str
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """The shape that ``beatwise replan --json`` prints."""
        return {
            "said": list(self.said),
            "removed": list(self.removed),
            "moved": list(self.moved),
            "added": list(self.added),
            "affected": list(self.affected),
            "shifts_changed": list(self.shifts),
            "hours_by_reason": self.hours,
            "unmet": list(self.unmet),
            "kept": self.kept,
            "seconds": round(self.seconds, 1),
        }


def replan(
    plan: Path | str,
    absence: Path | str,
    *,
    time_limit: float = 20.0,
    seed: int = 1,
    progress: Progress = QUIET,
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
    team_file = folder / "inputs" / "team.toml"
    if not (folder / "plan.json").exists() and not (folder / "rota.json").exists():
        raise MissingData(
            "there is no plan and no rota here.", place=str(folder),
            next_step="Give the folder that beatwise plan or beatwise rota wrote.",
        )  # fmt: skip
    team = read_team(read_toml(team_file), str(team_file))
    absences = read_absences(read_toml(absence), str(absence), team)
    earlier = folder / "absences.json"
    log = read_json(earlier, "") if earlier.exists() else []
    files: dict[str, bytes] = {}
    rota_said = _Rota()
    if (folder / "rota.json").exists():
        rota_said, new_rota = _rota(folder, team, absences, log, 0.75 * time_limit, seed)
        files |= rota_files(new_rota, {})
    lost = _lost(absences, rota_said)
    shifts: list[str] = []
    unmet = list(rota_said.unmet)
    if (folder / "plan.json").exists():
        left = time_limit - (time.perf_counter() - started)
        made, shifts, cancelled = _plan(folder, team, lost, max(1.0, 0.5 * left), progress)
        unmet += cancelled
        files |= made
    elif lost and not rota_said.done:
        raise MissingData("there is no plan here for shifts without names.", place=str(folder))
    kept = keep_version(folder, ("plan.json", "rota.json", "absences.json", "posts.toml"))
    log += [_logged(one) for one in absences]
    files["absences.json"] = json_bytes(log)
    hours = _hours(absences, rota_said)
    said = _words(absences, rota_said, shifts, hours)
    changes = Changes(
        said=tuple(said),
        removed=tuple(rota_said.removed),
        moved=tuple(rota_said.moved),
        added=tuple(rota_said.added),
        affected=tuple(sorted(rota_said.affected)),
        shifts=tuple(shifts),
        hours=hours,
        unmet=tuple(unmet),
        kept=str(kept.relative_to(folder)),
        seconds=time.perf_counter() - started,
    )
    files["changes.json"] = json_bytes(changes.as_dict())
    write_files(folder, files)
    return changes


@dataclass(slots=True)
class _Rota:
    """What changed in the rota; ``short`` counts places lost by (day, beat, shift)."""

    done: bool = False
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    affected: frozenset[str] = frozenset()
    unmet: tuple[str, ...] = ()
    short: Counter[tuple[Any, str, str]] | None = None
    hours: Counter[str] | None = None


def _rota(
    folder: Path,
    team: Team,
    absences: tuple[Absence, ...],
    log: list[dict[str, Any]],
    seconds: float,
    seed: int,
) -> tuple[_Rota, RotaPlan]:
    old = rota_document.from_document(
        read_json(folder / "rota.json", ""), str(folder / "rota.json")
    )
    posts_file = folder / "inputs" / "posts.toml"
    posts = read_posts(read_toml(posts_file), str(posts_file), team)
    earlier = tuple(_read_logged(one) for one in log)
    away = as_leave((*earlier, *absences))
    short_handed = with_absences(team, away)
    gone = {member.id: member for member in short_handed.people}
    removed = [d for d in old.duties if gone[d.person].away(d.day)]
    weeks = {(d.day - old.first).days // 7 for d in removed}
    standing = [d for d in old.duties if d not in removed]
    if weeks:
        new = fill_weeks(
            short_handed, posts, old.first, old.weeks,
            lambda problem, before, limit: solver.fill(
                problem, seconds=limit, seed=seed, before=before
            ),
            seconds=seconds, standing=standing, only=weeks, seed=seed,
        )  # fmt: skip
        new = replace(new, name=old.name)
    else:
        new = old
    was, now = {d.key: d for d in old.duties}, {d.key: d for d in new.duties}
    dropped = {d.key for d in removed}
    moved = [d for key, d in was.items() if key not in now and key not in dropped]
    added = [d for key, d in now.items() if key not in was]
    reason = {a.person: a.reason for a in absences if a.person}
    hours: Counter[str] = Counter()
    for duty in removed:
        hours[reason.get(duty.person, "other")] += round(
            (duty.ends - duty.begins).total_seconds() / 3600
        )
    short: Counter[tuple[Any, str, str]] = Counter()
    short.update((d.day, d.beat, d.shift) for d in (*removed, *moved))
    short.subtract((d.day, d.beat, d.shift) for d in added)
    unmet = [
        f"{u.beat}, {u.shift}, {u.day:%-d %B %Y}: {u.short} of the places are empty. {u.why}"
        for u in new.unfilled
    ]
    return (
        _Rota(
            True,
            tuple(_duty_words(d) for d in removed),
            tuple(_duty_words(d) for d in moved),
            tuple(_duty_words(d) for d in added),
            frozenset(d.person for d in (*moved, *added)),
            tuple(unmet),
            short,
            hours,
        ),
        new,
    )


def _duty_words(duty: Any) -> str:
    return f"{duty.person}: {duty.shift}, {duty.beat}, {duty.day:%a %-d %B}"


def _lost(absences: tuple[Absence, ...], rota: _Rota) -> Counter[tuple[Any, str, str]]:
    """Return the people each shift loses in the end, by (day, beat, shift)."""
    from beatwise.planning.team_document import day_range

    lost: Counter[tuple[Any, str, str]] = Counter()
    for absence in absences:
        if absence.beat and absence.shift:
            for day in day_range(absence.first, absence.last):
                lost[day, absence.beat, absence.shift] += absence.people
    for key, count in (rota.short or Counter()).items():
        lost[key] += max(0, count)
    return Counter({key: count for key, count in lost.items() if count > 0})


def _plan(
    folder: Path,
    team: Team,
    lost: Counter[tuple[Any, str, str]],
    seconds: float,
    progress: Progress,
) -> tuple[dict[str, bytes], list[str], list[str]]:
    file = folder / "plan.json"
    old = plan_document.from_document(read_json(file, ""), str(file))
    kept = read_json(folder / "walking.json", "Plan again: the folder is not whole.")
    grounds = grounds_document.from_document(kept, old, team)
    said: list[str] = []
    cancelled: list[str] = []
    shifts: list[PlannedShift] = []
    touched = [s for s in old.shifts if lost[s.day, s.beat, s.shift]]
    for shift in old.shifts:
        gone = lost[shift.day, shift.beat, shift.shift]
        if not gone:
            shifts.append(shift)
            continue
        walkers = len(shift.routes) - -(-gone // shift.people)
        if walkers < 1:
            cancelled.append(f"{shift.beat}, {shift.shift}, {shift.day:%-d %B %Y}: nobody walks.")
            continue
        progress(len(said), len(touched), shift.id)
        new = with_fewer(
            old, shift, walkers, team, grounds[shift.beat], seconds=seconds / len(touched)
        )
        out, extra = moved_visits(shift, new)
        said.append(
            f"{shift.id}: {walkers} of {len(shift.routes)} walk; visits lost: "
            f"{', '.join(out) or 'none'}; taken on: {', '.join(extra) or 'none'}"
        )
        shifts.append(new)
    whole = replace(old, shifts=tuple(shifts))
    return _files(whole, team, grounds), [*said, *cancelled], cancelled


def _files(plan: PatrolPlan, team: Team, grounds: dict[str, BeatGround]) -> dict[str, bytes]:
    return plan_files(plan, team, grounds, {}, until=time.perf_counter() + 5)


def _hours(absences: tuple[Absence, ...], rota: _Rota) -> dict[str, float]:
    hours: Counter[str] = Counter(rota.hours or {})
    for absence in absences:
        if absence.hours is not None and not absence.person:
            hours[absence.reason] += absence.hours  # type: ignore[assignment]
    return {name: float(count) for name, count in sorted(hours.items())}


def _logged(absence: Absence) -> dict[str, Any]:
    return {
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
        "reason": absence.reason,
        "person": absence.person,
        "beat": absence.beat,
        "shift": absence.shift,
        "people": absence.people,
        "hours": absence.hours,
    }


def _read_logged(one: dict[str, Any]) -> Absence:
    import datetime as dt

    first, last = dt.date.fromisoformat(one["first"]), dt.date.fromisoformat(one["last"])
    return Absence(**{**one, "first": first, "last": last})


def _words(
    absences: tuple[Absence, ...], rota: _Rota, shifts: list[str], hours: dict[str, float]
) -> list[str]:
    said = [f"{len(absences)} absences."]
    said += [f"{count:g} hours lost to {REASONS[name]}." for name, count in hours.items()]
    if rota.done:
        said.append(
            f"{len(rota.removed)} duties removed, {len(rota.moved)} of other people's duties "
            "moved, "
            f"{len(rota.added)} added; affected: {', '.join(sorted(rota.affected)) or 'nobody'}."
        )
    return [*said, *shifts]
