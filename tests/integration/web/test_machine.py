"""A register under any order of making, changing, moving, importing and undoing."""

from __future__ import annotations

import csv
import io

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from beatwise.errors import UserError


WORDS = st.sampled_from(["a", "b", "c"])
PEOPLE = st.sampled_from(["governance", "commissioner", "deputy", "performance", "evaluator"])
FULL = {"title": "T", "options": "o", "evidence": "e", "equality": "q", "review": "r",
        "decided_on": "2026-11-02", "decided_by": "deputy"}  # fmt: skip


def machine(office) -> type[RuleBasedStateMachine]:
    """Return the machine on one office; what it expects is kept in a plain dictionary."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.imports import batches
    from beatwise.web.keeping.check import check
    from beatwise.web.registers import actions
    from beatwise.web.registers.imports import Records
    from beatwise.web.registers.models import Record

    made = definition("decisions")
    people = {n: office.account(n) for n in
              ("governance", "commissioner", "deputy", "performance", "evaluator")}  # fmt: skip
    labels = ["Number", "State", *(f.label for f in made.fields)]

    class Register(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.held: dict[int, dict] = {}
            self.given, self.batches = 0, []
            self.around = transaction.atomic()
            self.around.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

        @rule(who=PEOPLE, fund=WORDS)
        def make(self, who, fund):
            try:
                record = actions.make(register=made, values={**FULL, "fund": fund}, by=people[who])
            except UserError:
                assert not made.writes(people[who])
                return
            self.given += 1
            assert record.number == self.given
            self.held[record.number] = {"state": "draft", "fund": fund, "version": 1, "did": {}}

        @precondition(lambda self: self.held)
        @rule(who=PEOPLE, fund=WORDS, stale=st.booleans(), data=st.data())
        def change(self, who, fund, stale, data):
            number = data.draw(st.sampled_from(sorted(self.held)))
            held = self.held[number]
            version = held["version"] + (1 if stale else 0)
            try:
                actions.change(register=made, number=number, version=version, by=people[who],
                               values={"fund": fund}, why="because")  # fmt: skip
            except UserError:
                assert stale or not made.writes(people[who])
                return
            assert not stale
            if fund != held["fund"]:
                held["fund"], held["version"] = fund, held["version"] + 1

        @precondition(lambda self: self.held)
        @rule(who=PEOPLE, proved=st.booleans(), data=st.data())
        def move(self, who, proved, data):
            number = data.draw(st.sampled_from(sorted(self.held)))
            step = data.draw(st.sampled_from(made.transitions))
            held = self.held[number]
            may = held["state"] in step.sources and who in step.roles
            may = may and (proved or not step.step_up)
            may = may and held["did"].get(step.other_than) != who
            try:
                actions.move(register=made, number=number, version=held["version"], step=step.name,
                             by=people[who], why="because", stepped_up=proved,
                             reasons={"*": "entered afterwards"})  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            held |= {"state": step.target, "version": held["version"] + 1}
            held["did"][step.name] = who

        @rule(who=PEOPLE, fund=WORDS, new=st.integers(0, 2), wrong=st.booleans(), data=st.data())
        def bring(self, who, fund, new, wrong, data):
            drafts = [n for n, h in self.held.items() if h["state"] == "draft"]
            old = data.draw(st.lists(st.sampled_from(drafts), unique=True)) if drafts else []
            by_label = {made.by_name[n].label: v for n, v in {**FULL, "fund": fund}.items()}
            rows = [{**by_label, "Number": n} for n in [*old, *[""] * new]]
            rows += [{**by_label, "Amount": "lots"}] if wrong else []
            out = io.StringIO()
            writer = csv.DictWriter(out, labels)
            writer.writeheader()
            writer.writerows(rows)
            try:
                content = out.getvalue().encode()
                batch = batches.keep(Records(made), name="a.csv", content=content, by=people[who])
                batches.commit(Records(made), batch=batch, by=people[who])
            except UserError:
                assert wrong or not made.writes(people[who])
                return
            changed = [n for n in old if self.held[n]["fund"] != fund]
            before = {n: dict(self.held[n]) for n in changed}
            for n in changed:
                self.held[n] |= {"fund": fund, "version": self.held[n]["version"] + 1}
            fresh = list(range(self.given + 1, self.given + 1 + new))
            self.given += new
            for n in fresh:
                self.held[n] = {
                    "state": "draft",
                    "fund": fund,
                    "version": 1,
                    "did": {"propose": None},
                }
            after = {n: self.held[n]["version"] for n in [*changed, *fresh]}
            self.batches.append((batch, before, after))

        @precondition(lambda self: self.batches)
        @rule(data=st.data())
        def undo(self, data):
            batch, before, after = data.draw(st.sampled_from(self.batches))
            whole = all(n in self.held and self.held[n]["version"] == v for n, v in after.items())
            try:
                batches.undo(Records(made), batch=batch, by=people["governance"], why="no")
            except UserError:
                done = (batch, before, after) not in self.batches
                assert done or not whole or batch.pk in self.undone
                return
            assert whole
            assert batch.pk not in self.undone
            self.undone.add(batch.pk)
            for n in after:
                if n in before:
                    self.held[n] |= {"fund": before[n]["fund"], "version": after[n] + 1}
                else:
                    del self.held[n]

        @property
        def undone(self) -> set:
            return self.__dict__.setdefault("_undone", set())

        @invariant()
        def what_is_held_is_what_was_done(self):
            rows = Record.objects.filter(removed=False)
            assert {r.number: (r.state, r.values["fund"], r.version) for r in rows} == {
                n: (h["state"], h["fund"], h["version"]) for n, h in self.held.items()
            }
            found = check()
            assert found.faults["history chain"] == found.faults["registers"] == []

    return Register


def test_any_order_of_actions_keeps_every_rule(office):
    """Makes, changes, steps, imports and undos in any order: rules, numbers and chain all hold."""
    made = machine(office)
    made.TestCase.settings = settings(
        max_examples=10, stateful_step_count=15, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    made.TestCase("runTest").runTest()
