"""Anchors that an authority stamps: asked for over HTTP, kept beside the anchor, and checked."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.time_authority import time_authority

from beatwise.errors import BadInput, Conflict, MissingData, UsageError


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """An authority of our own, served by openssl."""
    with time_authority(tmp_path_factory.mktemp("authority")) as served:
        yield served


@pytest.fixture
def stamped_by(office, monkeypatch):
    """Set the authority of an office."""
    from django.conf import settings

    return lambda address: monkeypatch.setattr(settings, "TIMESTAMPS", address)


@pytest.fixture
def anchor(stamped_by, authority, tmp_path) -> Path:
    """An anchor of an office, with its stamp."""
    from beatwise.web.keeping import anchors

    stamped_by(authority.address)
    authority.answer = None
    anchors.deposit(tmp_path / "anchor.json")
    return tmp_path / "anchor.json"


def test_an_anchor_is_stamped_and_the_stamp_is_checked(anchor, authority):
    """The authority sees the hash alone; its stamp holds with its certificate, and says when."""
    from beatwise.web.keeping import anchors

    assert b"hash" not in authority.queries[-1]
    plain = anchors.read(str(anchor)).stamp
    checked = anchors.read(str(anchor), authority=authority.certificates).stamp
    assert (plain.verified, checked.verified) == (False, True)
    age = dt.datetime.now(dt.UTC) - checked.at
    assert -dt.timedelta(minutes=1) < age < dt.timedelta(hours=1)


def test_an_anchor_altered_after_its_stamp_is_refused(anchor):
    """A stamp of other words is none, whatever the signature of the office says."""
    from beatwise.web.keeping import anchors

    document = json.loads(anchor.read_text())
    anchor.write_text(json.dumps(document | {"hash": "0" * 64}))
    anchor.with_name("anchor.json.minisig").unlink()
    with pytest.raises(BadInput, match="of another file"):
        anchors.read(str(anchor))


def test_a_stamp_of_another_authority_is_refused(anchor, authority, tmp_path):
    """The certificates given are those that must have signed."""
    from beatwise.web.keeping import anchors

    (tmp_path / "other").mkdir()
    with time_authority(tmp_path / "other") as other, pytest.raises(BadInput, match="not signed"):
        anchors.read(str(anchor), authority=other.certificates)
    stamp = anchor.with_name("anchor.json.tsr")
    stamp.write_bytes(stamp.read_bytes()[:-40] + bytes(40))
    with pytest.raises(BadInput):
        anchors.read(str(anchor), authority=authority.certificates)
    stamp.write_bytes(b"no stamp")
    with pytest.raises(BadInput, match="not a time stamp"):
        anchors.read(str(anchor))
    stamp.unlink()
    with pytest.raises(MissingData, match="has no time stamp"):
        anchors.read(str(anchor), authority=authority.certificates)


@pytest.mark.parametrize("answer", [b"", b"no stamp", "another's"])
def test_an_authority_that_gives_no_stamp_leaves_no_anchor(anchor, authority, answer):
    """Nonsense, and a stamp of something else, are told; nothing is written."""
    from beatwise.web.keeping import anchors

    stamp = anchor.with_name("anchor.json.tsr").read_bytes()
    authority.answer = stamp if answer == "another's" else answer
    with pytest.raises(Conflict, match="gave no time stamp"):
        anchors.deposit(anchor.with_name("second.json"))
    assert not list(anchor.parent.glob("second*"))


def test_an_authority_that_is_away_or_none_is_told(stamped_by, tmp_path):
    """Nobody there is a conflict; an address that is none is a mistake in the settings."""
    from beatwise.web.keeping import anchors

    stamped_by("http://127.0.0.1:1/")
    with pytest.raises(Conflict, match="gave no time stamp"):
        anchors.deposit(tmp_path / "anchor.json")
    for address in ("ftp://authority.example", "file:///etc/passwd", "authority.example"):
        stamped_by(address)
        with pytest.raises(UsageError, match="no address"):
            anchors.deposit(tmp_path / "anchor.json")
    assert not list(tmp_path.glob("anchor*"))


def test_without_openssl_it_is_said_that_nothing_was_checked(anchor, authority, monkeypatch):
    """A stamp that cannot be read is not taken for one that was checked."""
    from beatwise.cli.office.keeping import _words_of
    from beatwise.web.keeping import anchors

    monkeypatch.setenv("PATH", "/nowhere")
    stamp = anchors.read(str(anchor)).stamp
    assert (stamp.at, stamp.verified) == (None, False)
    assert "openssl is missing" in _words_of(stamp)
    with pytest.raises(MissingData, match="openssl is missing"):
        anchors.read(str(anchor), authority=authority.certificates)
    with pytest.raises(MissingData, match="openssl is missing"):
        anchors.deposit(anchor.with_name("second.json"))
