"""The plan's actions: status table, owners, dates, dependencies, and how much is complete.

Overdue, at risk and blocked are never typed in: they follow from the date, the state and what an
action waits for. "Percentage complete" is computed from the register, never entered.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.accountability.roles import owner_role
from beatwise.clock import day_words
from beatwise.errors import BadInput


_OFFICE = ("performance", "governance", "commissioning")
_LEADS = (*_OFFICE, "force_liaison", "partner")
_BOARD = ("commissioner", "deputy", "performance", "governance")

ACTION = StateTable(
    "an action",
    (
        State("planned", "Planned"),
        State("in progress", "In progress"),
        State("paused", "Paused"),
        State("complete", "Complete", done=True),
        State("withdrawn", "Withdrawn", final=True),
    ),
    (
        Transition("start", "Start", ("planned",), "in progress", _LEADS),
        Transition("pause", "Pause", ("in progress",), "paused", _LEADS, why=True),
        Transition("resume", "Resume", ("paused",), "in progress", _LEADS),
        Transition(
            "complete",
            "Mark complete",
            ("planned", "in progress"),
            "complete",
            _LEADS,
            ("evidence",),
        ),
        Transition("reopen", "Reopen", ("complete",), "in progress", _OFFICE, why=True),
        Transition(
            "withdraw",
            "Withdraw",
            ("planned", "in progress", "paused"),
            "withdrawn",
            _BOARD,
            why=True,
            at_board=True,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the plan.

    Parameters
    ----------
    id, title, strategy
        Its short name, what is to be done, and the delivery strategy it belongs to.
    owner
        The role that answers for it.
    due
        When; ``None`` when no date was set.
    state
        A state of :data:`ACTION`.
    created, completed
        The days on which it entered the plan and was completed.
    depends_on
        Ids of the actions it waits for.
    evidence
        What shows that it is done.
    original_due
        The first date, when a board has approved a later one.
    """

    id: str
    title: str
    strategy: str
    owner: str
    due: dt.date | None
    state: str = "planned"
    created: dt.date | None = None
    completed: dt.date | None = None
    depends_on: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    original_due: dt.date | None = None

    def __post_init__(self) -> None:
        place = f"action {self.id}"
        owner_role(self.owner, place=place)
        if ACTION.state(self.state).done != (self.completed is not None):
            raise BadInput(
                "an action has a day of completion when it is complete, and only then.",
                place=place,
                next_step="Give the day it was completed, or another state.",
            )

    @property
    def open(self) -> bool:
        """Whether something remains to be done."""
        state = ACTION.state(self.state)
        return not (state.done or state.final)

    def overdue(self, today: dt.date) -> bool:
        """Whether it is open and its day has passed."""
        return self.open and self.due is not None and self.due < today

    @property
    def slipped_days(self) -> int:
        """By how many days boards have moved its date."""
        if self.due is None or self.original_due is None:
            return 0
        return (self.due - self.original_due).days


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list of actions is.

    Parameters
    ----------
    total
        Actions in the plan, the withdrawn ones left out.
    complete, in_progress, overdue, withdrawn
        How many of them are so.
    """

    total: int
    complete: int
    in_progress: int
    overdue: int
    withdrawn: int

    @property
    def percent(self) -> Fraction | None:
        """Complete ÷ total × 100, exact; ``None`` when there are no actions."""
        return Fraction(self.complete * 100, self.total) if self.total else None


def progress(actions: Iterable[Action], today: dt.date) -> Progress:
    """Count how far the actions are."""
    all_actions = list(actions)
    withdrawn = sum(a.state == "withdrawn" for a in all_actions)
    return Progress(
        total=len(all_actions) - withdrawn,
        complete=sum(ACTION.state(a.state).done for a in all_actions),
        in_progress=sum(a.state == "in progress" for a in all_actions),
        overdue=sum(a.overdue(today) for a in all_actions),
        withdrawn=withdrawn,
    )


def progress_by_strategy(actions: Iterable[Action], today: dt.date) -> dict[str, Progress]:
    """Count how far each strategy is, in the order in which strategies first appear."""
    by_strategy: dict[str, list[Action]] = {}
    for action in actions:
        by_strategy.setdefault(action.strategy, []).append(action)
    return {strategy: progress(group, today) for strategy, group in by_strategy.items()}


def waiting_for(action: Action, actions: Mapping[str, Action]) -> tuple[Action, ...]:
    """Return the open actions that this one waits for; a withdrawn one is waited for no more."""
    return tuple(
        actions[name] for name in action.depends_on if name in actions and actions[name].open
    )


def faults(actions: Sequence[Action]) -> tuple[str, ...]:
    """Return what is wrong between actions: one id twice, unknown or circular dependencies."""
    return tuple(words for _, words in faults_by_id(actions))


def faults_by_id(actions: Sequence[Action]) -> tuple[tuple[str, str], ...]:
    """Return what is wrong between actions, each with the id of one that it is wrong of."""
    by_id = {action.id: action for action in actions}
    times = Counter(action.id for action in actions)
    wrong = [(i, f"two actions are called {i}") for i in sorted(i for i in times if times[i] > 1)]
    wrong += [
        (action.id, f"action {action.id} waits for {name}, which is not in the plan")
        for action in actions
        for name in action.depends_on
        if name not in by_id
    ]
    circle = circular(by_id)
    if circle:
        wrong.append((circle[0], f"these actions wait for each other: {', '.join(circle)}"))
    return tuple(wrong)


def out_of_order(
    actions: Iterable[Action], names: Collection[str] | None = None
) -> tuple[str, ...]:
    """Return, in sentences, which open actions are due before another that they wait for.

    No fault: a board may decide dates like that, and then ought to hear of it. ``names`` are the
    ids that are asked about, on either side; without them all are.
    """
    all_actions = list(actions)
    by_id = {action.id: action for action in all_actions}
    return tuple(
        f"{action.id} is due on {day_words(action.due)}, before {name}, which it waits for and "
        f"which is due on {day_words(other.due)}."
        for action in all_actions
        for name in action.depends_on
        if (names is None or action.id in names or name in names)
        and (other := by_id.get(name)) is not None
        and action.open and other.open
        and action.due and other.due and other.due > action.due
    )  # fmt: skip


def check_completed(completed: dt.date, created: dt.date | None, today: dt.date) -> None:
    """Raise ``BadInput`` for a completion that has not come, or before the action was planned."""
    if completed > today:
        raise BadInput(
            f"{day_words(completed)} has not come yet.",
            next_step="Give the day it was completed.",
        )
    if created is not None and completed < created:
        raise BadInput(
            f"{day_words(completed)} is before the action came into the plan.",
            next_step=f"Give a day from {day_words(created)} on; "
            "evidence can say when it was done.",
        )


def circular(actions: Mapping[str, Action]) -> tuple[str, ...]:
    """Return the ids of actions that cannot start because they wait in a circle, sorted."""
    left = {
        name: {other for other in action.depends_on if other in actions}
        for name, action in actions.items()
    }
    free = [name for name, waits in left.items() if not waits]
    waited_by: dict[str, list[str]] = {}
    for name, waits in left.items():
        for other in waits:
            waited_by.setdefault(other, []).append(name)
    while free:
        done = free.pop()
        left.pop(done)
        for name in waited_by.get(done, ()):
            left[name].discard(done)
            if not left[name]:
                free.append(name)
    return tuple(sorted(left))
