"""The posts that a plan asks a rota to fill, as the TOML that ``beatwise rota`` reads."""

from __future__ import annotations

import json
from collections import defaultdict

from beatwise.planning.plan import PatrolPlan
from beatwise.planning.team.team import Team


def posts_toml(plan: PatrolPlan, team: Team) -> str:
    """Return one ``[[post]]`` for each shift of the plan; risk weighs an empty place (mean 1)."""
    weight: dict[str, float] = defaultdict(float)
    for spot in plan.spots:
        weight[spot.beat] += spot.risk
    mean = sum(weight.values()) / len(weight) if weight else 1.0
    lines = [
        f"# Posts of the plan '{_plain(plan.name)}', {plan.first} to {plan.last}.",
        f"name = {_quoted(plan.name)}",
        "",
    ]
    for kind in team.shifts:
        lines += [
            "[[shift]]",
            f"name = {_quoted(kind.name)}",
            f'begins = "{_clock(kind.begins)}"',
            f'ends = "{_clock(kind.ends)}"',
            f"night = {str(kind.night).lower()}",
            "",
        ]
    for shift in plan.shifts:
        lines += [
            "[[post]]",
            f"date = {shift.day.isoformat()}",
            f"shift = {_quoted(shift.shift)}",
            f"beat = {_quoted(shift.beat)}",
            f"people = {shift.people * len(shift.routes)}",
            f"risk = {weight[shift.beat] / mean:.3f}",
            f"powers = {str(team.powers_each).lower()}",
            "",
        ]
    return "\n".join(lines)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _plain(words: str) -> str:
    return words.replace("\n", " ")


def _clock(hours: float) -> str:
    minutes = round(hours * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
