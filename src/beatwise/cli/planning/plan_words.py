"""What the planning commands say, and how they leave."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from beatwise.cli.output import say
from beatwise.clock import day_words
from beatwise.errors import Infeasible
from beatwise.plurals import counted


if TYPE_CHECKING:
    from beatwise.journeys.planning.replan import Changes
    from beatwise.planning.plan import PatrolPlan
    from beatwise.planning.rota.rota_plan import RotaPlan


def tell_plan(plan: PatrolPlan, out: Path, files: tuple[str, ...], seconds: float) -> None:
    """Say on stderr what was planned."""
    say(
        f"{plan.name}: {counted(len(plan.shifts), 'shift')}, {plan.hours:,.0f} of "
        f"{plan.hours_asked:,.0f} "
        f"person-hours, {counted(plan.visits, 'visit')} to {counted(len(plan.spots), 'hot spot')}, "
        f"{100 * plan.covered:.0f} % of the offered risk; {seconds:.0f} s, seed {plan.seed}."
    )
    say(f"Walking: {plan.walking}.")
    if plan.predictability is not None:
        say(
            f"The same visit starts within ten minutes of itself on "
            f"{100 * plan.predictability:.0f} % of pairs of days."
        )
    if plan.jitter_loss is not None:
        say(f"Varying times costs {100 * max(0.0, plan.jitter_loss):.1f} % of the covered risk.")
    if plan.too_regular:
        say(plan.too_regular)
    for line in plan.notes:
        say(line)
    for line in plan.assumptions:
        say(f"Assumed: {line.rstrip('.')}.")
    if plan.no_runs:
        more = len(plan.no_runs) - 1
        rest = f" Of {more} more beat{'' if more == 1 else 's'} see plan.html." if more else ""
        say(f"{plan.no_runs[0]}{rest}")
    faults = sum(len(shift.faults) for shift in plan.shifts)
    say(f"Checked again by plain rules: {faults or 'no'} faults.")
    say(
        f"Wrote {counted(len(files), 'file')} to {out}: plan.html to read, posts.toml for the rota."
    )
    if any(name.endswith("LEFT-OUT.txt") for name in files):
        say("There was no time to draw every pocket card; cards/LEFT-OUT.txt lists the others.")


def tell_changes(changes: Changes, folder: Path) -> None:
    """Say on stderr what an absence changed."""
    for line in changes.sentences:
        say(line)
    say(f"Wrote the new plan to {folder}; the old one is in {changes.version}.")


def leave_with(
    unmet: Sequence[str], interrupted: bool, out: Path, *, as_json: bool = False
) -> None:
    """Leave with 130 when stopped by hand, or with 14 and the smallest explanation.

    With ``as_json`` the document already printed holds the explanation, so nothing more goes to
    stdout.
    """
    if interrupted:
        say(f"Stopped by hand: the best found until then was kept in {out}.")
        raise SystemExit(130)
    if not unmet:
        return
    more = f" And {len(unmet) - 1} more, in the plan." if len(unmet) > 1 else ""
    error = Infeasible(
        f"{unmet[0]}{more}",
        place=str(out),
        next_step="The best partial plan was written; give more hours or people, or ask for "
        "less, and plan again.",
    )
    if not as_json:
        raise error
    say(str(error))
    raise typer.Exit(error.exit_code)


def tell_rota(rota: RotaPlan, out: Path, files: tuple[str, ...], seconds: float) -> None:
    """Say on stderr how the rota stands."""
    one, working = rota.on_one_beat()
    short = sum(unfilled.short for unfilled in rota.unfilled)
    say(
        f"{rota.name}: {rota.places - short} of {rota.places} places filled, {working} people "
        f"working, {one} of them on one beat; {seconds:.0f} s, {rota.method}."
    )
    if rota.gap is not None:
        say(f"No rota can score more than {100 * rota.gap:.0f} % better, week by week.")
    for note in (*rota.notes, *rota.faults):
        say(note)
    say(f"Publish it by {day_words(rota.publish_by)}.")
    say(
        f"Wrote {counted(len(files), 'file')} to {out}: rota.html to read, a calendar for "
        f"each person."
    )
