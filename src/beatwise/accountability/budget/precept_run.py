"""A precept from proposal to issue: which step may follow, and what each must satisfy.

A veto needs two thirds of the *membership*. After a veto as too low the revised precept is higher
than the one vetoed, after a veto as too high it is lower (SI 2012/2271, regulation 5(3)); a second
veto there is not. What is then issued is the revised precept, or one further to the same side of
the vetoed one (regulation 8(3), to be verified).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from beatwise.accountability.boards import votes
from beatwise.accountability.boards.votes import VETO, Vote, VoteCheck
from beatwise.accountability.funds import pounds
from beatwise.clock import day_words
from beatwise.errors import BadInput, Conflict


PROPOSED, SUPPORTED = "proposed", "supported"
TOO_LOW, TOO_HIGH = "too_low", "too_high"
REVISED, COMMENTED, RESPONDED, ISSUED = "revised", "commented", "responded", "issued"


@dataclass(frozen=True, slots=True)
class StepKind:
    """A kind of step: its title, the steps it may follow (none: the first), and its deadline.

    ``amount`` says whether it states a rise of Band D, ``vote`` whether the panel votes on it.
    """

    title: str
    after: tuple[str, ...]
    deadline: str = ""
    amount: bool = False
    vote: bool = False


KINDS = {
    PROPOSED: StepKind("Precept proposed to the panel", (), "notice", amount=True),
    SUPPORTED: StepKind(
        "Reviewed by the panel, not vetoed", (PROPOSED,), "panel_report", vote=True
    ),
    TOO_LOW: StepKind("Vetoed as too low", (PROPOSED,), "panel_report", vote=True),
    TOO_HIGH: StepKind("Vetoed as too high", (PROPOSED,), "panel_report", vote=True),
    REVISED: StepKind("Response and revised precept", (TOO_LOW, TOO_HIGH), "revised", amount=True),
    COMMENTED: StepKind(
        "Revised precept reviewed by the panel", (REVISED,), "second_report", vote=True
    ),
    RESPONDED: StepKind("Response to the panel's report published", (SUPPORTED, COMMENTED)),
    ISSUED: StepKind("Precept issued", (SUPPORTED, COMMENTED, RESPONDED), "issue", amount=True),
}
VETOES = (TOO_LOW, TOO_HIGH)


@dataclass(frozen=True, slots=True)
class PreceptStep:
    """A step that was taken: its kind, the day, the rise in pence, and the vote, if any."""

    kind: str
    on: dt.date
    rise: int | None = None
    vote: Vote | None = None

    @property
    def vote_check(self) -> VoteCheck | None:
        """What follows from the vote, beside its recorded result."""
        return None if self.vote is None else votes.check(self.vote)


def next_kinds(steps: Sequence[PreceptStep]) -> tuple[str, ...]:
    """Return the kinds of step that may follow."""
    last = steps[-1].kind if steps else None
    return tuple(
        name for name, kind in KINDS.items() if (last in kind.after if last else not kind.after)
    )


def check(steps: Sequence[PreceptStep], step: PreceptStep) -> PreceptStep:
    """Return a step that may follow the others.

    Raises
    ------
    Conflict
        When it does not follow: a veto of a revised precept, a step before an earlier one's day.
    BadInput
        When its own figures cannot be: no amount, a veto without two thirds of the membership, a
        revised precept on the wrong side of the vetoed one.
    """
    kind = KINDS[step.kind]
    if step.kind not in next_kinds(steps):
        raise Conflict(_not_next(steps, step), place="kind", next_step=_offer(steps))
    if steps and step.on < steps[-1].on:
        raise BadInput(
            f"the step before was taken on {day_words(steps[-1].on)}.",
            place="on",
            next_step="Give that day or a later one.",
        )
    if kind.amount and step.rise is None:
        raise BadInput("the rise of Band D is missing.", place="rise", next_step="Give it.")
    if step.kind in VETOES:
        _check_veto(step)
    if step.kind == REVISED:
        _check_revised(steps, step)
    if step.kind == ISSUED:
        _check_issued(steps, step)
    return step


def faults(steps: Iterable[PreceptStep]) -> tuple[str, ...]:
    """Return what is wrong with a run of steps, in words."""
    wrong: list[str] = []
    before: list[PreceptStep] = []
    for step in steps:
        try:
            check(before, step)
        except (BadInput, Conflict) as error:
            wrong.append(f"{KINDS[step.kind].title}: {error.message}")
        before.append(step)
    return tuple(wrong)


def days(steps: Iterable[PreceptStep]) -> dict[str, dt.date]:
    """Return on which day each deadline's step was taken."""
    return {KINDS[s.kind].deadline: s.on for s in steps if KINDS[s.kind].deadline}


def recorded_vote(
    motion: str, members: int, present: int, in_favour: int | None, against: int | None,
    *, veto: bool,
) -> Vote:  # fmt: skip
    """Return a panel's vote on a precept: a veto by the membership, else by the votes cast."""
    vote = Vote(
        motion=motion, rule=VETO if veto else votes.MAJORITY, members=members, present=present,
        in_favour=in_favour, against=against, abstained=None, recorded=True,
    )  # fmt: skip
    faults_of_vote = votes.check(vote).faults
    if faults_of_vote:
        raise BadInput(
            f"{faults_of_vote[0]}.", place="present", next_step="Check the minutes' numbers."
        )
    return replace(vote)


def _check_veto(step: PreceptStep) -> None:
    vote, result = step.vote, step.vote_check
    if vote is None or result is None or vote.in_favour is None:
        raise BadInput(
            "a veto needs its recorded vote.",
            place="in_favour",
            next_step="Give the panel's members at the time, and how many voted for the veto.",
        )
    if not result.carried:
        raise BadInput(
            f"a veto needs {result.needed} of the {vote.members} members, and {vote.in_favour} "
            "voted for it.",
            place="in_favour",
            next_step="Check the vote; without two thirds of all members the precept is not "
            "vetoed.",
        )


def _check_revised(steps: Sequence[PreceptStep], step: PreceptStep) -> None:
    vetoed = next(s.rise for s in reversed(steps) if s.kind == PROPOSED)
    low = steps[-1].kind == TOO_LOW
    assert vetoed is not None
    assert step.rise is not None
    if (step.rise <= vetoed) if low else (step.rise >= vetoed):
        side = "higher" if low else "lower"
        raise BadInput(
            f"after a veto as too {'low' if low else 'high'} the revised precept is {side} than "
            f"{pounds(vetoed)}.",
            place="rise",
            next_step=f"Propose a {side} one.",
        )


def _check_issued(steps: Sequence[PreceptStep], step: PreceptStep) -> None:
    revised = next((s.rise for s in reversed(steps) if s.kind == REVISED), None)
    if revised is None or step.rise is None:
        return
    low = any(s.kind == TOO_LOW for s in steps)
    if (step.rise < revised) if low else (step.rise > revised):
        side = "lower" if low else "higher"
        raise BadInput(
            f"after a veto as too {'low' if low else 'high'} no precept is issued that is {side} "
            f"than the revised one of {pounds(revised)}.",
            place="rise",
            next_step="Issue the revised precept, or correct the amount.",
        )


def _not_next(steps: Sequence[PreceptStep], step: PreceptStep) -> str:
    if step.kind in VETOES and any(s.kind in VETOES for s in steps):
        return "a revised precept is not vetoed again; the panel comments on it."
    after = f" after '{KINDS[steps[-1].kind].title}'" if steps else " at first"
    return f"'{KINDS[step.kind].title}' is not what comes{after}."


def _offer(steps: Sequence[PreceptStep]) -> str:
    offered = ", ".join(f"'{KINDS[name].title}'" for name in next_kinds(steps))
    return f"What can come: {offered}." if offered else "The precept is issued; nothing follows."
