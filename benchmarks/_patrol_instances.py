"""The patrol instances that ours and the peers solve: a shift of six officers, a week of posts."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np

from beatwise.planning.rota.problem import Person, Post, RotaProblem, ShiftTimes
from beatwise.planning.shifts.problem import Call, ShiftProblem
from beatwise.planning.team.rest_rules import RestRules


DATA = Path(os.environ.get("BEATWISE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
FOLDER = DATA / "benchmarks" / "patrols"
BOUNDS = {0: 591_448, 1: 655_504}  # valid upper bounds, from the instances' README


def shift(seed: int) -> ShiftProblem:
    """Six officers for eight hours, 40 hot spots in four blocks, a break each."""
    given = json.loads((FOLDER / f"shift_seed{seed}.json").read_text(encoding="utf-8"))
    officers = given["officers"]
    calls, walker = [], 0
    for number, client in enumerate(given["clients"]):
        visit = client["kind"] == "visit"
        calls.append(
            Call(
                f"{client['kind']}{number}",
                "visit" if visit else "break",
                client["location"],
                client["earliest_start_s"],
                client["latest_start_s"],
                client["service_s"],
                client["prize"] if visit else 0,
                required=not visit,
                walker=None if visit else walker,
            )
        )
        walker += not visit
    start = (0,) * officers
    off = (given["shift_s"],) * officers
    return ShiftProblem(np.array(given["walk_s"], float), start, start, start, off, tuple(calls))


def week() -> tuple[RotaProblem, dict[int, set[int]]]:
    """Forty staff for a week of 142 places, and the absences to re-plan for."""
    given = json.loads((FOLDER / "rota_week.json").read_text(encoding="utf-8"))
    times = (ShiftTimes("E", 7, 15), ShiftTimes("L", 14, 22), ShiftTimes("N", 20, 28, night=True))
    people = tuple(_person(one) for one in given["staff"])
    posts = tuple(
        Post(day, kind, str(beat), count, given["risk"][day][kind][beat], True, kind == 2)
        for day, shifts in enumerate(given["demand"])
        for kind, beats in enumerate(shifts)
        for beat, count in enumerate(beats)
        if count
    )
    away: dict[int, set[int]] = {}
    for person, day in given["absence_for_replan"]:
        away.setdefault(person, set()).add(day)
    return RotaProblem(7, times, people, posts), away


def _person(one: dict[str, Any]) -> Person:
    volunteer = one["role"].lower().startswith("vol")
    rules = RestRules(
        "benchmark",
        rest_hours=11,
        days_off_together=0 if volunteer else 2,
        most_shifts=7,
        most_days_between_days_off=7,
        nights=one["powers"],
    )
    return Person(
        str(one["id"]),
        one["role"],
        one["powers"],
        frozenset(str(beat) for beat in one["trained"]),
        str(one["home_beat"]),
        rules,
        one["max_shifts"],
        frozenset(one["leave_days"]),
    )
