"""Downloads from a server that misbehaves."""

from __future__ import annotations

import hashlib
from email.utils import formatdate

import pytest
from tests.unit.sources.misbehaving_server import (
    cuts_off,
    ignores_range,
    refuses,
    send,
    serving,
    whole,
)

from beatwise.errors import BadInput, MissingData
from beatwise.sources.http import Patience, download


BODY = bytes(range(256)) * 5000
SHA256 = hashlib.sha256(BODY).hexdigest()


def fetch(tmp_path, url, waits=None, **options):
    waits = [] if waits is None else waits
    patience = Patience(tries=4, first_wait_seconds=1, timeout_seconds=5, sleep=waits.append)
    return download(url, tmp_path / "a.zip", patience=patience, **options)


def test_a_file_is_downloaded_and_checked(tmp_path):
    """A file comes whole, under its own name, with nothing left beside it."""
    seen = []
    with serving(BODY, whole) as (url, _):
        path = fetch(tmp_path, url, sha256=SHA256, progress=lambda *a: seen.append(a))
    assert path.read_bytes() == BODY
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]
    assert seen[-1] == (len(BODY), len(BODY), "a.zip")


def test_a_download_that_is_cut_off_goes_on(tmp_path):
    """After each cut only the rest is asked for, and the bytes fit together."""
    with serving(BODY, cuts_off, cuts_off, whole) as (url, asked):
        assert fetch(tmp_path, url, sha256=SHA256).read_bytes() == BODY
    half = len(BODY) // 2
    assert asked == ["", f"bytes={half}-", f"bytes={half + half // 2}-"]


def test_a_server_that_ignores_the_range_is_taken_from_the_start(tmp_path):
    """Bytes sent again from the start replace those that were here: they are never joined."""
    with serving(BODY, cuts_off, ignores_range) as (url, _):
        assert fetch(tmp_path, url, sha256=SHA256).read_bytes() == BODY


def test_waits_are_what_the_server_asks_for(tmp_path):
    """Retry-After is honoured in seconds and as a date, up to two minutes; else waits double."""
    soon, past = refuses(429, "7"), refuses(503, formatdate(0, usegmt=True))
    waits: list[float] = []
    with serving(BODY, soon, past, refuses(429, "9999"), whole) as (url, _):
        fetch(tmp_path, url, waits)
    assert waits == [7.0, 0.0, 120.0]
    waits.clear()
    with serving(BODY, refuses(500), refuses(502), refuses(503), whole) as (url, _):
        fetch(tmp_path, url, waits)
    assert waits == [1.0, 2.0, 4.0]


def test_a_wrong_length_is_noticed(tmp_path):
    """Fewer bytes than promised are never taken for the file, and what came is kept to go on."""
    with (
        serving(BODY, cuts_off, refuses(500)) as (url, _),
        pytest.raises(MissingData, match="again and again") as caught,
    ):
        fetch(tmp_path, url)
    assert "later" in caught.value.next_step
    assert not (tmp_path / "a.zip").exists()
    assert (tmp_path / "a.zip.part").stat().st_size == len(BODY) // 2
    with serving(BODY, whole) as (url, asked):
        assert fetch(tmp_path, url, sha256=SHA256).read_bytes() == BODY
    assert asked == [f"bytes={len(BODY) // 2}-"]


def test_a_part_that_is_too_long_is_begun_again(tmp_path):
    """A part longer than the file (416) is thrown away and the file fetched afresh."""
    (tmp_path / "a.zip.part").write_bytes(BODY + b"more")
    with serving(BODY, refuses(416), whole) as (url, _):
        assert fetch(tmp_path, url, sha256=SHA256).read_bytes() == BODY


def test_another_part_than_asked_for_is_not_joined(tmp_path):
    """A 206 that begins elsewhere is refused and the file fetched afresh."""

    def elsewhere(handler, body, start):
        handler.send_response(206)
        handler.send_header("Content-Range", f"bytes 5-{len(body) - 1}/{len(body)}")
        send(handler, body[5:])

    (tmp_path / "a.zip.part").write_bytes(BODY[:100])
    with serving(BODY, elsewhere, whole) as (url, _):
        assert fetch(tmp_path, url, sha256=SHA256).read_bytes() == BODY


def test_a_wrong_checksum_keeps_nothing(tmp_path):
    """When the checksum is wrong neither the file nor a part stays."""
    with serving(BODY, whole) as (url, _), pytest.raises(BadInput, match="checksum"):
        fetch(tmp_path, url, sha256="0" * 64)
    assert not [p for p in tmp_path.iterdir() if p.stat().st_size]


def test_a_file_that_is_not_there_is_not_asked_for_again(tmp_path):
    """404 is an answer: one request, and a next step."""
    with serving(BODY, refuses(404)) as (url, asked), pytest.raises(MissingData, match="404"):
        fetch(tmp_path, url)
    assert len(asked) == 1


def test_no_server_at_all_is_missing_data(tmp_path):
    """A machine that does not answer is tried again and then reported."""
    with serving(BODY, whole) as (url, _):
        pass
    with pytest.raises(MissingData, match="again and again"):
        fetch(tmp_path, url)
