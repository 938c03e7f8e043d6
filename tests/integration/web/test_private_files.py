"""What the office writes is its owner's alone, whatever the umask and whoever made it before."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.patience import patience
from tests.prepared_office import copy_tables
from tests.served import START, environment


pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are lists on Windows")
LETTER = """
from beatwise.web.accounts import actions
by, other = (
    actions.make(email=f"{role}@office.example", role=role, by=None)
    for role in ("governance", "evaluator")
)
actions.make_link(account=other, by=by)
for path in sorted(Path(os.environ["BEATWISE_WORKSPACE"]).rglob("*")):
    print(oct(path.stat().st_mode & 0o777), path.name)
"""


def _run(words: list[str], given: dict[str, str], umask: int) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, *words],
        env=given, umask=umask, text=True, capture_output=True, check=False,
        timeout=patience(120),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran


def _modes(folder: Path) -> dict[str, int]:
    return {p.name: stat.S_IMODE(p.stat().st_mode) for p in [folder, *folder.rglob("*")]}


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_whatever_the_umask_nobody_else_reads_the_office(tmp_path, umask):
    """Folder 0700, files 0600: database, its log while it is open, secret, letters, backup."""
    given = environment(tmp_path)
    during = _run(["-c", START + LETTER], given, umask).stdout
    names = {line.split()[1] for line in during.splitlines()}
    assert {"office.sqlite3", "office.sqlite3-wal", "office.sqlite3-shm", "secret.key"} <= names
    assert any(name.endswith(".log") for name in names)
    for line in during.splitlines():
        mode, name = line.split()
        wanted = "0o700" if name in ("office", "mail") else "0o600"
        assert mode == wanted, line
    backup = tmp_path / "office.zip"
    _run(["-m", "beatwise", "office", "backup", str(backup)], given, umask)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_an_office_of_an_earlier_version_is_closed_to_others_at_its_next_start(tmp_path):
    """Modes that were too open are mended; a person's own file beside them is left alone."""
    copy_tables(tmp_path)
    given = environment(tmp_path)
    _run(["-c", START + LETTER], given, 0o022)
    office = tmp_path / "office"
    for path in (office, *office.iterdir()):
        path.chmod(0o777 if path.is_dir() else 0o664)
    own = office / "notes.txt"
    own.write_text("mine")
    own.chmod(0o664)
    _run(["-m", "beatwise", "office", "check"], given, 0o022)
    modes = _modes(office)
    assert modes.pop("notes.txt") == 0o664
    assert modes.pop("office") == 0o700
    assert modes.pop("mail") == 0o700
    assert set(modes.values()) == {0o600}


def test_what_cannot_be_closed_to_others_is_a_fault_of_the_check(tmp_path, monkeypatch):
    """Where rights do not allow the mending, ``office check`` names the file."""
    from beatwise.web.settings import place

    monkeypatch.setenv("BEATWISE_WORKSPACE", str(tmp_path))
    folder = place.office_folder()
    secret = folder / "secret.key"
    secret.write_text("x")
    secret.chmod(0o640)
    assert place.open_to_others(folder) == ["secret.key"]
    place.close_to_others(folder)
    assert place.open_to_others(folder) == []
