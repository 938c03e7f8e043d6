"""A gather that is killed leaves the workspace as it was, and the next goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.sources.street_files import row, write

from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.sources.police_uk import reader
from beatwise.store.files.staged_months import STAGED_FILE
from beatwise.store.workspace import Workspace


MONTHS = [f"2025-{number:02d}" for number in range(1, 10)]
KILLED = """
import os, signal, sys
from pathlib import Path
from beatwise.journeys.gather import police_uk
from beatwise.store.workspace import Workspace
stand, stood = police_uk._stand, []
def killed(*words):
    stand(*words)
    stood.append(words)
    if len(stood) == 5:
        os.kill(os.getpid(), signal.SIGKILL)
police_uk._stand = killed
police_uk.gather_police_uk(Workspace.open(sys.argv[1]), [Path(sys.argv[2])])
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Nine months of a few rows each."""
    for number, month in enumerate(MONTHS):
        rows = [row(month=month, lon=f"-1.1{at}") for at in range(number + 1)]
        write(tmp_path / "files", rows, month)
    return tmp_path / "files"


@pytest.fixture
def killed(tmp_path: Path, files: Path) -> Workspace:
    """A workspace whose gather was killed at the fifth of nine months."""
    made = Workspace.create(tmp_path / "ws", "Killed")
    words = [sys.executable, "-c", KILLED, str(made.path), str(files)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    return Workspace.open(made.path)


def gathered_by_reading(workspace: Workspace, files: Path, monkeypatch) -> list[object]:
    """Gather, and return what had to be read."""
    texts: list[object] = []
    real = reader.read

    def read(text):
        texts.append(text)
        return real(text)

    monkeypatch.setattr(reader, "read", read)
    gather_police_uk(workspace, [files])
    return texts


def test_it_goes_on_where_it_was(killed, files, tmp_path, monkeypatch) -> None:
    """Nothing stands after the kill; then fewer files are read, and all is as gathered at once."""
    assert killed.months() == []
    fresh = Workspace.create(tmp_path / "fresh", "Killed")
    gather_police_uk(fresh, [files])
    assert len(gathered_by_reading(killed, files, monkeypatch)) <= len(MONTHS) - 5
    assert _without_times(killed) == _without_times(fresh)
    assert killed.offences().equals(fresh.offences())
    assert not (killed.path / STAGED_FILE).exists()


def test_a_damaged_month_of_it_is_read_again(killed, files, monkeypatch) -> None:
    """What was staged is taken over only while its bytes are those that were written."""
    for path in (killed.path / "data" / "offences").rglob("*.parquet"):
        path.write_bytes(b"half")
    assert len(gathered_by_reading(killed, files, monkeypatch)) == len(MONTHS)
    assert len(killed.offences()) == sum(range(1, len(MONTHS) + 1))


def test_a_cut_line_of_the_notes_is_no_month(killed, files, monkeypatch) -> None:
    """The last line of a killed gather may be half written."""
    notes = killed.path / STAGED_FILE
    notes.write_bytes(notes.read_bytes()[:-30])
    assert 0 < len(gathered_by_reading(killed, files, monkeypatch)) < len(MONTHS)
    assert len(killed.months()) == len(MONTHS)


def test_an_error_leaves_nothing_behind(tmp_path, files) -> None:
    """A bad file ends the gather: neither notes nor staged months stay."""
    (files / "2025-10-leicestershire-street.csv").write_text("not,a,street file\n1,2,3\n", "utf-8")
    made = Workspace.create(tmp_path / "ws", "Bad")
    with pytest.raises(Exception, match="2025-10"):
        gather_police_uk(made, [files])
    assert not (made.path / STAGED_FILE).exists()
    assert not list((made.path / "data").rglob("*.parquet"))


def _without_times(workspace: Workspace) -> list[object]:
    return [
        replace(entry, provenance=replace(entry.provenance, gathered=""))
        for entry in workspace.entries(None, None)
    ]
