"""Files and the virus scanner: clean only when it said so, refused when it cannot say."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import clamd

from beatwise.errors import BadInput, Conflict, UsageError


@pytest.fixture
def scanner(office: Any, settings_of: Any) -> Iterator[clamd.Scanner]:
    """A scanner that the office is set to ask."""
    with tempfile.TemporaryDirectory() as folder, clamd.clamd(Path(folder) / "clamd") as scanner:
        settings_of.CLAMD = scanner.place
        yield scanner


@pytest.fixture
def record(office: Any) -> Any:
    """A decision to which files are attached."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions, additions

    register, by = definition("decisions"), office.account("governance")
    made = actions.make(register=register, values={"title": "Patrols"}, by=by)

    def attach(content: bytes) -> Any:
        return additions.attach(
            register=register, number=made.number, name="a.txt", content=content, by=by
        )

    return attach


def _page(office: Any) -> str:
    return office.client("governance").get("/registers/decisions/1/").content.decode()


def test_without_a_scanner_a_file_is_called_not_scanned(office, record):
    """Nobody reads 'scanned' where nothing was."""
    file = record(b"words")
    assert file.content.scanned_at is None
    assert "not scanned for viruses" in _page(office)


def test_a_clean_file_says_when_it_was_scanned(office, scanner, record):
    """The whole file reaches the scanner, and the page has its day."""
    content = b"many words " * 20_000
    file = record(content)
    assert scanner.files == [content]
    assert file.content.scanned_at is not None
    assert file.content.scanner.startswith("ClamAV 1.4.3/27800")
    page = _page(office)
    assert "scanned for viruses" in page
    assert "not scanned" not in page


def test_a_virus_is_refused_and_nothing_of_it_is_kept(office, scanner, record):
    """Attached, as evidence or imported: the answer names it, and the bytes are not there."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.actions import actions
    from beatwise.web.imports import batches
    from beatwise.web.imports.models import Content
    from beatwise.web.registers.imports import Records

    by = office.account("governance")
    row = {"title": "Lights", "strategy": "S", "owner": "performance"}
    actions.make(values=row, by=by)
    virus = b"before " + clamd.VIRUS
    with pytest.raises(BadInput, match="Test-Signature"):
        record(virus)
    with pytest.raises(BadInput, match="Test-Signature"):
        actions.add_evidence(number=1, words="x", file="a.txt", content=virus, by=by)
    with pytest.raises(BadInput, match="Test-Signature"):
        batches.keep(Records(definition("decisions")), name="a.csv", content=virus, by=by)
    assert not Content.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK",  # broken off
        b"stream: Can't allocate memory ERROR\0",
        b"something else: OK\0",
        b"\0",
    ],
)
def test_any_answer_but_yes_or_no_takes_no_file(office, scanner, record, answer):
    """What was not scanned to the end is never clean."""
    from beatwise.web.imports.models import Content

    scanner.answer = answer
    with pytest.raises(Conflict, match="does not answer"):
        record(b"words")
    assert not Content.objects.exists()


def test_a_scanner_that_is_away_takes_no_file(office, settings_of, record, tmp_path):
    """A set scanner that does not answer is no reason to skip it; a misspelt one is named."""
    settings_of.CLAMD = str(tmp_path / "nobody")
    with pytest.raises(Conflict, match="does not answer"):
        record(b"words")
    settings_of.CLAMD = "tcp://scanner"
    with pytest.raises(UsageError, match="not a scanner"):
        record(b"words")


def test_a_file_of_before_is_scanned_when_it_is_first_fetched(office, record, settings_of):
    """What was kept without a scanner is not handed out past it."""
    clean, virus = record(b"words"), record(clamd.VIRUS)
    with tempfile.TemporaryDirectory() as folder, clamd.clamd(Path(folder) / "clamd") as scanner:
        settings_of.CLAMD = scanner.place
        client = office.client("governance")
        paths = [_address(file) for file in (clean, virus)]
        assert client.get(paths[0]).content == b"words"
        assert client.get(paths[1]).status_code == 422
        assert client.get(paths[0]).status_code == 200
        assert scanner.files == [b"words", clamd.VIRUS]
    clean.content.refresh_from_db()
    assert clean.content.scanned_at is not None


def _address(file: Any) -> str:
    from django.urls import reverse

    return reverse("attachment", args=["decisions", 1, file.pk])
