"""``beatwise design`` and ``beatwise lock``: decide everything before the answer can be known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    JsonOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)


if TYPE_CHECKING:
    from beatwise.clock import MonthRange
    from beatwise.journeys.evaluation.design_request import Draft


def add(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command("design")(design)
    app.command("lock")(lock)


def design(
    hotspots: Annotated[
        list[Path],
        typer.Option(
            "--hotspots",
            metavar="FILE",
            help="A frozen list (beatwise find --out) or areas as GeoJSON; repeat for each town.",
        ),
    ],
    start: Annotated[
        str, typer.Option("--start", metavar="YYYY-MM", help="First patrolled month.")
    ],
    months: Annotated[int, typer.Option("--months", min=1, help="How many patrolled months.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")],
    controls: Annotated[
        int, typer.Option("--controls", min=1, help="Comparison areas for each patrolled one.")
    ] = 1,
    effect: Annotated[
        list[float] | None,
        typer.Option("--effect", metavar="PCT", help="Fall to show power for; repeatable."),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            help="Seed of everything drawn at random (1). A draw made with outcome months at hand "
            "takes its seed from the areas instead.",
        ),
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option("--outcome", metavar="TYPE", help="Primary outcome, then any secondary ones."),
    ] = None,
    treat: Annotated[
        list[str] | None,
        typer.Option("--treat", metavar="ID", help="Already decided: areas (or all), or towns."),
    ] = None,
    by_town: Annotated[
        bool, typer.Option("--by-town", help="Whole towns are patrolled or compared.")
    ] = False,
    treated_towns: Annotated[
        int | None,
        typer.Option("--treated-towns", min=1, help="With --by-town: how many are drawn."),
    ] = None,
    drawn_within: Annotated[
        str | None,
        typer.Option(
            "--drawn-within",
            metavar="all|town",
            help="The roles in the file were drawn by lot within this.",
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="LABEL[=WHY]", help="A town or area left out."),
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", help="parallel, stepped or crossover.")
    ] = "parallel",
    steps: Annotated[int, typer.Option("--steps", min=2, help="With --kind stepped.")] = 4,
    patrol_days: Annotated[
        int, typer.Option("--patrol-days", min=1, max=6, help="With --kind crossover, a week.")
    ] = 3,
    daily_presence: Annotated[
        bool, typer.Option("--daily-presence", help="A contract promises patrols every day.")
    ] = False,
    ring: Annotated[float, typer.Option("--ring", help="Width of the ring around areas, m.")] = 150,
    smallest: Annotated[
        float, typer.Option("--smallest", metavar="PCT", help="Smallest fall that would matter.")
    ] = 20,
    floor: Annotated[
        float, typer.Option("--floor", help="Power below which it cannot answer.")
    ] = 0.6,
    look: Annotated[
        list[str] | None, typer.Option("--look", metavar="YYYY-MM", help="Planned interim look.")
    ] = None,
    source: Annotated[
        str, typer.Option("--source", help="A timed extract instead of police.uk.")
    ] = "data.police.uk",
    before: Annotated[
        str | None, typer.Option("--before", metavar="MONTHS", help="Months before, if not all.")
    ] = None,
    cost: Annotated[
        float | None, typer.Option("--cost", help="Cost of the programme in pounds.")
    ] = None,
    theory: Annotated[
        Path | None,
        typer.Option("--theory", metavar="FILE", help="Your own theory of change (TOML)."),
    ] = None,
    alpha: Annotated[
        float, typer.Option("--alpha", help="Level of the test; 1 minus the intervals' coverage.")
    ] = 0.05,
    published_after: Annotated[
        int,
        typer.Option("--published-after", min=0, help="Months until a month is published."),
    ] = 2,
    writing: Annotated[
        int, typer.Option("--writing", min=0, help="Months to write the report.")
    ] = 1,
    office_ends: Annotated[
        str,
        typer.Option(
            "--office-ends", metavar="YYYY-MM", help="Month in which the office holder's term ends."
        ),
    ] = "2028-05",
    without: WithoutOption = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Propose patrolled and comparison areas, and say what they could ever show."""
    from beatwise.cli.output import print_json, progress, tell
    from beatwise.clock import Month, MonthRange
    from beatwise.estimate import Estimate
    from beatwise.evaluation.protocol.protocol import Decision
    from beatwise.journeys.evaluation.design_request import DesignRequest
    from beatwise.journeys.evaluation.eligible import Wish
    from beatwise.journeys.evaluation.write_design import write_design
    from beatwise.store.evaluation.theory_file import read_theory

    first = Month.parse(start)
    patrols = MonthRange(first, first + (months - 1))
    wish = Wish(
        controls=controls, seed=1 if seed is None else seed, ring_m=ring,
        treat=tuple(treat or ()), by_town=by_town,
        treated_towns=treated_towns, drawn_within=drawn_within, exclude=tuple(exclude or ()),
        seed_given=seed is not None,
    )  # fmt: skip
    request = DesignRequest(
        draft=_draft(
            kind, patrols, steps=steps, patrol_days=patrol_days, daily_presence=daily_presence
        ),
        wish=wish,
        outcomes=tuple(outcome or ()),
        effects=tuple(sorted({-abs(e) for e in effect or (10, 20, 30)}, reverse=True)),
        decision=Decision(
            alpha=alpha,
            smallest_effect=-abs(smallest),
            power_floor=floor,
            looks=tuple(Month.parse(m) for m in look or ()),
            spending="obrien-fleming" if look else "none",
        ),
        source=source,
        before=MonthRange.parse(before) if before else None,
        cost=None if cost is None else Estimate(cost, cost, cost, unit="pounds"),
        theory=read_theory(theory) if theory else (),
        lag=published_after,
        writing=writing,
        office_ends=Month.parse(office_ends),
    )
    opened = open_without(workspace, without)
    with progress("Designing") as advance:
        done = write_design(opened, hotspots, patrols, request, out, advance)
    if as_json:
        print_json(done.as_json())
        return
    for line in done.words:
        print(line)
    tell(f"Next: read {out / 'design.html'}, then beatwise lock {out} --by ROLE")


def _draft(
    kind: str, patrols: MonthRange, *, steps: int, patrol_days: int, daily_presence: bool
) -> Draft:
    """Return how a design of this kind is drawn up. Raises ``BadInput`` for an unknown kind."""
    from beatwise.evaluation.designs.design_json import unknown_kind
    from beatwise.journeys.evaluation.drafts.crossover import CrossoverDraft
    from beatwise.journeys.evaluation.drafts.side_by_side import SideBySideDraft
    from beatwise.journeys.evaluation.drafts.stepped import SteppedDraft, step_months

    drafts: dict[str, Callable[[], Draft]] = {
        "parallel": SideBySideDraft,
        "stepped": lambda: SteppedDraft(step_months(patrols, steps)),
        "crossover": lambda: CrossoverDraft(patrol_days, daily_presence),
    }
    if kind not in drafts:
        raise unknown_kind(kind, "the design")
    return drafts[kind]()


def lock(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the protocol.")],
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help="Who locks it: a role.")],
    deviation: Annotated[
        str | None,
        typer.Option("--deviation", metavar="WHY", help="Record a change made after the lock."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Lock a protocol: from now on every change is a numbered deviation."""
    from beatwise.cli.output import print_json
    from beatwise.evaluation.protocol import lock_json
    from beatwise.journeys.evaluation.lock_protocol import lock_protocol

    done = lock_protocol(folder, by, deviation=deviation)
    locked = done.lock
    if as_json:
        document = {k: v for k, v in lock_json.as_json(locked).items() if k != "text"}
        print_json(document | {"standing": locked.standing})
        return
    for gap in done.theory_gaps:
        print(f"Theory of change. {gap}")
    if not done.new:
        print(f"Locked already, on {locked.locked}, by {locked.by}; unchanged since.")
    elif locked.deviations:
        print(f"Deviation {locked.deviations[-1].number} is recorded; it will be in the result.")
    else:
        print(f"Locked on {locked.locked} by {locked.by}.")
    print(f"Hash: {locked.standing}")
    print(f"Seal of hash, date, role and deviations: {locked.seals[-1]}")
    print("Deposit both outside the office: a public page, a registry or a trusted timestamp.")
