"""Work in a process that parts from this one: for its answer, or to be killed in the middle.

What takes seconds to load is loaded once; each process begins where the work itself begins.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from benchmarks._write_count import WriteCount


LIMIT_SECONDS = 300
Part = Callable[[], int]  # a piece of work; returns an exit code


def answer_of(work: Callable[[], object], limit: int = LIMIT_SECONDS) -> Any:
    """Return what work gives, as JSON brings it over; ``RuntimeError`` with its traceback.

    ``limit`` is in seconds, 0 for none.
    """
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        _answer(work, send, limit)
    os.close(send)
    with os.fdopen(receive, "rb") as stream:
        content = stream.read()
    os.waitpid(child, 0)
    document = json.loads(content or b'{"error": "it said nothing"}')
    if "error" in document:
        raise RuntimeError(document["error"])
    return document["answer"]


def codes_of(parts: Sequence[Part], said: Path, count: WriteCount | None = None) -> list[int]:
    """Do all parts in one process, undisturbed; return their exit codes."""
    done = _started(parts, said, count)
    _, status = os.waitpid(done.child, 0)
    with os.fdopen(done.receive, "rb") as stream:
        codes = list(stream.read())
    if status != 0 or len(codes) != len(parts):
        raise RuntimeError(f"it ended by itself ({status}): {said.read_text()[-2000:]}")
    return codes


@dataclass(frozen=True, slots=True)
class Moment:
    """When a process is killed: ``seconds`` after its start, or after its write ``at`` began."""

    seconds: float
    at: int = 0


def killed_at(
    moment: Moment,
    parts: Sequence[Part],
    said: Path,
    count: WriteCount,
    look: Callable[[], int] | None = None,
) -> int:
    """Begin the parts, kill their process group at a moment, and return what was said.

    That is how many parts had told that they were done; or, with ``look``, what that saw last
    before the kill. Parts that are done earlier than the kill are simply done.
    """
    done = _started(parts, said, count)
    if moment.at:
        _wait_for_end(done.child, LIMIT_SECONDS, count.reached)
    _wait_for_end(done.child, moment.seconds)
    seen = look() if look else 0
    with contextlib.suppress(ProcessLookupError):
        os.killpg(done.child, signal.SIGKILL)
    os.waitpid(done.child, 0)
    with os.fdopen(done.receive, "rb") as stream:
        codes = list(stream.read())
    if any(codes):
        raise RuntimeError(f"it ended with {codes}: {said.read_text()[-2000:]}")
    return seen if look else len(codes)


class _Process:
    """A process at work, and the pipe on which it tells each part's exit code, one byte each."""

    def __init__(self, child: int, receive: int):
        self.child, self.receive = child, receive


def _started(parts: Sequence[Part], said: Path, count: WriteCount | None) -> _Process:
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        if count is not None:
            count.begin()
        _work(parts, said, send)
    os.close(send)
    with contextlib.suppress(OSError):  # whichever of the two comes first
        os.setpgid(child, child)
    return _Process(child, receive)


def _wait_for_end(child: int, seconds: float, *others: int) -> None:
    """Wait so long, or until the process has ended or another descriptor can be read."""
    end = os.pidfd_open(child)
    try:
        select.select([end, *others], [], [], seconds)
    finally:
        os.close(end)


def _work(parts: Sequence[Part], said: Path, send: int) -> NoReturn:
    signal.alarm(LIMIT_SECONDS)
    code = 1
    try:
        with (
            said.open("w") as out,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
        ):
            try:
                for part in parts:
                    os.write(send, bytes([part()]))
                code = 0
            except BaseException:
                traceback.print_exc()
    finally:
        os._exit(code)


def _answer(work: Callable[[], object], send: int, limit: int) -> NoReturn:
    signal.alarm(limit)
    try:
        document = {"answer": work()}
    except BaseException:
        document = {"error": traceback.format_exc()[-3000:]}
    try:
        with os.fdopen(send, "wb") as stream:
            stream.write(json.dumps(document).encode())
        sys.stdout.flush()
    finally:
        os._exit(0)
