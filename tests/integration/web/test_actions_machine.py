"""The plan's actions under any order of adding, editing, stepping, asking and deciding."""

from __future__ import annotations

import datetime as dt
import os

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from beatwise.errors import UserError


TODAY = dt.date(2026, 11, 22)
DAYS = st.sampled_from([None, dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 3, 31)])
OWNERS = st.sampled_from(["performance", "partner", "governance"])
OFFICE = ["performance", "governance", "commissioner", "partner"]
PEOPLE = st.sampled_from([*OFFICE, "governance", "performance", "governance", "evaluator"])
DECIDERS = st.sampled_from(["governance", "commissioner", "commissioner", "performance"])
SELDOM, MOSTLY = st.sampled_from([False] * 7 + [True]), st.sampled_from([True] * 5 + [False])
EXAMPLES = 100 if os.environ.get("BEATWISE_SOAK") else 14
# The table in the plainest words: step → from, to, by whom, what it needs.
STEPS = {
    "start": (("planned",), "in progress", "team", ""),
    "pause": (("in progress",), "paused", "team", "why"),
    "resume": (("paused",), "in progress", "team", ""),
    "complete": (("planned", "in progress"), "complete", "team", "evidence"),
    "reopen": (("complete",), "in progress", "office", "why"),
    "withdraw": (("planned", "in progress", "paused"), "withdrawn", "board", "board"),
}
GROUPS = {"team": {"performance", "governance", "partner"}, "office": {"performance", "governance"},
          "board": {"performance", "governance", "commissioner"}}  # fmt: skip
MANAGES, WRITES = {"performance", "governance"}, {"performance", "governance", "partner"}
DECIDES = {"governance", "commissioner"}


def machine(office) -> type[RuleBasedStateMachine]:
    """Return the machine on one office; what it expects is kept in plain dictionaries."""
    from beatwise.accountability.plan.actions import progress
    from beatwise.web.actions import actions, changes, selectors
    from beatwise.web.actions.models import PlanAction, Request
    from beatwise.web.actions.progress import progress_report
    from beatwise.web.keeping.check import check

    people = {n: office.account(n) for n in
              ("performance", "governance", "commissioner", "partner", "evaluator")}  # fmt: skip

    class Plan(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.held: dict[str, dict] = {}
            self.asked: dict[int, dict] = {}
            self.around = transaction.atomic()
            self.around.__enter__()

        def teardown(self):
            found = check().faults
            assert found["history chain"] == found["actions"] == found["changes asked for"] == []
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

        def name(self, data) -> str:
            return data.draw(st.sampled_from(sorted(self.held)), label="action")

        def sees(self, who: str, name: str) -> bool:
            return who != "partner" or self.held[name]["owner"] == "partner"

        def circles(self, name: str, on: list[str]) -> bool:
            """Whether an action would come back to itself by what it waits for."""
            seen, edge = set(), list(on)
            while edge:
                here = edge.pop()
                if here == name:
                    return True
                if here not in seen:
                    seen.add(here)
                    edge += self.held[here]["on"]
            return False

        @precondition(lambda self: len(self.held) < 5)
        @rule(who=PEOPLE, owner=OWNERS, due=DAYS, data=st.data())
        def add(self, who, owner, due, data):
            some = st.lists(st.sampled_from([*sorted(self.held), "A99"]), max_size=2, unique=True)
            on = data.draw(some, label="on") if data.draw(SELDOM) else sorted(self.held)[:1]
            given = {"title": "T", "strategy": "S", "owner": owner, "due": due, "depends_on": on}
            may = who in MANAGES and "A99" not in on
            try:
                row = actions.make(values=given, by=people[who])
            except UserError:
                assert not may
                return
            assert may
            assert row.name == f"A{len(self.held) + 1}"
            self.held[row.name] = {"number": row.number, "state": "planned", "owner": owner,
                                   "due": due, "first": None, "done": None, "on": sorted(on),
                                   "evidence": 0, "version": 1}  # fmt: skip

        @precondition(lambda self: self.held)
        @rule(who=PEOPLE, stale=SELDOM, due=DAYS, data=st.data())
        def edit(self, who, stale, due, data):
            name = self.name(data)
            on = data.draw(st.lists(st.sampled_from(sorted(self.held)), max_size=2, unique=True))
            held = self.held[name]
            may = who in MANAGES and not stale and not self.circles(name, on)
            may = may and (held["due"] is None or held["due"] == due)
            given = {"depends_on": on, "due": due}
            try:
                actions.edit(number=held["number"], version=held["version"] + stale, values=given,
                             by=people[who])  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            after = {"due": due, "on": sorted(on)}
            if any(held[k] != v for k, v in after.items()):
                held |= {**after, "version": held["version"] + 1}

        @precondition(lambda self: any(not h["evidence"] for h in self.held.values()))
        @rule(who=PEOPLE, data=st.data())
        def prove(self, who, data):
            bare = sorted(n for n, h in self.held.items() if not h["evidence"])
            name = data.draw(st.sampled_from(bare), label="action")
            held = self.held[name]
            may = who in WRITES and self.sees(who, name)
            try:
                actions.add_evidence(number=held["number"], words="Seen", by=people[who])
            except UserError:
                assert not may
                return
            assert may
            held |= {"evidence": held["evidence"] + 1, "version": held["version"] + 1}

        @precondition(lambda self: self.held)
        @rule(who=PEOPLE, why=MOSTLY, board=st.booleans(), stale=SELDOM, data=st.data())
        def take(self, who, why, board, stale, data):
            name = self.name(data)
            held = self.held[name]
            near = [n for n, (sources, *_) in STEPS.items() if held["state"] in sources]
            step = data.draw(st.sampled_from([*near * 3, *sorted(STEPS)]), label="step")
            sources, target, group, need = STEPS[step]
            may = held["state"] in sources and who in GROUPS[group]
            may = may and (board or (self.sees(who, name) and not stale))
            may = may and {"": True, "why": why, "evidence": held["evidence"] > 0,
                           "board": why and board}[need]  # fmt: skip
            words = "because" if why else ""
            try:
                if board:
                    actions.move_at_board(name=name, step=step, board="Board", why=words,
                                          by=people[who])  # fmt: skip
                else:
                    actions.move(number=held["number"], version=held["version"] + stale,
                                 step=step, by=people[who], why=words)  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            done = TODAY if target == "complete" else None
            held |= {"state": target, "done": done, "version": held["version"] + 1}

        @precondition(lambda self: self.held)
        @rule(who=PEOPLE, due=DAYS, owner=OWNERS, data=st.data())
        def ask(self, who, due, owner, data):
            name = self.name(data)
            held = self.held[name]
            given = {"due": due.isoformat() if due else "", "owner": owner}
            wanted = {k: v for k, v in (("due", due), ("owner", owner)) if held[k] != v}
            may = who in WRITES and self.sees(who, name) and wanted
            may = may and (wanted.get("due") or TODAY) >= TODAY  # a day that has passed is no date
            try:
                row = changes.ask(
                    kind="action", about=name, new_values=given, why="so", by=people[who]
                )
            except UserError:
                assert not may
                return
            assert may
            was = {k: held[k] for k in wanted}
            self.asked[row.number] = {"about": name, "after": wanted, "was": was, "state": "asked"}

        @precondition(lambda self: any(a["state"] == "asked" for a in self.asked.values()))
        @rule(who=DECIDERS, step=st.sampled_from(["approve", "approve", "refuse"]), why=MOSTLY,
              board=MOSTLY, data=st.data())  # fmt: skip
        def decide(self, who, step, why, board, data):
            number = data.draw(st.sampled_from(sorted(self.asked)), label="change")
            asked = self.asked[number]
            held = self.held[asked["about"]]
            still = all(held[k] == v for k, v in asked["was"].items())
            may = asked["state"] == "asked" and who in DECIDES and board
            may = may and (still if step == "approve" else why)
            try:
                changes.decide(number=number, step=step, board="Board" if board else "",
                               why="because" if why else "", by=people[who])  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            asked["state"] = "approved" if step == "approve" else "refused"
            if step == "approve":
                moved = asked["after"].get("due", held["due"]) != held["due"]
                first = held["due"] if moved and held["first"] is None else held["first"]
                held |= {**asked["after"], "first": first, "version": held["version"] + 1}

        @precondition(lambda self: self.asked)
        @rule(who=PEOPLE, data=st.data())
        def take_back(self, who, data):
            number = data.draw(st.sampled_from(sorted(self.asked)), label="change")
            asked = self.asked[number]
            row = Request.objects.get(number=number)
            sees = self.sees(who, asked["about"]) or row.by_id == people[who].pk
            may = asked["state"] == "asked" and who in WRITES and sees
            try:
                changes.take_back(number=number, version=row.version, by=people[who])
            except UserError:
                assert not may
                return
            assert may
            asked["state"] = "taken back"

        @invariant()
        def what_is_held_is_what_was_done(self):
            found = {
                r.name: (r.state, r.owner, r.due, r.original_due, r.completed, r.version,
                         sorted(w.on.name for w in r.waits.all()))
                for r in selectors.whole(PlanAction.objects.all())
            }  # fmt: skip
            assert found == {
                name: (h["state"], h["owner"], h["due"], h["first"], h["done"], h["version"],
                       h["on"])
                for name, h in self.held.items()
            }  # fmt: skip
            states = dict(Request.objects.values_list("number", "state"))
            assert states == {n: a["state"] for n, a in self.asked.items()}

        @invariant()
        def progress_is_counted_from_the_register(self):
            done = sum(h["state"] == "complete" for h in self.held.values())
            total = sum(h["state"] != "withdrawn" for h in self.held.values())
            found = progress_report.of(people["evaluator"], TODAY).whole
            assert (found.complete, found.total) == (done, total)
            assert found == progress(selectors.values(), TODAY)

    return Plan


def test_any_order_of_changes_of_the_plan_keeps_every_rule(office, monkeypatch):
    """Adds, edits, steps, evidence, requests and decisions in any order: a plain model agrees."""
    from beatwise.web.actions import selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    made = machine(office)
    made.TestCase.settings = settings(
        max_examples=EXAMPLES, stateful_step_count=30, deadline=None, database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    made.TestCase("runTest").runTest()
