"""Boards under any order of planning, freezing, correcting, holding, deciding and agreeing."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from beatwise.errors import UserError


TODAY = dt.date(2026, 11, 22)
PEOPLE = st.sampled_from(["governance", "governance", "performance", "commissioner", "deputy",
                          "commissioning"])  # fmt: skip
CLERKY = st.sampled_from(["governance", "performance", "governance", "performance", "deputy"])
CHIEFLY = st.sampled_from(["commissioner", "deputy", "commissioner", "governance"])
SELDOM, MOSTLY = st.sampled_from([False] * 7 + [True]), st.sampled_from([True] * 5 + [False])
CLERKS, CHIEFS = {"governance", "performance"}, {"commissioner", "deputy"}
WRITES, STEPS = CLERKS, CLERKS | CHIEFS
PUBLISHES = {"governance", "commissioner", "deputy"}
EXAMPLES = 100 if os.environ.get("BEATWISE_SOAK") else 14


def machine(office, said: dict[str, str]) -> type[RuleBasedStateMachine]:
    """Return the machine on one office; ``said`` is what the record has as commentary."""
    from beatwise.web.actions import actions, changes, selectors
    from beatwise.web.history import audit
    from beatwise.web.keeping.check import check
    from beatwise.web.meetings import boards, minutes, workflow
    from beatwise.web.meetings.models import Decision, Meeting, Pack

    people = {n: office.account(n) for n in
              ("governance", "performance", "commissioner", "deputy", "commissioning")}  # fmt: skip

    class Boards(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.meetings: dict[int, dict] = {}
            self.packs: dict[tuple[int, int], dict] = {}
            self.due, self.asked, self.made = dt.date(2026, 12, 31), 0, 1
            self.around = transaction.atomic()
            self.around.__enter__()
            said["officer-hours-saved"] = "We know."
            by = people["governance"]
            actions.make(values={"title": "Lights", "strategy": "S", "owner": "governance",
                                "due": self.due}, by=by)  # fmt: skip
            boards.make_board(values={"name": "Plan board"}, by=by)
            row = boards.plan(board=1, values={"on": TODAY, "begins": "10:00"}, by=by)
            self.meetings[row.number] = self.fresh(early=True)

        def teardown(self):
            found = check().faults
            assert [k for k, wrong in found.items() if wrong] == []
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

        @initialize(far=st.sampled_from([0, 1, 2, 2]))
        def begin(self, far):
            """Begin with the first meeting some way along, so that every step is near."""
            if far > 0:
                self.frozen(1, "governance")
            if far > 1:
                self.was_held(1, "governance")

        def one(self, data, *states: str) -> tuple[int, dict]:
            """Draw a meeting, seldom one that is not in these states."""
            fit = [n for n, m in self.meetings.items() if m["state"] in states]
            fit = list(self.meetings) if data.draw(SELDOM) else fit or list(self.meetings)
            number = data.draw(st.sampled_from(fit), label="meeting")
            return number, self.meetings[number]

        @precondition(lambda self: len(self.meetings) < 2)
        @rule(who=PEOPLE, early=MOSTLY)
        def plan(self, who, early):
            day = TODAY if early else TODAY + dt.timedelta(days=1)
            try:
                row = boards.plan(board=1, values={"on": day, "begins": "10:00"}, by=people[who])
            except UserError:
                assert who not in WRITES
                return
            assert who in WRITES
            self.meetings[row.number] = self.fresh(early)

        def fresh(self, early: bool) -> dict:
            return {"state": "planned", "come": early, "version": 1, "packs": 0, "decided": 0,
                    "minutes": False}  # fmt: skip

        @rule(words=MOSTLY)
        def comment(self, words):
            said["officer-hours-saved"] = "We know." if words else ""
            with audit.changing():
                audit.write("test.comment", "test/1", by=None)

        @rule(who=PEOPLE, data=st.data())
        def put_on(self, who, data):
            number, held = self.one(data, "planned")
            may = who in WRITES and held["state"] == "planned"
            try:
                boards.add_item(number=number, version=held["version"], heading="News",
                                words="", owner="deputy", by=people[who])  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            held["version"] += 1

        @rule(who=CLERKY, stale=SELDOM, data=st.data())
        def freeze(self, who, stale, data):
            self.frozen(self.one(data, "planned")[0], who, stale)

        def frozen(self, number, who, stale=False):
            held = self.meetings[number]
            may = who in CLERKS and held["state"] == "planned" and not stale
            may = may and bool(said.get("officer-hours-saved"))
            try:
                pack = workflow.freeze(
                    number=number, version=held["version"] + stale, by=people[who]
                )
            except UserError:
                assert not may
                return
            assert may
            held |= {"state": "pack frozen", "version": held["version"] + 1,
                     "packs": held["packs"] + 1}  # fmt: skip
            self.packs[number, held["packs"]] = {"by": who, "published": False,
                                                 "bytes": _bytes(pack)}  # fmt: skip

        @rule(who=CLERKY, name=st.sampled_from(["correct", "cancel"]), why=MOSTLY, data=st.data())
        def turn(self, who, name, why, data):
            number, held = self.one(data, "pack frozen")
            sources = ("pack frozen",) if name == "correct" else ("planned", "pack frozen")
            may = who in CLERKS and held["state"] in sources and why
            try:
                workflow.step(number=number, version=held["version"], name=name, by=people[who],
                           why="because" if why else "")  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            target = "planned" if name == "correct" else "cancelled"
            held |= {"state": target, "version": held["version"] + 1}

        @rule(who=CLERKY, data=st.data())
        def hold(self, who, data):
            self.was_held(self.one(data, "pack frozen")[0], who)

        def was_held(self, number, who):
            held = self.meetings[number]
            may = who in CLERKS and held["state"] == "pack frozen" and held["come"]
            try:
                workflow.hold(number=number, version=held["version"], attended=["deputy"],
                           by=people[who])  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            held |= {"state": "held", "version": held["version"] + 1}

        @rule(who=CLERKY, data=st.data())
        def write(self, who, data):
            number, held = self.one(data, "held")
            may = who in WRITES and held["state"] == "held"
            try:
                minutes.write(number=number, version=held["version"], text="Said.", by=people[who])
            except UserError:
                assert not may
                return
            assert may
            held |= {"minutes": True, "version": held["version"] + 1}

        @rule(who=PEOPLE, new=st.booleans(), data=st.data())
        def decide(self, who, new, data):
            number, held = self.one(data, "held")
            may = who in STEPS and held["state"] == "held"
            seen = {"number": number, "version": held["version"], "by": people[who]}
            try:
                if new:
                    given = {"title": "Paths", "strategy": "S", "owner": "deputy", "due": TODAY}
                    minutes.decide_action(**seen, values=given)
                else:
                    minutes.decide(**seen, words="Noted.")
            except UserError:
                assert not may
                return
            assert may
            self.made += new
            held |= {"decided": held["decided"] + 1, "version": held["version"] + 1}

        @precondition(lambda self: not self.asked)
        @rule()
        def ask(self):
            day = self.due + dt.timedelta(days=30)
            row = changes.ask(
                kind="action",
                about="A1",
                new_values={"due": day.isoformat()},
                why="Late",
                by=people["performance"],
            )
            self.asked = row.number

        @precondition(lambda self: self.asked)
        @rule(who=CHIEFLY, approve=st.booleans(), data=st.data())
        def decide_change(self, who, approve, data):
            number, held = self.one(data, "held")
            may = who in CHIEFS | {"governance"} and held["state"] == "held"
            try:
                minutes.decide_change(
                    number=number, version=held["version"], change=self.asked, by=people[who],
                    step="approve" if approve else "refuse", why="because",
                )  # fmt: skip
            except UserError:
                assert not may
                return
            assert may
            self.due += dt.timedelta(days=30 * approve)
            self.asked = 0
            held |= {"decided": held["decided"] + 1, "version": held["version"] + 1}

        @rule(who=CHIEFLY, data=st.data())
        def agree(self, who, data):
            number, held = self.one(data, "held")
            may = who in CHIEFS and held["state"] == "held" and (held["minutes"] or held["decided"])
            try:
                workflow.step(number=number, version=held["version"], name="agree", by=people[who])
            except UserError:
                assert not may
                return
            assert may
            held |= {"state": "minutes agreed", "version": held["version"] + 1}

        @precondition(lambda self: self.packs)
        @rule(who=CHIEFLY, proved=MOSTLY, data=st.data())
        def publish(self, who, proved, data):
            number, nth = data.draw(st.sampled_from(sorted(self.packs)), label="pack")
            held, pack = self.meetings[number], self.packs[number, nth]
            may = who in PUBLISHES and proved and who != pack["by"] and not pack["published"]
            may = may and held["packs"] == nth and held["state"] not in ("planned", "cancelled")
            try:
                workflow.publish(meeting=number, number=nth, by=people[who], stepped_up=proved)
            except UserError:
                assert not may
                return
            assert may
            pack["published"] = True

        @invariant()
        def meetings_are_where_they_were_left(self):
            found = {
                m.number: (m.state, m.version, bool(m.minutes), m.decisions.count())
                for m in Meeting.objects.all()
            }
            assert found == {
                n: (m["state"], m["version"], m["minutes"], m["decided"])
                for n, m in self.meetings.items()
            }

        @invariant()
        def packs_are_what_was_frozen(self):
            rows = {(p.meeting.number, p.number): p for p in Pack.objects.select_related("meeting")}
            assert {key: _bytes(p) for key, p in rows.items()} == {
                key: p["bytes"] for key, p in self.packs.items()
            }
            reader = office.account("panel_reader")
            from beatwise.web.meetings.selectors import packs

            seen = {(p.meeting.number, p.number) for p in packs(reader)}
            assert seen == {key for key, p in self.packs.items() if p["published"]}

        @invariant()
        def what_was_decided_was_done(self):
            held = selectors.values()
            assert len(held) == self.made
            assert held[0].due == self.due
            made = Decision.objects.filter(kind="action").count()
            assert made == self.made - 1

    return Boards


def _bytes(pack) -> tuple[str, str, str]:
    """Return the digest of everything that a pack keeps."""
    files = (bytes(pack.pdf.data), bytes(pack.ods.data), pack.content.encode())
    return tuple(hashlib.sha256(held).hexdigest() for held in files)


def test_any_order_of_steps_of_boards_keeps_every_rule(office, monkeypatch):
    """Packs stay what they were, what is decided is done once, steps are those of the table."""
    from beatwise.web.actions import selectors as progress
    from beatwise.web.meetings import selectors
    from beatwise.web.meetings.packs import pack_files
    from beatwise.web.performance import gate
    from beatwise.web.performance import selectors as measures

    said: dict[str, str] = {}
    rows = _red()
    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    monkeypatch.setattr(progress, "today", lambda: TODAY)
    # Files are made by typst elsewhere; here only that the bytes kept are those made.
    monkeypatch.setattr(pack_files, "files", _plain_files)
    monkeypatch.setattr(gate, "plan_scorecard", lambda person, today: rows)
    monkeypatch.setattr(measures, "commentary_words", lambda today: dict(said))
    made = machine(office, said)
    made.TestCase.settings = settings(
        max_examples=EXAMPLES, stateful_step_count=25, deadline=None, database=None,
        derandomize=True, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    made.TestCase("runTest").runTest()


def _red() -> tuple:
    """A scorecard of one measure, which is red."""
    from beatwise.accountability.measures.measure_set import load_set
    from beatwise.accountability.measures.observation import Observation
    from beatwise.accountability.measures.period import Period
    from beatwise.accountability.rating.scorecard import scorecard

    plan = [m for m in load_set("plan-2025-29").measures if m.id == "officer-hours-saved"]
    seen = {"officer-hours-saved": [Observation(Period.parse("2025"), Decimal(188_000))]}
    return scorecard(plan, seen, today=dt.date(2026, 1, 21))


def _plain_files(pack, number, why="", history=""):
    from beatwise.web.meetings.packs import pack_files

    held = f"{pack_files.text(pack)}{number}{why}{history}".encode()
    return pack_files.Files(held, held[::-1])
