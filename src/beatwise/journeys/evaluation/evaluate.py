"""Evaluate: from a protocol and a workspace to a result that can be made again to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from beatwise.clock import Month, MonthRange
from beatwise.errors import Conflict
from beatwise.evaluation.estimators.point_counts import count_panel
from beatwise.evaluation.protocol.buffers import rings
from beatwise.evaluation.protocol.lock import fingerprint
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.crossover.crossover_result import DayResult
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.result import Result, Standing, evaluate
from beatwise.journeys.evaluation.delivered_hours import delivered_minutes
from beatwise.journeys.evaluation.design import events_of
from beatwise.journeys.evaluation.outcomes import POLICE_UK, gathered, hashes, points_of
from beatwise.journeys.evaluation.studies.daily import SavedDays, day_material, load_days, made_days
from beatwise.publication.evaluation.result_pages import result_files
from beatwise.store.evaluation.protocol_file import Filed, read_protocol, write_file
from beatwise.store.evaluation.result_file import RESULT, Saved, load, save
from beatwise.store.evaluation.unit_cost_file import unit_cost
from beatwise.store.workspace import Workspace


Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Evaluated:
    """A result as written: the result, its document, and the names of its files."""

    result: Result | DayResult
    document: dict[str, Any]
    files: tuple[str, ...]


def evaluate_protocol(
    workspace: Workspace | Path | str,
    path: Path,
    out: Path,
    *,
    look: Month | None = None,
    visits: Path | None = None,
    costs: Path | None = None,
    deposited: str | None = None,
    progress: Progress = lambda done, total, words: None,
) -> Evaluated:
    """Evaluate a protocol and write its pages into ``out``.

    Raises ``Conflict`` (exit 13) until the last outcome month is in the workspace, when a locked
    protocol was changed, or when its hash is not the deposited one.
    """
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    filed = read_protocol(Path(path))
    _check_deposited(filed, deposited)
    progress(0, 3, "counting")
    if filed.protocol.kind == "crossover":
        saved_days = SavedDays(
            day_material(opened, filed, look, visits),
            _standing(opened, filed, look),
            tuple(events_of(opened)),
            unit_cost(costs, filed.protocol.primary),
        )
        progress(1, 3, "estimating")
        return _written(made_days(saved_days), Path(out), progress)
    material = material_of(opened, filed, look, visits)
    read = filed.protocol
    asked = MonthRange(read.before.first, look or read.patrols.last)
    saved = Saved(
        material=material,
        standing=_standing(opened, filed, look),
        events=tuple(events_of(opened)),
        unit=unit_cost(costs, read.primary),
        hashes=hashes(opened, read.force, asked) if read.source == POLICE_UK else {},
    )
    progress(1, 3, "estimating")
    return write_result(saved, Path(out), progress)


def again(path: Path, out: Path, progress: Progress = lambda done, total, words: None) -> Evaluated:
    """Make every file again from the saved result alone: the same bytes.

    Raises ``Conflict`` naming the first file that differs from what is there, or when the protocol
    at ``path`` is not the one the result was made under.
    """
    folder = Path(out)
    filed = read_protocol(Path(path), changed=True)
    by_day = filed.protocol.kind == "crossover"
    saved, was = (load_days if by_day else load)(folder / RESULT)
    if fingerprint(filed.protocol.mapping) != fingerprint(saved.material.protocol.mapping):
        raise Conflict(
            "the saved result was made under another protocol.",
            place=str(folder / RESULT),
            next_step="Give the protocol that it was made under, or evaluate this one afresh.",
        )
    made = made_days(saved) if isinstance(saved, SavedDays) else _made(saved)
    for name, content in made[1].items():
        there = folder / name
        if name != RESULT and there.exists() and there.read_bytes() != content:
            raise Conflict(
                "this file is not what its saved result gives: it was changed, or another version "
                "of Beatwise made it.",
                place=str(there),
                next_step="Compare it with a fresh copy: move it away and run --again once more.",
            )
    if made[1][RESULT] != was:
        raise Conflict(
            "the saved result does not give itself again: it was changed, or another version of "
            "Beatwise made it.",
            place=str(folder / RESULT),
        )
    return _written(made, folder, progress)


def write_result(saved: Saved, out: Path, progress: Progress) -> Evaluated:
    """Compute and write every file of a result."""
    return _written(_made(saved), out, progress)


def _made(saved: Saved) -> tuple[Result, dict[str, bytes], dict[str, Any]]:
    result = evaluate(
        saved.material,
        saved.standing,
        outcome_words=in_words(saved.material.protocol.primary),
        events=saved.events,
        unit=saved.unit,
    )
    document = save(saved, result)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return result, {RESULT: text.encode(), **result_files(result, saved.hashes)}, document


def _written(
    made: tuple[Result | DayResult, dict[str, bytes], dict[str, Any]], out: Path, progress: Progress
) -> Evaluated:
    result, files, document = made
    progress(2, 3, "writing")
    for name, content in files.items():
        write_file(out / name, content)
    progress(3, 3, "done")
    return Evaluated(result, document, tuple(files))


def material_of(
    workspace: Workspace, filed: Filed, look: Month | None, visits: Path | None
) -> Material:
    """Count every outcome of the protocol in its areas and rings."""
    read = filed.protocol
    until = look or read.patrols.last
    asked = MonthRange(read.before.first, until)
    shapes = [area.geometry for area in read.areas]
    ring_shapes = rings(shapes, read.ring_m)
    areas, around = {}, {}
    months: list[int] = []
    missing: list[Month] = []
    for outcome in read.outcomes:
        points = points_of(workspace, outcome, read.source, read.force)
        months, missing = points.within(asked)
        if until.number not in points.present:
            raise Conflict(
                f"the last outcome month, {until}, is not in the workspace yet; the last there is "
                f"{Month(max(points.present))}.",
                place=str(filed.path),
                next_step="Wait until it is published, gather it, and evaluate then.",
            )
        areas[outcome] = count_panel(points.x, points.y, points.month, shapes, months)
        around[outcome] = count_panel(points.x, points.y, points.month, ring_shapes, months)
    minutes = {}
    if visits is not None:
        ids = [area.id for area in read.areas]
        minutes = delivered_minutes(visits, ids, MonthRange(read.patrols.first, until))
    return Material(
        protocol=read,
        months=tuple(months),
        areas=areas,
        rings=around,
        missing=tuple(missing),
        minutes=minutes,
        until=look,
    )


def _standing(workspace: Workspace, filed: Filed, look: Month | None) -> Standing:
    lock, read = filed.lock, filed.protocol
    if lock is None:
        return Standing(None)
    outcome = MonthRange(read.patrols.first, look or read.patrols.last)
    late = [
        d.number for d in lock.deviations if _at_hand(workspace, read, outcome, d.moment or d.date)
    ]
    early = _at_hand(workspace, read, outcome, lock.locked)
    return Standing(lock, tuple(Month(m) for m in early), late_deviations=tuple(late))


def _at_hand(workspace: Workspace, read: Protocol, outcome: MonthRange, moment: str) -> list[int]:
    """Return the outcome months that were gathered by this moment.

    An extract gathered by then held every month up to that day; gathered again since, it held those
    that the protocol says it held when the study was designed.
    """
    if read.source == POLICE_UK:
        seen = gathered(workspace, read.force, outcome)
        return [m for m, when in sorted(seen.items()) if _moment(when) <= _moment(moment)]
    until = read.mapping["outcome"].get("extract_until")
    seen_at_design = [m.number for m in outcome if until and m <= Month.parse(until)]
    item = workspace.catalogue.items.get(("incidents", read.source))
    if item is None or _moment(item.provenance.gathered) > _moment(moment):
        return seen_at_design
    return [month.number for month in outcome]


def _moment(text: str) -> datetime:
    """Moments are kept to the second: what shares the lock's second is not shown to be later.

    Of a deviation dated to the day alone, the whole day counts as before it.
    """
    return datetime.fromisoformat(f"{text}T23:59:59+00:00" if len(text) == 10 else text)


def _check_deposited(filed: Filed, deposited: str | None) -> None:
    if deposited is None:
        return
    given = deposited.strip().lower()
    ours = () if filed.lock is None else (filed.lock.hash, *filed.lock.seals)
    if len(given) < 16 or not any(one.startswith(given) for one in ours):
        stands = "not locked" if filed.lock is None else f"hash {ours[0]}, seal {ours[-1]}"
        raise Conflict(
            f"the deposited hash or seal is not that of the protocol ({stands}).",
            place=str(filed.path),
            next_step="Ask who holds the deposited copy: one of the two was changed.",
        )
