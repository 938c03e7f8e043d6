"""Tiny protocols and panels, checkable by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from beatwise.clock import MonthRange
from beatwise.evaluation.designs.patrol_days import draw_patrol_days
from beatwise.evaluation.designs.patrol_days_json import as_json
from beatwise.evaluation.protocol.protocol_json import FORMAT, from_json
from beatwise.evaluation.result.material import Material


def mapping(areas: int = 12, treated: int = 6, **changes: Any) -> dict[str, Any]:
    """Return a protocol of squares 1 km apart, 2024 before and 2025 patrolled."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "title": "Patrols",
        "question": "Did they?",
        "outcome": {"primary": "shoplifting", "source": "data.police.uk", "force": "millshire"},
        "periods": {"before": "2024-01:2024-12", "patrols": "2025-01:2025-12"},
        "design": {"kind": "parallel", "assignment": "one draw", "unit": "hot spot", "seed": 1},
        "displacement": {"ring_m": 150.0},
        "decision": {
            "alpha": 0.05, "smallest_effect": -20.0, "power_floor": 0.6, "permutations": 499,
        },
        "power": {
            "at_smallest_effect": 0.8, "power_wanted": 0.8, "variance_ratio": [1.5, 1.2, 1.8],
            "drift": [0.1, 0.05, 0.2], "drift_assumed": False, "months_before": 12,
            "months_after": 12, "smallest_p": 0.001,
        },
        "area": [
            {
                "id": f"a{i}", "name": f"Area {i}", "unit": f"a{i}", "block": "1",
                "role": "treated" if i < treated else "comparison",
                "outline": shapely.box(1000 * i, 0, 1000 * i + 200, 200).wkt,
            }
            for i in range(areas)
        ],
    }  # fmt: skip
    for key, value in changes.items():
        section, _, name = key.partition("__")
        if name:
            document[section] = {**document[section], name: value}
        else:
            document[section] = value
    return document


def material(effect: float = 0.0, *, mean: float = 40.0, seed: int = 1, **changes: Any) -> Material:
    """Return counts of a protocol with a true effect (per cent) in every outcome."""
    protocol = from_json(mapping(**changes), "test")
    rng = np.random.default_rng(seed)
    treated = protocol.treated
    level = np.full((len(treated), 24), float(mean))
    level[np.ix_(treated, np.arange(24) >= 12)] *= 1 + effect / 100
    areas = {outcome: rng.poisson(level) for outcome in protocol.outcomes}
    rings = {outcome: rng.poisson(np.full_like(level, mean / 2)) for outcome in protocol.outcomes}
    months = tuple(range(2024 * 12, 2026 * 12))
    return Material(protocol, months, areas, rings, ())


def stepped_mapping() -> dict[str, Any]:
    """Twelve areas of six units, a pair starting every second month."""
    document = mapping(treated=12, design__kind="stepped")
    for i, area in enumerate(document["area"]):
        area.update(unit=f"u{i // 2}", start=f"2025-{2 * (i // 2) + 1:02d}")
    return document


def daily_mapping() -> dict[str, Any]:
    """Twelve areas, three days of each week of 2025."""
    document = mapping(treated=12, design__kind="crossover", design__assignment="days")
    document["outcome"]["source"] = "timed"
    document["crossover"] = as_json(
        draw_patrol_days(MonthRange.parse("2025-01:2025-12"), 12, 3, seed=1)
    )
    return document


def stepped_material(factor: float) -> Material:
    """Six pairs starting every second month; 12 a month before, times ``factor`` on patrol."""
    protocol = from_json(stepped_mapping(), "test")
    start = np.array([12 + 2 * (i // 2) for i in range(12)])
    on = np.arange(24) >= start[:, None]
    counts = np.where(on, round(12 * factor), 12)
    months = tuple(range(2024 * 12, 2026 * 12))
    return Material(protocol, months, {"shoplifting": counts}, {"shoplifting": counts}, ())
