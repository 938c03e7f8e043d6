"""How often a programme that did nothing is said to have worked: the verdict on simulated counties.

Full run: 2,000 programmes without any effect (200 counties, patrols drawn ten times within the
towns of each) and 100 with a true -30 %, about six minutes. ``python -m benchmarks.soak_verdict
[programmes]`` prints the shares. Every programme is judged by the fixed table, once as if its
design had reached the power floor (the hardest test) and once as if it had not.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace

import numpy as np
import shapely

from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.protocol.protocol_json import FORMAT, from_json
from beatwise.evaluation.result.effect import Contrast, contrast
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.verdict import Evidence, Verdict, verdict
from beatwise.simulation import CountySpec, county
from beatwise.simulation.expected_incidents import hot_spot_counts
from beatwise.simulation.incident_kinds import SLUGS
from beatwise.simulation.patrols.response import HAPPENED


TOWNS, SPOTS, MONTHS, VOLUME = 5, 4, 36, 4.0
DRAWS = 10
OUTCOME = "shoplifting"


def counts_of(seed: int, effect: float) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Return (areas, months) counts, who was patrolled, and each area's town."""
    made = county(
        CountySpec(towns=TOWNS, hot_spots=SPOTS, months=MONTHS, volume=VOLUME, effect=effect,
                   patrolled_types=(OUTCOME,)),
        seed,
    )  # fmt: skip
    kind = SLUGS.index(OUTCOME)
    counts = np.array([hot_spot_counts(made, hot, (HAPPENED,))[kind] for hot in made.hot_spots])
    return counts, np.array([h.patrolled for h in made.hot_spots]), [h.town for h in made.hot_spots]


def protocol_of(treated: np.ndarray, towns: list[int]) -> Protocol:
    """Return a protocol of these areas, drawn within their towns, patrolled in the last year."""
    said = {
        "format": FORMAT, "title": "soak", "question": "soak",
        "outcome": {"primary": OUTCOME, "source": "data.police.uk"},
        "periods": {"before": "2023-01:2024-12", "patrols": "2025-01:2025-12"},
        "design": {"kind": "parallel", "assignment": "blocks", "unit": "hot spot", "seed": 1},
        "displacement": {"ring_m": 100.0},
        "decision": {"alpha": 0.05, "smallest_effect": -20.0, "power_floor": 0.6,
                     "permutations": 999},
        "area": [
            {"id": f"{i}", "name": f"{i}", "unit": f"{i}", "block": f"town {town}",
             "role": "treated" if on else "comparison",
             "outline": shapely.box(2000 * i, 0, 2000 * i + 100, 100).wkt}
            for i, (town, on) in enumerate(zip(towns, treated.tolist(), strict=True))
        ],
    }  # fmt: skip
    return from_json(said, "soak")


def programme(counts: np.ndarray, read: Protocol) -> Contrast:
    """Return the contrast of one programme."""
    months = tuple(range(2023 * 12, 2026 * 12))
    material = Material(read, months, {OUTCOME: counts}, {OUTCOME: counts * 0}, ())
    return contrast(material, material.panel(OUTCOME), 0.05)


def shares(programmes: int, effect: float, seed: int = 1) -> dict[str, float]:
    """Return the share of each verdict, for powered designs and for those below the floor."""
    rng = np.random.default_rng(seed)
    said: Counter[str] = Counter()
    done = 0
    while done < programmes:
        counts, treated, towns = counts_of(seed + done, effect)
        for draw in range(DRAWS if effect == 0 else 1):
            if draw:
                order = rng.random(len(towns))
                for town in set(towns):
                    mine = np.flatnonzero(np.array(towns) == town)
                    number = int(treated[mine].sum())
                    treated = treated.copy()
                    treated[mine] = False
                    treated[mine[np.argsort(order[mine])[:number]]] = True
            found = programme(counts, protocol_of(treated, towns))
            case = Evidence(found.interval, True, found.p_value, 0.05, -20.0)
            said[verdict(case).value] += 1
            said[f"below the floor: {verdict(replace(case, powered=False)).value}"] += 1
            done += 1
    return {name: number / done for name, number in sorted(said.items())}


def run(programmes: int = 2000) -> list[dict]:
    """Return the rows for no effect and for a true -30 %."""
    rows = []
    for effect, number in ((0.0, programmes), (30.0, max(10, programmes // 20))):
        began = time.perf_counter()
        found = shares(number, effect)
        fell = found.get(Verdict.FELL.value, 0.0)
        never = found.get(f"below the floor: {Verdict.FELL.value}", 0.0)
        rows.append(
            {
                "work": f"verdict on {number} simulated programmes, "
                + (f"true {-effect:+g} %" if effect else "no effect"),
                "ours": round(time.perf_counter() - began, 1),
                "target": "fell in at most 3.5 % of nulls, never below the floor",
                "met": never == 0 and (effect > 0 or fell <= 0.035),
                "note": ", ".join(f"{name} {share:.4f}" for name, share in found.items()),
            }
        )
    return rows


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else 2000):
        print(row["work"], "|", row["note"], "|", "met" if row["met"] else "NOT MET", row["ours"])
