"""A plan in use: whatever is done in whatever order, what must hold holds."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from beatwise.accountability.boards.agenda import Pack, agenda, freeze, unchanged
from beatwise.accountability.measures.period import quarter
from beatwise.accountability.plan.action_rows import read_actions, write_actions
from beatwise.accountability.plan.actions import ACTION, Action, faults, progress
from beatwise.accountability.plan.burn_up import burn_up
from beatwise.accountability.plan.change_control import CHANGE_REQUEST, ChangeRequest, change_action
from beatwise.accountability.rating.rag import RULE_VERSION
from beatwise.errors import BeatwiseError


START = dt.date(2025, 4, 1)
ROLES = st.sampled_from(["performance", "governance", "commissioner", "partner", "evaluator"])


class PlanInUse(RuleBasedStateMachine):
    """An office that adds, moves, changes and freezes in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.today = START
        self.actions: dict[str, Action] = {}
        self.first_due: dict[str, dt.date | None] = {}
        self.requests: list[ChangeRequest] = []
        self.packs: list[Pack] = []

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        """Days go by, up to the end of the third year."""
        self.today = min(self.today + dt.timedelta(days=days), dt.date(2028, 3, 31))

    @rule(due=st.dates(START, dt.date(2029, 3, 31)))
    def add(self, due: dt.date) -> None:
        """An action enters the plan."""
        if len(self.actions) < 8:
            name = f"a{len(self.actions)}"
            waits = tuple(n for n, a in self.actions.items() if a.due and a.due <= due)[:1]
            self.actions[name] = Action(
                name, name, "policing", "performance", due, created=self.today, depends_on=waits
            )
            self.first_due[name] = due

    @precondition(lambda self: self.actions)
    @rule(data=st.data(), role=ROLES, evidence=st.booleans())
    def move(self, data: st.DataObject, role: str, evidence: bool) -> None:
        """Somebody tries to move an action."""
        action = data.draw(st.sampled_from(list(self.actions.values())))
        name = data.draw(st.sampled_from([move.name for move in ACTION.transitions]))
        evidence_met = ("evidence",) if evidence else ()
        try:
            state = ACTION.move(
                action.state, name, role=role, requirements_met=evidence_met, why="y", board="b"
            )
        except BeatwiseError:
            return
        done = ACTION.state(state).done
        assert evidence or not done
        self.actions[action.id] = replace(
            action,
            state=state,
            completed=self.today if done else None,
            evidence=("page",) if done else action.evidence,
        )

    @precondition(lambda self: self.actions)
    @rule(data=st.data(), later=st.integers(1, 200))
    def ask_for_a_later_date(self, data: st.DataObject, later: int) -> None:
        """A later date is asked for."""
        action = data.draw(st.sampled_from(list(self.actions.values())))
        assert action.due is not None
        after = (("due", action.due + dt.timedelta(days=later)), ("depends_on", ()))
        request = ChangeRequest(action.id, after, "late funding", "performance", self.today)
        self.requests = [r for r in self.requests if r.about != action.id] + [request]

    @precondition(lambda self: any(r.state == "asked" for r in self.requests))
    @rule(data=st.data(), way=st.sampled_from(["approve", "refuse", "take back"]), role=ROLES)
    def decide(self, data: st.DataObject, way: str, role: str) -> None:
        """Somebody tries to decide a request."""
        request = data.draw(st.sampled_from([r for r in self.requests if r.state == "asked"]))
        try:
            state = CHANGE_REQUEST.move("asked", way, role=role, why="y", board="b")
        except BeatwiseError:
            return
        decided = replace(request, state=state)
        self.requests[self.requests.index(request)] = decided
        if state == "approved":
            changed = change_action(self.actions[request.about], decided)
            self.actions[request.about] = changed
            for name, other in self.actions.items():
                if request.about in other.depends_on:
                    self.actions[name] = replace(other, depends_on=())

    @rule()
    def meet(self) -> None:
        """A board meets on a frozen pack."""
        if len(self.packs) < 4:
            items = agenda([], list(self.actions.values()), self.requests, today=self.today)
            overdue = next(item for item in items if item.kind == "overdue")
            assert all(self.actions[name].overdue(self.today) for name in overdue.about)
            pack = freeze("Board", self.today, [], items, rule=RULE_VERSION, commentary={})
            self.packs.append(pack)

    @invariant()
    def counts_add_up(self) -> None:
        """The counts are those of the register."""
        listed = list(self.actions.values())
        counts = progress(listed, self.today)
        assert counts.total + counts.withdrawn == len(listed)
        assert counts.complete == sum(a.completed is not None for a in listed)
        assert counts.percent is None or 0 <= counts.percent <= 100

    @invariant()
    def the_first_date_is_never_lost(self) -> None:
        """The first due date is kept, however often it moves."""
        for name, action in self.actions.items():
            assert (action.original_due or action.due) == self.first_due[name]

    @invariant()
    def the_burn_up_only_grows(self) -> None:
        """The lines of the burn-up never fall, and end at today's count."""
        rows = burn_up(self.actions.values(), quarter(2025, 1), quarter(2028, 4), today=self.today)
        for before, after in itertools.pairwise(rows):
            assert before.due <= after.due <= after.scope
            assert after.complete is None or (before.complete or 0) <= after.complete
        last = [row.complete for row in rows if row.complete is not None][-1]
        assert last == progress(self.actions.values(), self.today).complete

    @invariant()
    def files_come_round(self) -> None:
        """The register can be written and read back at any time."""
        listed = list(self.actions.values())
        assert faults(listed) == ()
        back = read_actions(write_actions(listed), ["policing"])
        assert [action for _, action in back.entries] == listed

    @invariant()
    def frozen_packs_stay(self) -> None:
        """No later change touches a frozen pack."""
        assert all(unchanged(pack) for pack in self.packs)


TestPlanInUse = PlanInUse.TestCase
TestPlanInUse.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
