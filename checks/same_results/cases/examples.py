"""The examples of the tutorial: a month of patrols for seven market towns."""

from __future__ import annotations

from checks.same_results.case import Case, Command, commands


FOLDER = "examples/market-towns"
TOWNS = ("Pelbrook", "Ostermere", "Vennaby", "Larkenham", "Dunstowe", "Kessingthorpe", "Hathermoor")
SPOTS = " ".join(f"--hotspots {FOLDER}/hotspots/{town}.geojson" for town in TOWNS)
TEAM = f"--team {FOLDER}/team.toml"
APRIL = f"{SPOTS} {TEAM} --from 2027-04-01 --to 2027-04-30"
WEEK = f"--hotspots {FOLDER}/hotspots/Pelbrook.geojson {TEAM} --from 2027-04-19 --to 2027-04-25"
ABSENCE = f"--absence {FOLDER}/absence.toml"
WHY_LOOSE = (
    "CP-SAT searches with two workers that race, so rotas that are equally good differ from run to "
    "run on one tree; the case 'rota' has the same steps without OR-tools, with HiGHS"
)


def _without_ortools(lines: str, **variables: str) -> tuple[Command, ...]:
    """Return commands that do not find OR-tools, and so give the same answer each time."""
    return tuple(
        Command(command.words, without=("ortools",)) for command in commands(lines, **variables)
    )


CASES = (
    Case(
        "plan",
        "the tutorial's plan, and small ones without streets",
        commands(
            """
            simulate seven --towns 7 --months 24 --seed 3 --json
            init patrols --name Millshire
            gather streets seven/streets.geojson --layer streets --workspace patrols
            plan {april} --hours 400 --streets streets --workspace patrols --out april
            plan {week} --hours 400 --dose hourly --out week-too-much
            plan {week} --hours 24 --out week --json
            plan {week} --hours 24 --out week
            """,
            april=APRIL,
            week=WEEK,
        ),
    ),
    Case(
        "rota",
        "the tutorial's rota and what an absence changes, with HiGHS",
        _without_ortools(
            """
            rota {team} --posts april/posts.toml --from 2027-04-01 --weeks 4 --out april
            rota {team} --posts {folder}/posts.toml --from 2027-04-08 --weeks 1 \
            --out rota-week --json
            replan --plan april {absence}
            replan --plan rota-week {absence} --json
            """,
            team=TEAM,
            folder=FOLDER,
            absence=ABSENCE,
        ),
        needs=("plan",),
    ),
    Case(
        "options",
        "what patrols cost, and a plan's specification",
        commands(
            """
            options --inputs {folder}/options.toml --out options
            options --inputs {folder}/options.toml --out options-dated --date 2027-01-31 --json
            spec-pack --plan april --out specification
            spec-pack --plan april --out specification-again --json
            """,
            folder=FOLDER,
        ),
        needs=("rota",),
    ),
    Case(
        "rota-cp-sat",
        "the same rota with OR-tools",
        (
            *commands(
                """
                rota {team} --posts {folder}/posts.toml --from 2027-04-08 --weeks 1 \
                --out cp-sat/week --json
                rota {team} --posts april/posts.toml --from 2027-04-01 --weeks 4 --out cp-sat/month
                replan --plan cp-sat/month {absence} --json
                """,
                team=TEAM,
                folder=FOLDER,
                absence=ABSENCE,
            ),
        ),
        needs=("plan",),
        loose=("steps/*", "files/cp-sat/week/*", "files/cp-sat/month/*"),
        why_loose=WHY_LOOSE,
    ),
)
