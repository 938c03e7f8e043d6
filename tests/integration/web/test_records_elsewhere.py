"""A shell that does not say where the records are begins no other office, and backs none up."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests import postgres
from tests.patience import patience
from tests.prepared_office import copy_tables, prepared_database
from tests.served import environment, office_process


ACCOUNT = ["create-admin", "first@office.example", "--password", "a long sentence of several words"]


def _commands(folder) -> list[list[str]]:
    file = folder / "values.csv"
    file.write_text("measure,area,period,value\n", "utf-8")
    return [
        ["backup", str(folder / "kept.zip")],
        ["import", str(file), "--by", "first@office.example"],
        ["create-admin", "second@office.example", "--password", "x" * 20],
    ]


def _worker(given) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "beatwise", "worker", "--until-empty"],
        env=given, capture_output=True, text=True, check=False, timeout=patience(60),
    )  # fmt: skip


def _refused(folder, given, code: int, words: str) -> None:
    """Every command ends with one code and the same words, and leaves the folder as it was."""
    before = sorted(path.name for path in (folder / "office").iterdir())
    answers = [office_process(command, given) for command in _commands(folder)]
    for answer in [*answers, _worker(given)]:
        assert answer.returncode == code, (answer.args, answer.stdout, answer.stderr)
        assert words in answer.stderr
        assert "Next: " in answer.stderr
    assert not (folder / "kept.zip").exists()
    assert sorted(path.name for path in (folder / "office").iterdir()) == before


def test_an_office_that_lost_its_database_is_not_begun_again(tmp_path):
    """No command makes an empty one in its place: a nightly backup would keep nothing."""
    copy_tables(tmp_path)
    given = environment(tmp_path)
    assert office_process(ACCOUNT, given).returncode == 0
    (tmp_path / "office" / "office.sqlite3").unlink()
    _refused(tmp_path, given, 10, "the office's database is missing")


def test_records_on_a_server_are_looked_for_nowhere_else(tmp_path):
    """Neither without the server's address nor with another's; the note holds no password."""
    with prepared_database() as address, postgres.database() as other:
        given = environment(tmp_path, address)
        made = office_process(ACCOUNT, given)
        assert made.returncode == 0, made.stderr
        note = (tmp_path / "office" / "server.txt").read_text("utf-8")
        assert note.startswith("localhost:")
        assert "@" not in note
        _refused(tmp_path, environment(tmp_path), 2, "records are on a database server")
        _refused(tmp_path, environment(tmp_path, other), 2, "BEATWISE_DATABASE_URL names")
        assert office_process(["check"], given).returncode == 0


def test_records_in_the_folder_are_not_looked_for_on_a_server(tmp_path):
    """An address left over from another office does not lead there."""
    copy_tables(tmp_path)
    assert office_process(ACCOUNT, environment(tmp_path)).returncode == 0
    with postgres.database() as other:
        _refused(tmp_path, environment(tmp_path, other), 2, "records are in its folder")


@pytest.mark.parametrize("command", ["backup", "import"])
def test_an_empty_database_holds_no_office(tmp_path, command):
    """What needs an office does not begin one on the server."""
    words = next(words for words in _commands(tmp_path) if words[0] == command)
    with postgres.database() as empty:
        given = environment(tmp_path, empty)
        answer = office_process(words, given)
        assert (answer.returncode, "no office in this database" in answer.stderr) == (11, True)
