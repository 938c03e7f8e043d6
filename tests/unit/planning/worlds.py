"""Small worlds of patrol planning that can be checked by hand."""

from __future__ import annotations

import numpy as np

from beatwise.planning.rota.problem import Person, Post, RotaProblem, ShiftTimes
from beatwise.planning.shifts.problem import Call, ShiftProblem
from beatwise.planning.team.rest_rules import RestRules


# Four corners of a square, 60 seconds a side, 85 across; the base is corner 0.
CORNERS = np.array([[0, 60, 85, 60], [60, 0, 60, 85], [85, 60, 0, 60], [60, 85, 60, 0]], float)
MINUTE = 60
RULES = RestRules("plain", rest_hours=11, days_off_together=2, most_shifts=5)


def four_corners(
    walkers: int = 2, off: int = 1800, prize: int = 1000, service: int = 300
) -> ShiftProblem:
    """Three visits at the corners away from base, worth ``prize`` each."""
    calls = tuple(Call(f"c{i}", "visit", i, 0, off, service, prize) for i in (1, 2, 3))
    return ShiftProblem(
        CORNERS, (0,) * walkers, (0,) * walkers, (0,) * walkers, (off,) * walkers, calls
    )


def shifts() -> tuple[ShiftTimes, ...]:
    """Early and late, with eight hours between a late and the next early."""
    return ShiftTimes("Early", 7, 15), ShiftTimes("Late", 15, 23)


def person(name: str, **more: object) -> Person:
    """Someone who knows beats A and B, at home in A."""
    given: dict = {
        "id": name, "role": "warden", "powers": False, "beats": frozenset("AB"), "home_beat": "A",
        "rules": RULES, "most_shifts": 5,
    }  # fmt: skip
    return Person(**{**given, **more})


def rota(people: tuple[Person, ...], posts: tuple[Post, ...], days: int = 7) -> RotaProblem:
    """A rota of early and late shifts."""
    return RotaProblem(days, shifts(), people, posts)


def post(day: int, shift: int = 0, beat: str = "A", needed: int = 1, **more: object) -> Post:
    """A place that asks for no powers."""
    given: dict = {"risk": 1.0, "needs_powers": False}
    return Post(day, shift, beat, needed, **{**given, **more})
