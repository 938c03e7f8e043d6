"""The office's database of another version: brought up to date, or refused in words."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.postgres import cluster
from tests.served import environment, office, python


MAKE = """
from beatwise.web.accounts.actions import make
make(email="a@b.example", role="governance", password="three unusual words", by=None)
"""
SQL = """
from django.db import connection
with connection.cursor() as cursor:
    for statement in {statements!r}:
        cursor.execute(statement)
"""
BEFORE_SEALS = [
    "DROP TABLE history_seal",
    "DROP TABLE history_erasablecontent",
    "DELETE FROM django_migrations WHERE app = 'history' AND name > '0001_initial'",
    "DROP TABLE patrols_evaluationresult",
    "DELETE FROM django_migrations WHERE app = 'patrols' AND name >= '0003_seals'",
]
ANOTHER = (
    "INSERT INTO django_migrations (app, name, applied) "
    "VALUES ('{0}', '{1}', '2026-01-01 00:00:00+00:00')"
)

FILL = """
import datetime as dt
from decimal import Decimal
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.accounts.models import Account
from beatwise.web.history import audit
from beatwise.web.meetings import boards
from beatwise.web.performance import observations, selectors
from beatwise.web.performance.definitions import actions as defining
from beatwise.web.registers import actions as registers
by = Account.objects.get()
defining.load_shipped(name="plan-2025-29", by=by)
measure = next(iter(selectors.measures().values()))
values = [(measure.id, Observation(Period.parse(f"20{y}"), Decimal(y))) for y in (24, 25)]
with audit.changing():
    observations.add(values)
    audit.write_all(observations.by_measure(values, "import"), by=by)
registers.make(register=definition("decisions"), values={"title": "Zoë’s café"}, by=by)
board = boards.make_board(values={"name": "Board", "chair": "commissioner",
    "members": ["governance"], "frequency": "quarterly"}, by=by)
boards.plan(board=board.number, values={"on": "2027-01-12"}, by=by)
"""
# Back to the first migration of each app of the office, as an office of the first day has them.
BACK = """
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
own = {c.label for c in apps.get_app_configs() if c.name.startswith("beatwise.")}
known = sorted(MigrationLoader(connection).disk_migrations)
first = {}
for app, name in known:
    first.setdefault(app, name)
for app in sorted(own & set(first), key=lambda app: (app == "history", app)):
    call_command("migrate", app, first[app], interactive=False, verbosity=0, skip_checks=True)
left = {(a, n) for a, n in MigrationLoader(connection).applied_migrations if a in own}
print(len(left), len([1 for app, _ in known if app in own]))
"""
FOUND = """
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.accounts.models import Account
from beatwise.web.performance import selectors
from beatwise.web.registers import selectors as registers
by = Account.objects.get()
rows = registers.matches(definition("decisions"), by, {"q": "zoe's cafe"})
latest = next(iter(selectors.scorecard())).latest
print([row.heading for row in rows], latest.value, by.check_password("three unusual words"))
"""


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_tables_of_the_first_day_are_brought_up_to_date(tmp_path, engine):
    """Every later step of every app runs on tables with records in them; nothing is lost."""
    with cluster() as address:
        given = environment(tmp_path, address if engine == "postgresql" else None)
        python(MAKE + FILL, given)
        before = python(FOUND, given)
        assert before.split() == ["['Zoë’s", "café']", "25", "True"]
        left, every = map(int, _run(BACK, given).split())
        assert left < every
        code, found, words = office(["check"], given)
        assert (code, found["whole"]) == (0, True), (words, found)
        assert python(FOUND, given) == before


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_an_office_of_another_version_is_migrated_or_refused(tmp_path, engine):
    """Tables of before the seals are sealed as they are; unknown ones end with 10 and are left."""
    with cluster() as address:
        given = environment(tmp_path, address if engine == "postgresql" else None)
        python(MAKE, given)
        function = ["DROP FUNCTION history_seal_refuse()"] if engine == "postgresql" else []
        _execute([*BEFORE_SEALS, *function], given)
        code, found, words = office(["check"], given)
        assert (code, found["whole"], found["changes"]) == (0, True, 2), (words, found)
        for app, name in (("registers", "0099_more"), ("progress", "0001_initial")):
            _execute([ANOTHER.format(app, name)], given)
            for command in (["check"], ["backup", str(tmp_path / "a.zip")]):
                code, document, words = office(command, given)
                assert code == 10, words
                assert (
                    f"another version of Beatwise made this office's database ({app}"
                    in (document["message"])
                )
                assert "export its lists" in document["next_step"]
            assert not (tmp_path / "a.zip").exists()
            undo = f"DELETE FROM django_migrations WHERE app = '{app}' AND name = '{name}'"
            _execute([undo], given)
        assert office(["check"], given)[0] == 0


def _execute(statements: list[str], given: dict[str, str]) -> None:
    """Run SQL on the office's database without bringing its tables up to date."""
    _run(SQL.format(statements=statements), given)


def _run(code: str, given: dict[str, str]) -> str:
    """Run code in the office without bringing its tables up to date; return what it printed."""
    start = (
        "import os; from pathlib import Path; from beatwise.web.start import start\n"
        "start(Path(os.environ['BEATWISE_WORKSPACE']), migrate=False)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", start + code], env=given, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
