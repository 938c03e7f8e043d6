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
    "DELETE FROM django_migrations WHERE app = 'history' AND name = '0002_seal'",
    "DELETE FROM django_migrations WHERE app = 'patrols' AND name = '0003_seals'",
]
ANOTHER = (
    "INSERT INTO django_migrations (app, name, applied) "
    "VALUES ('{0}', '{1}', '2026-01-01 00:00:00+00:00')"
)


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
    start = (
        "import os; from pathlib import Path; from beatwise.web.start import start\n"
        "start(Path(os.environ['BEATWISE_WORKSPACE']), migrate=False)\n"
    )
    code = start + SQL.format(statements=statements)
    ran = subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
