"""Time stamps of anchors: an authority vouches that a file was there at a time (RFC 3161).

The authority is named by ``BEATWISE_TIMESTAMPS``, an address that takes requests over HTTP. It sees
a hash and nothing else. Requests are made and answers read by the program ``openssl``; where it is
missing this is said, and nothing is taken for checked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from beatwise.errors import BadInput, Conflict, MissingData, UsageError


SETTING = "BEATWISE_TIMESTAMPS"
WAITS = 30.0  # seconds
LARGEST = 1_000_000
_IMPRINT = re.compile(r"^Message data:\n((?:[ \t]+.*\n)+)", re.MULTILINE)
_HEX = re.compile(r"^\s+[0-9a-f]{4,} - ((?:[0-9a-f]{2}[ -]+){1,16})", re.MULTILINE)
_LINE = re.compile(r"^([A-Z][A-Za-z ]+): ?(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When an authority saw a file, and whether its signature was checked against its certificate.

    ``at`` is None where the time stamp could not be read, for want of ``openssl``.
    """

    at: dt.datetime | None
    verified: bool


def fetch(content: bytes, address: str) -> bytes:
    """Return the authority's answer for a file, as DER; it states this file's hash.

    Raises
    ------
    UsageError, MissingData, Conflict
        The address is none, ``openssl`` is missing, or the authority gives no time stamp.
    """
    _check_address(address)
    with tempfile.TemporaryDirectory() as folder:
        query = Path(folder) / "anchor.tsq"
        mark = hashlib.sha256(content).hexdigest()
        _openssl(["-query", "-digest", mark, "-sha256", "-cert", "-out", str(query)])
        answer = _ask(address, query.read_bytes())
        request_facts = _facts(_openssl(["-query", "-in", str(query), "-text"]))
    try:
        facts = _facts_of(content, answer)
    except BadInput as error:
        raise _no_stamp(address, error.message) from None
    if facts.get("Nonce") != request_facts.get("Nonce"):
        raise _no_stamp(address, "its answer is not to this request")
    return answer


def read(file: Path, content: bytes, authority: Path | None = None) -> Stamp:
    """Return what the time stamp in a file says of content.

    ``authority`` is a PEM file of the certificates to trust. ``BadInput`` when the stamp is of
    other content, or not by that authority; ``MissingData`` without ``openssl`` where it is needed.
    """
    if authority is not None and not authority.is_file():
        raise MissingData(
            "there is no such file of certificates.",
            place=str(authority),
            next_step="Give the PEM file of the authority that stamped.",
        )
    if authority is None and not shutil.which("openssl"):
        return Stamp(None, verified=False)
    try:
        facts = _facts_of(content, file.read_bytes()[:LARGEST])
    except BadInput as error:
        raise BadInput(
            error.message,
            place=str(file),
            next_step="Use another copy of the anchor and its stamp.",
        ) from None
    at = _time(facts["Time stamp"])
    if authority is not None:
        _verify(file, content, authority, at)
    return Stamp(at, verified=authority is not None)


def _facts_of(content: bytes, answer: bytes) -> dict[str, str]:
    """Return what an answer states; ``BadInput`` unless it is granted, and for this content."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "anchor.tsr"
        file.write_bytes(answer)
        ran = _run(["-reply", "-in", str(file), "-text"])
    text = ran.stdout.decode("utf-8", "replace")
    facts = _facts(text)
    if ran.returncode != 0 or not facts:
        raise BadInput("this is not a time stamp.")
    if not facts.get("Status", "").startswith("Granted"):
        words = facts.get("Status description") or facts.get("Status", "")
        raise BadInput(f"the time stamp was refused: {words[:200]}")
    imprint = _IMPRINT.search(text)
    parts = _HEX.findall(imprint[1]) if imprint else []
    stated, mark = re.sub(r"[ -]", "", "".join(parts)), hashlib.sha256(content).hexdigest()
    if facts.get("Hash Algorithm", "").lower() != "sha256" or stated != mark:
        raise BadInput("the time stamp is of another file, or the anchor was altered.")
    return facts


def _verify(file: Path, content: bytes, authority: Path, at: dt.datetime) -> None:
    """Raise ``BadInput`` unless the authority signed; its certificate counts as of that time."""
    words = ["-verify", "-digest", hashlib.sha256(content).hexdigest(), "-in", str(file)]
    moment = str(int(at.timestamp()))
    ran = _run([*words, "-CAfile", str(authority), "-attime", moment])
    if ran.returncode != 0 or b"Verification: OK" not in ran.stdout + ran.stderr:
        raise BadInput(
            "the time stamp is not signed by this authority.",
            place=str(file),
            next_step="Give the certificates of the authority that stamped with --authority.",
        )


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            "this is no address of an authority.",
            place=SETTING,
            next_step="Give one that begins with https:// or http://, or unset it.",
        )


def _ask(address: str, query: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query"}
    request = urllib.request.Request(address, query, headers)
    try:
        with urllib.request.urlopen(request, timeout=WAITS) as answer:
            return bytes(answer.read(LARGEST))
    except (OSError, ValueError, HTTPException) as error:
        raise _no_stamp(address, str(error)) from error


def _no_stamp(address: str, words: str) -> Conflict:
    return Conflict(
        f"the authority gave no time stamp ({words}).",
        place=address,
        next_step=f"Try again later, or unset {SETTING} and have the anchor stamped elsewhere.",
    )


def _facts(text: str) -> dict[str, str]:
    return {name: words.strip() for name, words in _LINE.findall(text)}


def _time(words: str) -> dt.datetime:
    """Return a time as openssl prints it: ``Nov 29 12:00:00.5 2026 GMT``."""
    bare = re.sub(r"\.\d+", "", words).removesuffix(" GMT")
    return dt.datetime.strptime(bare, "%b %d %H:%M:%S %Y").replace(tzinfo=dt.UTC)


def _openssl(words: Sequence[str]) -> str:
    ran = _run(words)
    if ran.returncode != 0:
        raise Conflict(
            f"openssl could not do its part: {ran.stderr.decode('utf-8', 'replace')[:200]}",
            next_step="Check that openssl is whole and has its settings file, then try again.",
        )
    return ran.stdout.decode("utf-8", "replace")


def _run(words: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("openssl")
    if program is None:
        raise MissingData(
            "the program openssl is missing, by which time stamps are asked for and checked.",
            next_step=f"Install it, or do without: unset {SETTING}, leave out --authority.",
        )
    return subprocess.run(
        [program, "ts", *words], stdin=subprocess.DEVNULL, capture_output=True, check=False,
        env={**os.environ, "LC_ALL": "C"}, timeout=WAITS,
    )  # fmt: skip
