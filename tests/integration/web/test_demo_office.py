"""The demo office: whole by its own checks, with something of everything, and left alone later."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from tests.integration.web.patrol_world import plan_bytes
from tests.patience import patience
from tests.served import environment

from beatwise.errors import Conflict


TWICE = """
import os
from pathlib import Path
from beatwise.cli.demo import _office
folder = Path("office")
_office(folder, ["Pelbrook", "Ostermere"])
from beatwise.web.history.models import Change
first = Change.objects.count()
_office(folder, ["Pelbrook", "Ostermere"])
print(first > 0, first == Change.objects.count())
"""


def test_the_demo_office_is_whole_and_has_something_of_everything(office, tmp_path, monkeypatch):
    """Every check holds; ratings of each colour, late and empty ones; a frozen pack; a change."""
    from beatwise.accountability.rating.scorecard import exceptions, without_commentary
    from beatwise.web.actions import selectors as progress
    from beatwise.web.actions.models import Request
    from beatwise.web.keeping.check import check
    from beatwise.web.keeping.demo import demo_office as demo
    from beatwise.web.meetings.models import Meeting, Pack
    from beatwise.web.performance import selectors as measures
    from beatwise.web.registers.models import Record

    monkeypatch.setattr(demo, "office_folder", lambda: tmp_path)
    made = demo.populate()
    assert [a.email for a in demo.accounts_of_demo()] == [a.email for a in made]
    assert check().whole
    rows = measures.scorecard()
    status = Counter(row.rating.status.value for row in rows)
    assert sum(row.measure.serial is not None for row in rows) >= 40
    assert {row.rating.rag.word for row in rows if row.rating.rag} == {"green", "amber", "red"}
    assert status["late"] == 1
    assert status["no data yet"] >= 1
    assert exceptions(rows)
    commentary = measures.commentary_words(measures.today())
    assert without_commentary(rows, commentary) == ()
    actions = progress.values()
    assert len(actions) >= 40
    assert any(action.depends_on for action in actions)
    assert {action.state for action in actions} >= {"planned", "in progress", "complete"}
    assert Counter(Request.objects.values_list("state", flat=True)) == {"asked": 1, "approved": 1}
    # Of the board and of the panel: one that was held, with its pack, and the next.
    assert Counter(Meeting.objects.values_list("state", flat=True)) == {"held": 2, "planned": 2}
    assert Pack.objects.count() == 2
    assert Record.objects.count() >= 5
    _answers_the_panel()
    with pytest.raises(Conflict):
        demo.populate()


def _answers_the_panel() -> None:
    """The office's own records leave no gap in what a panel asks of patrols."""
    from beatwise.publication.papers import recipe
    from beatwise.publication.papers.compose import compose
    from beatwise.publication.papers.figure_book import FigureBook
    from beatwise.web.pages.today import today
    from beatwise.web.paper_figures.office_book import office_results

    asked = recipe.load("panel-request")
    paper = compose(asked, FigureBook(office_results(today())), today())
    tables = {table.name for table in paper.document.tables()}
    assert {"programmes", "decisions", "precept", "funds", "advice", "answers"} <= tables
    assert not [gap for gap in paper.gaps if "officer" in gap]


def test_the_demo_offices_towns_are_the_countys():
    """The partner of the demo office sees a town that the invented county has."""
    from beatwise.simulation.town.names import TOWNS as names
    from beatwise.web.keeping.demo.demo_office import TOWNS

    assert tuple(names[: len(TOWNS)]) == TOWNS


def test_a_second_demo_leaves_the_office_as_it_is(tmp_path):
    """What people did in the demo office is still there, and no other database is touched."""
    given = environment(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing")
    ran = subprocess.run(
        [sys.executable, "-c", TWICE],
        env=given, cwd=tmp_path, text=True, capture_output=True, check=False,
        timeout=patience(120),
    )  # fmt: skip
    assert ran.stdout.split() == ["True", "True"], ran.stderr
    assert "left as it is" in ran.stderr
    assert (tmp_path / "office" / "office" / "demo").exists()


@cache
def _walk():
    """Return two shifts of three days ago and one of the day before yesterday, as walked."""
    from beatwise.journeys.delivery.measure import measure
    from beatwise.planning.plan_json import from_json
    from beatwise.simulation.write.walk_files import walk_files, walkers_of
    from beatwise.web.keeping.demo.demo_patrols import DemoWalk

    content = plan_bytes(dt.datetime.now(dt.UTC) - dt.timedelta(days=3))
    plan = from_json(json.loads(content), "plan")
    files = walk_files(plan, 5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.json").write_bytes(content)
        for file, words in files.items():
            (folder / file).write_bytes(words)
        report = measure(
            folder, tracks=[folder / "tracks.csv"], check_ins=folder / "check-ins.csv",
            devices=folder / "devices.toml",
        ).document  # fmt: skip
    return DemoWalk(content, walkers_of(plan), files, json.dumps(report).encode())


@pytest.fixture
def demo_people(office, monkeypatch, tmp_path):
    """A governance and a performance officer, and an office folder of the test's own."""
    from beatwise.web.keeping.demo import demo_patrols

    monkeypatch.setattr(demo_patrols, "office_folder", lambda: tmp_path)
    return {"officer": office.account("governance"), "analyst": office.account("performance")}


def test_the_demos_phones_hand_in_as_phones_do(demo_people):
    """Every shift, check-in and position went through the addresses of phones and trackers."""
    from beatwise.web.keeping.check import check
    from beatwise.web.keeping.demo import demo_patrols
    from beatwise.web.patrols.models import PatrolEvent, Ping, Stay

    walk = _walk()
    programme = demo_patrols.fill(walk, **demo_people)
    lines = {name: content.count(b"\n") - 1 for name, content in walk.files.items()}
    kinds = Counter(PatrolEvent.objects.filter(accepted=True).values_list("kind", flat=True))
    assert kinds["shift_start"] == kinds["shift_stop"] == lines["shifts.csv"] > 0
    assert kinds["arrive"] == kinds["leave"] == lines["check-ins.csv"] > 0
    assert 0 < Ping.objects.count() <= lines["tracks.csv"]
    assert set(Stay.objects.values_list("grade", flat=True)) == {"A", "B"}
    assert programme.reports.count() == 1
    assert check().whole


@pytest.mark.parametrize(
    "moment",
    ["2026-11-29T23:58+00:00", "2026-11-30T00:03+00:00", "2026-07-12T04:30+01:00",
     "2027-03-28T00:40+00:00", "2026-10-25T01:30+01:00", "2028-02-29T12:00+00:00"],
)  # fmt: skip
def test_there_is_a_shift_to_walk_at_any_hour(demo_people, monkeypatch, moment):
    """Day or night, also when the clocks change: a code, and a shift that can be started now."""
    from django.utils import timezone

    from beatwise.web.keeping.demo import demo_patrols
    from beatwise.web.patrols.phones import enrolment_code
    from beatwise.web.patrols.sync.shift_pack import shift_pack

    now = dt.datetime.fromisoformat(moment).astimezone(dt.UTC)
    demo_patrols.fill(_walk(), **demo_people)
    monkeypatch.setattr(timezone, "now", lambda: now)
    first = demo_patrols.phone_to_walk(demo_people["officer"])
    second = demo_patrols.phone_to_walk(demo_people["officer"])
    assert first.phone == second.phone  # the same phone, with a fresh code
    phone = enrolment_code.spend(second.code).phone
    shifts = shift_pack(phone, 1, now)["shifts"]
    startable = [
        shift for shift in shifts
        if dt.datetime.fromisoformat(shift["start_from"]) <= now
        and dt.datetime.fromisoformat(shift["ends"]) >= now + demo_patrols.ENOUGH
    ]  # fmt: skip
    assert len(startable) == 1
    visits = [s for r in startable[0]["routes"] for s in r["stops"] if s["kind"] == "visit"]
    assert all(startable[0]["begins"] <= visit["begins"] for visit in visits)
    assert demo_patrols.phone_to_walk(demo_people["officer"]).phone != phone
