"""The demo office: whole by its own checks, with something of everything, and left alone later."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
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
    assert Counter(Meeting.objects.values_list("state", flat=True)) == {"held": 1, "planned": 1}
    assert Pack.objects.count() == 1
    assert Record.objects.count() >= 5
    with pytest.raises(Conflict):
        demo.populate()


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
