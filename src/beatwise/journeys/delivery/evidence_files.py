"""Read every file of evidence into one: pings with their clocks corrected, check-ins, returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from beatwise.delivery.evidence.evidence import Evidence
from beatwise.delivery.evidence.patrol_device import DeviceRoster
from beatwise.delivery.patrols.patrol_spans import PatrolSpan
from beatwise.delivery.plan_in_force import PlanInForce
from beatwise.delivery.traces import Pings
from beatwise.errors import MissingData
from beatwise.sources.delivery.check_in_file import read_check_ins
from beatwise.sources.delivery.device_file import read_devices
from beatwise.sources.delivery.hours_file import read_abstractions, read_returns
from beatwise.sources.delivery.shift_file import RecordedShift, read_shifts
from beatwise.sources.tracks.read_tracks import read_tracks
from beatwise.sources.tracks.table_tracks import read_track_mapping
from beatwise.sources.tracks.track_file import TrackFile


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """The files of a measurement; each kind may be missing, but not all of them.

    ``tracks`` may name folders: every file in one is read.
    """

    tracks: Sequence[Path] = ()
    mapping: Path | None = None
    devices: Path | None = None
    shifts: Path | None = None
    check_ins: Path | None = None
    returns: Path | None = None
    abstractions: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadEvidence:
    """The evidence, and how it was read: positions set aside by reason, and notes."""

    evidence: Evidence
    set_aside: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_evidence(files: EvidenceFiles, plan: PlanInForce, now: int | None) -> ReadEvidence:
    """Read the files; raise ``MissingData`` where there is none, ``BadInput`` naming the place."""
    if not (files.tracks or files.check_ins or files.returns):
        raise MissingData(
            "there is nothing to measure from.",
            next_step="Give --tracks, --checkins or --returns with files of what was walked.",
        )
    roster = DeviceRoster(plan.plan.provider, {})
    if files.devices is not None:
        roster = read_devices(files.devices, plan.plan.provider)
    mapping = None if files.mapping is None else read_track_mapping(files.mapping)
    tracks = [(path, read_tracks(path, mapping)) for path in each_file(files.tracks)]
    names = sorted({str(name) for _, track in tracks for name in np.unique(track.device)})
    shifts = None if files.shifts is None else read_shifts(files.shifts)
    if shifts is not None:
        names = sorted({*names, *(shift.device for shift in shifts)})
    pings, abroad = _pings([track for _, track in tracks], names, roster)
    set_aside: dict[str, int] = {"outside Britain": abroad} if abroad else {}
    for _, track in tracks:
        for reason, count in track.set_aside.items():
            set_aside[reason] = set_aside.get(reason, 0) + count
    evidence = Evidence(
        pings=pings,
        names=names,
        roster=roster,
        check_ins=read_check_ins(files.check_ins) if files.check_ins else (),
        returns=read_returns(files.returns) if files.returns else (),
        abstractions=read_abstractions(files.abstractions) if files.abstractions else (),
        spans=None if shifts is None else _spans(shifts, names, plan),
        now=now,
    )
    notes = tuple(
        f"{path.name} ({track.kind}, {len(track):,} positions): {note}"
        for path, track in tracks
        for note in track.notes
    )
    return ReadEvidence(evidence, set_aside, notes)


def each_file(paths: Sequence[Path]) -> list[Path]:
    """Return the files, those in folders included, in order of name."""
    files: list[Path] = []
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else [path]
        files += sorted(p for p in inside if not p.is_dir() and not p.name.startswith("."))
    return files


def _pings(
    tracks: Sequence[TrackFile], names: Sequence[str], roster: DeviceRoster
) -> tuple[Pings, int]:
    """Return the positions as pings with corrected clocks, and how many lie outside Britain."""
    if not tracks:
        none = np.zeros(0)
        empty = np.zeros(0, np.int64)
        return Pings(empty.astype(np.int32), empty, none, none, none.astype(np.float32)), 0
    number = {name: at for at, name in enumerate(names)}
    offset = np.array([round(roster.of(name).clock_offset_s * 1000) for name in names], np.int64)
    device = np.concatenate([_numbers(track, number) for track in tracks])
    time = np.concatenate([track.time for track in tracks]) + offset[device]
    east = np.concatenate([track.easting for track in tracks])
    north = np.concatenate([track.northing for track in tracks])
    accuracy = np.concatenate([track.accuracy for track in tracks])
    pings = Pings(device, time, east, north, accuracy)
    abroad = np.isnan(east)
    return (pings.of(~abroad) if abroad.any() else pings), int(abroad.sum())


def _numbers(track: TrackFile, number: dict[str, int]) -> np.ndarray:
    values, inverse = np.unique(track.device.astype(str), return_inverse=True)
    return np.array([number[str(name)] for name in values], np.int32)[inverse]


def _spans(
    shifts: Sequence[RecordedShift], names: Sequence[str], plan: PlanInForce
) -> list[PatrolSpan]:
    number = {name: at for at, name in enumerate(names)}
    beats = [spot.beat for spot in plan.plan.spots]
    spans = [
        PatrolSpan(number[s.device], s.beat or _planned_beat(s, plan) or beats[0], s.begins, s.ends)
        for s in shifts
    ]
    return sorted(spans, key=lambda span: (span.device, span.begins))


def _planned_beat(shift: RecordedShift, plan: PlanInForce) -> str:
    """Return the beat of the planned shift that overlaps most, empty where none does."""
    best, beat = 0.0, ""
    for planned in plan.plan.shifts:
        begins, ends = planned.begins.timestamp() * 1000, planned.ends.timestamp() * 1000
        shared = min(ends, shift.ends) - max(begins, shift.begins)
        if shared > best:
            best, beat = shared, planned.beat
    return beat
