"""A fault drill: damage something by a seed, ask it questions, mend it, and ask again.

What is damaged is a ``Half`` of the product (a workspace; an office): it knows how to make a sound
copy, which questions to ask it, and in which ways it can be damaged. A trial finds

* a **silent wrong answer**: a question that ends with 0 and another answer than the sound copy's;
* an **exit of 1**, a traceback, or a death by a signal;
* **damage not seen**: the half's own check ends with 0 though something that counts was changed;
* **not mended**: damage that can be mended, and is not after the command that was printed.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import pickle
import random
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from tests.patience import patience


GOOD_CODES = (0, 2, 10, 11, 12, 13, 14, 130)
LIMIT_SECONDS = 120  # of a quiet machine
SETTINGS = "DJANGO_SETTINGS_MODULE"
# What commands take long to load.
LOADED = (
    "pandas", "pyarrow.parquet", "pyarrow.compute", "pyogrio.raw", "shapely", "scipy.stats",
    "beatwise.cli.application", "beatwise.journeys.hotspots.find",
    "beatwise.journeys.hotspots.towns", "beatwise.journeys.hotspots.peaks",
    "beatwise.journeys.hotspots.panel", "beatwise.journeys.upkeep.workspace_check",
    "beatwise.store.files.shapes", "beatwise.store.files.parquet_tables",
)  # fmt: skip
_COMMAND = re.compile(r"(beatwise [a-z -]*--mend [^\n]*)")


@dataclass(frozen=True, slots=True)
class Damage:
    """One way to damage a half: ``do(place, chance)`` does it and says in words what it did.

    ``parts`` are what it touches; ``harmless`` damages must change no answer and no check.
    """

    name: str
    do: Callable[[Path, random.Random], str]
    parts: frozenset[str] = frozenset()
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended: its code, what it printed, and its words on stderr."""

    code: int
    out: str
    err: str


class Half(Protocol):
    """One half of the product that can be damaged."""

    name: str
    damages: Sequence[Damage]

    def sound_copy(self) -> Path:
        """Put a sound copy in place and return its folder: the same path every time."""

    def questions(self, place: Path, chance: random.Random) -> list[list[str]]:
        """Return the commands to ask, of which each prints one JSON document."""

    def check(self, place: Path) -> list[str]:
        """Return the command that checks it."""

    def plain(self, document: object) -> object:
        """Return an answer without what may differ after mending, such as dates of gathering."""

    def can_mend(self, damages: Sequence[Damage]) -> bool:
        """Say whether these damages together can be mended."""


@dataclass(slots=True)
class Trial:
    """What one seed did and what came of it; ``faults`` is empty when all was well."""

    seed: int
    damages: list[str] = field(default_factory=list)
    seen: int = 0
    mendable: bool = False
    mended: bool = False
    faults: list[str] = field(default_factory=list)


def ask(words: Sequence[str], before: Callable[[], None] | None = None) -> Answer:
    """Run one command in a process of its own, so that nothing remembered hides damage.

    ``before`` is called in that process first: it may set limits that only the command feels. It is
    sent as a pickle, so it is a function of a module or a ``partial`` of one.
    """
    loaded = _loaded()
    assert loaded.stdin
    assert loaded.stdout
    pickle.dump((list(words), before), loaded.stdin)
    loaded.stdin.flush()
    return Answer(*pickle.load(loaded.stdout))


@cache
def _loaded() -> subprocess.Popen[bytes]:
    """Start the process that each command parts from: the program is loaded, and no office served.

    This process may have been set up for an office, and a command that parted from it would go on
    with that one.
    """
    held = {k: v for k, v in os.environ.items() if k not in ("BEATWISE_WORKSPACE", SETTINGS)}
    started = subprocess.Popen(
        [sys.executable, "-c", "from benchmarks import _fault_drill; _fault_drill.answer_all()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
        env=held,
    )
    atexit.register(_end, started, os.getpid())
    return started


def _end(started: subprocess.Popen[bytes], process: int) -> None:
    if os.getpid() == process:  # and not one that was forked from it
        started.communicate()


def answer_all() -> None:
    """Answer each command that comes on standard input, in a process that parts from this one."""
    for module in LOADED:
        import_module(module)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    with requests, answers, contextlib.suppress(EOFError):
        while True:
            answer = ask_parted(*pickle.load(requests))
            pickle.dump((answer.code, answer.out, answer.err), answers)
            answers.flush()


def ask_parted(words: Sequence[str], before: Callable[[], None] | None = None) -> Answer:
    """Run one command in a process that parts from this one; ``before`` leads it to its office."""
    receive, send = os.pipe()
    limit = round(patience(LIMIT_SECONDS))
    child = os.fork()
    if child == 0:
        signal.alarm(limit)
        _answer_into(send, receive, words, before)
    os.close(send)
    with os.fdopen(receive, "rb") as stream:
        content = stream.read()
    _, status = os.waitpid(child, 0)
    if not content:
        return Answer(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else 1, "", "nothing was said")
    return Answer(*json.loads(content))


def _answer_into(
    send: int, receive: int, words: Sequence[str], before: Callable[[], None] | None
) -> None:
    from beatwise.cli.main import run

    os.close(receive)
    out, err = io.StringIO(), io.StringIO()
    code = 1
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            if before is not None:
                before()
            code = run(list(words))
    finally:
        _close_databases()
        with os.fdopen(send, "wb") as stream:
            stream.write(json.dumps([code, out.getvalue(), err.getvalue()]).encode())
        os._exit(0)


def _close_databases() -> None:
    """Close what an office had open, as the end of a process of its own would."""
    database = sys.modules.get("django.db")
    if database is not None:
        with contextlib.suppress(Exception):  # on a damaged one, or on a full disk
            database.connections.close_all()


def trial(half: Half, seed: int, right: dict[str, Answer]) -> Trial:
    """Damage the half by this seed and return what came of it.

    ``right`` remembers the answers of the sound half, command by command.
    """
    chance = random.Random(seed)
    done = Trial(seed)
    place = half.sound_copy()
    questions = half.questions(place, chance)
    for words in questions:
        if shlex.join(words) not in right:
            right[shlex.join(words)] = ask(words)
    damages = chance.sample(list(half.damages), chance.choice((1, 1, 1, 2, 3)))
    for damage in damages:
        with contextlib.suppress(Exception):  # what another has spoilt cannot be damaged again
            done.damages.append(f"{damage.name}: {damage.do(place, chance)}")
    mend = None
    for words in questions:
        answer = ask(words)
        _judge(half, words, answer, right[shlex.join(words)], done)
        mend = mend or _COMMAND.search(answer.err)
    _check(half, place, damages, done, mend, questions, right)
    return done


def _check(
    half: Half,
    place: Path,
    damages: Sequence[Damage],
    done: Trial,
    mend: re.Match[str] | None,
    questions: Sequence[Sequence[str]],
    right: dict[str, Answer],
) -> None:
    found = ask(half.check(place))
    _judge_code(half.check(place), found, done)
    harmless = all(damage.harmless for damage in damages)
    if harmless and found.code != 0:
        done.faults.append(f"the check finds fault with what is sound: {found.out[-300:]}")
    if done.seen and found.code == 0:
        done.faults.append("a command was refused, and the check finds nothing")
    done.mendable = found.code != 0 and half.can_mend(damages)
    if not done.mendable:
        return
    mend = mend or _COMMAND.search(found.out + found.err)
    if mend is None:
        done.faults.append(f"no command that mends is printed: {(found.out + found.err)[-400:]}")
        return
    command = shlex.split(mend[1])[1:]
    mended = ask(command)
    if mended.code != 0:
        done.faults.append(f"not mended ({mended.code}): {mended.out[-500:]}{mended.err[-300:]}")
        return
    done.mended = True
    for words in questions:
        answer, before = ask(words), right[shlex.join(words)]
        if (answer.code, _document(half, answer)) != (before.code, _document(half, before)):
            done.faults.append(f"another answer after mending: {shlex.join(words)}: {answer.err}")


def _judge(half: Half, words: Sequence[str], answer: Answer, right: Answer, done: Trial) -> None:
    _judge_code(words, answer, done)
    if answer.code == 0 and _document(half, answer) != _document(half, right):
        done.faults.append(f"a silent wrong answer: {shlex.join(words)}")
    if answer.code != 0:
        done.seen += 1
        if not answer.err.strip():
            done.faults.append(f"refused without a word: {shlex.join(words)}")


def _judge_code(words: Sequence[str], answer: Answer, done: Trial) -> None:
    if answer.code not in GOOD_CODES or "Traceback" in answer.err:
        done.faults.append(f"ended with {answer.code}: {shlex.join(words)}: {answer.err[-400:]}")


def _document(half: Half, answer: Answer) -> object:
    try:
        return half.plain(json.loads(answer.out))
    except ValueError:
        return answer.out
