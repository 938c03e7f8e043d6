"""Evaluations from design to result: side by side, stepped, and crossover by day."""

from __future__ import annotations

from checks.same_results import inputs
from checks.same_results.case import Case, Inputs, commands


WS = "--workspace ws"
SIDE = (
    "design --hotspots county/areas/hot-spots.geojson --start 2025-07 --months 6 "
    f"--outcome shoplifting --outcome asb --drawn-within town {WS}"
)
STEPPED = (
    "design --hotspots spots.geojson --start 2025-01 --months 12 "
    f"--outcome shoplifting --outcome asb --kind stepped {WS}"
)
CROSSOVER = (
    "design --hotspots county/areas/hot-spots.geojson --start 2025-07 --months 5 "
    "--outcome shoplifting --outcome anti-social-behaviour --kind crossover "
    f"--source millshire-timed {WS}"
)
CHOICE = (
    "design --hotspots spots.geojson --start 2025-07 --months 6 "
    f"--outcome shoplifting --outcome asb {WS}"
)
EIGHT = (
    "counts --treated 207 110 --control 308 318 "
    "--displacement-treated 178 157 --displacement-control 150 140"
)

CASES = (
    Case(
        "side-by-side",
        "a design that is locked, evaluated, and evaluated again; counts and evidence",
        commands(
            """
            {side} --out side --json
            {side} --out side-words --seed 3 --controls 2 --look 2025-09 --cost 150000
            evaluate side --out side-early {ws} --json
            lock side --by evaluator --json
            {side} --out side
            lock side --by evaluator
            gather police-uk county/police-uk/2025-11 county/police-uk/2025-12 {ws}
            evaluate side --out side-result --visits county/patrols/visits.csv {ws} --json
            evaluate side --out side-result --again
            evaluate side --out side-plain {ws}
            evaluate side-words --out side-look --look 2025-09 {ws}
            {eight} --json
            {eight}
            counts --treated 0 12 --control 10 10 --json
            evidence --out evidence --result side-result/result.json --json
            evidence --out evidence-alone
            """,
            side=SIDE,
            eight=EIGHT,
            ws=WS,
        ),
        needs=("county",),
    ),
    Case(
        "by-choice",
        "areas and towns that were not drawn by lot",
        (
            Inputs(inputs.spots_without_roles),
            *commands(
                """
                {choice} --treat all --out choice-all
                {choice} --treat pelbrook-1 --treat vennaby-2 --treat ostermere-1 --out choice
                evaluate choice --out choice-result {ws} --json
                {choice} --by-town --treat Pelbrook --out choice-town --json
                evaluate choice-town --out choice-town-result {ws}
                """,
                choice=CHOICE,
                ws=WS,
            ),
        ),
        needs=("side-by-side",),
    ),
    Case(
        "stepped",
        "stepped starts, by hot spot and by town",
        (
            Inputs(inputs.spots_without_roles),
            *commands(
                """
                {stepped} --steps 4 --out stepped --json
                lock stepped --by evaluator
                evaluate stepped --out stepped-result {ws} --json
                evaluate stepped --out stepped-result --again
                {stepped} --steps 3 --by-town --out stepped-towns
                evaluate stepped-towns --out stepped-towns-result {ws}
                """,
                stepped=STEPPED,
                ws=WS,
            ),
        ),
        needs=("side-by-side",),
    ),
    Case(
        "crossover",
        "days against days",
        commands(
            """
            {crossover} --patrol-days 3 --out crossover --json
            lock crossover --by evaluator
            evaluate crossover --out crossover-result {ws} --json
            evaluate crossover --out crossover-result --again
            {crossover} --daily-presence --out refused
            """,
            crossover=CROSSOVER,
            ws=WS,
        ),
        needs=("side-by-side",),
    ),
)
