"""Download a file over HTTP: resumed when cut off, tried again when refused, checked at the end.

The bytes go to ``NAME.part``; the file gets its name only when its length (and its checksum, when
one is given) is right. A ``.part`` that is left behind is what the next call goes on from.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from beatwise.errors import BadInput, MissingData


Progress = Callable[[int, int, str], None]
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
LONGEST_WAIT_SECONDS = 120.0
USER_AGENT = "beatwise"


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try: ``tries`` without a new byte, waits doubling from ``first``.

    ``sleep`` is what waits; a test gives its own.
    """

    tries: int = 6
    first_wait_seconds: float = 1.0
    timeout_seconds: float = 60.0
    sleep: Callable[[float], None] = time.sleep


class _Interrupted(Exception):
    """One try failed and another may do; ``wait`` is what the server asked for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None):
        self.reason = reason
        self.wait = wait
        super().__init__(reason)


def download(
    url: str,
    path: Path,
    *,
    sha256: str | None = None,
    progress: Progress = lambda done, total, words: None,
    patience: Patience | None = None,
) -> Path:
    """Download ``url`` to ``path`` and return it.

    A try that fails (cut off, too short, 429, 5xx, no connection) is made again, going on from the
    bytes already here where the server can; ``Retry-After`` is honoured up to two minutes. Raises
    ``MissingData`` when the server does not have the file or keeps failing (what came so far stays
    in ``.part``), and ``BadInput`` when the checksum is wrong (nothing is kept).
    """
    patience = patience or Patience()
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    failures = 0
    with httpx.Client(
        timeout=patience.timeout_seconds,
        follow_redirects=True,
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
    ) as client:
        while True:
            before = _size(part)
            try:
                _fetch(client, url, part, path.name, progress)
                break
            except (_Interrupted, httpx.TransportError) as error:
                failures = 1 if _size(part) > before else failures + 1
                if failures >= patience.tries:
                    raise _given_up(url, path, error) from error
                patience.sleep(_wait(error, failures, patience))
    _check(part, path.name, sha256)
    part.replace(path)
    _etag_file(part).unlink(missing_ok=True)
    return path


def _fetch(client: httpx.Client, url: str, part: Path, name: str, progress: Progress) -> None:
    """Make one try: ask for the rest, write what comes, and see that all of it came."""
    start = _size(part)
    headers = {}
    if start:
        headers["Range"] = f"bytes={start}-"
        if mark := _mark(part):
            headers["If-Range"] = mark
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code == 416:
            part.unlink(missing_ok=True)
            raise _Interrupted("the server has fewer bytes than were here; beginning again")
        _refuse_status(response, url, name)
        goes_on = response.status_code == 206 and _range_start(response) == start
        if response.status_code == 206 and not goes_on:
            part.unlink(missing_ok=True)
            raise _Interrupted("the server sent another part than the one asked for")
        offset = start if goes_on else 0
        total = _total(response, offset)
        _keep_mark(part, response)
        _write(response, part, offset, total, name, progress)
    came = _size(part)
    if total is not None and came != total:
        if came > total:
            part.unlink()
        raise _Interrupted(f"{came:,} bytes came and {total:,} were promised")


def _write(
    response: httpx.Response, part: Path, offset: int, total: int | None, name: str,
    progress: Progress,
) -> None:  # fmt: skip
    with part.open("ab" if offset else "wb") as stream:
        done = offset
        for chunk in response.iter_raw():  # as it comes: what is cut off is kept
            stream.write(chunk)
            done += len(chunk)
            progress(done, total or 0, name)


def _refuse_status(response: httpx.Response, url: str, name: str) -> None:
    code = response.status_code
    if code in TRY_AGAIN:
        raise _Interrupted(f"the server answered {code}", _retry_after(response))
    if code not in (200, 206):
        raise MissingData(
            f"the server answered {code} for {url}.",
            place=name,
            next_step="Check the address: the month may not be published (yet).",
        )


def _retry_after(response: httpx.Response) -> float | None:
    """Return the wait that the server asks for, given in seconds or as a date."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _wait(error: Exception, failures: int, patience: Patience) -> float:
    server_wait = error.wait if isinstance(error, _Interrupted) else None
    doubling = patience.first_wait_seconds * 2 ** (failures - 1)
    return min(LONGEST_WAIT_SECONDS, doubling if server_wait is None else server_wait)


def _total(response: httpx.Response, offset: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return offset + int(length) if length.isdigit() else None


def _range_start(response: httpx.Response) -> int | None:
    words = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(words) if words.isdigit() else None


def _check(part: Path, name: str, sha256: str | None) -> None:
    if sha256 is None:
        return
    with part.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != sha256.lower():
        part.unlink()
        _etag_file(part).unlink(missing_ok=True)
        raise BadInput(
            f"the checksum is {digest[:12]}… and should be {sha256[:12]}…; nothing was kept.",
            place=name,
            next_step="Download it again; if it happens again, tell the publisher.",
        )


def _given_up(url: str, path: Path, error: Exception) -> MissingData:
    return MissingData(
        f"the download of {url} failed again and again ({error}).",
        place=path.name,
        next_step="Run the same command later: it goes on from what came so far.",
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _etag_file(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


def _mark(part: Path) -> str:
    """Return what identifies the version that the part is of, so that two are never joined."""
    file = _etag_file(part)
    return file.read_text("utf-8") if file.exists() else ""


def _keep_mark(part: Path, response: httpx.Response) -> None:
    etag = response.headers.get("ETag", "")
    mark = etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")
    _etag_file(part).write_text(mark, "utf-8")
