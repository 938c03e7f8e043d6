"""The worked evaluation of the tutorial, on real months, where the real data are."""

from __future__ import annotations

import os
from pathlib import Path

from checks.same_results import inputs
from checks.same_results.case import Case, Inputs, commands
from checks.same_results.environment import ROOT


REAL_DATA = Path(os.environ.get("BEATWISE_REAL_DATA", ROOT.parent / "shared" / "data"))
TOWNS = ("Hinckley", "Loughborough", "Market Harborough", "Oakham")
LISTS = {town: f"real-lists/{town.lower().replace(' ', '-')}.geojson" for town in TOWNS}
WS = "--workspace real-ws"
FIND = "\n".join(
    f'find --area "{town} BUA" --type shoplifting --train 2025-01:2025-12 --count 6 '
    f"--out {name} {WS}"
    for town, name in LISTS.items()
)
DESIGN = " ".join(f"--hotspots {name}" for name in LISTS.values()) + (
    f" --start 2027-02 --months 12 --seed 2027 {WS}"
)


def absence() -> str:
    """Say why the case is left out, or nothing when it is not."""
    if REAL_DATA.is_dir():
        return ""
    return "The real data are not at hand: set BEATWISE_REAL_DATA to run the tutorial's evaluation."


def cases() -> tuple[Case, ...]:
    """Return the tutorial's case, if the data are there."""
    if absence():
        return ()
    steps = commands(
        """
        init real-ws --name 'Leicestershire and Rutland'
        gather police-uk real/police_uk_street/leicestershire {ws}
        gather areas real/boundaries/towns/derived_seven_llr_towns.geojson --label AREANM \
        --id AREACD --layer towns {ws}
        {find}
        design {design} --out real-lots --json
        design {design} --by-town --out real-towns
        design {design} --kind stepped --steps 4 --out real-stepped
        design {design} --kind crossover --out real-crossover
        lock real-lots --by 'independent evaluator'
        """.replace("{find}", FIND),
        design=DESIGN,
        ws=WS,
    )
    title = "the tutorial's evaluation, on real months"
    return (Case("tutorial", title, (Inputs(inputs.link(REAL_DATA, "real")), *steps)),)
