"""The office killed at any moment, server and worker at once, while people work on everything.

What must hold afterwards: every answer that was given is kept, each change's rows and its lines of
history stand or fall together, the chain is whole, and every check of the office finds nothing.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.postgres import cluster
from tests.served import SIGN_IN, START, Person, Served, environment, python


WORLD = Path(__file__).with_name("kills_world.py").read_text("utf-8")
AFTER = Path(__file__).with_name("kills_after.py").read_text("utf-8")
# What a person keeps of an answer: the name of the change and of the thing, as the history has it.
Kept = set[tuple[str, str]]
Hand = Callable[[Person, dict[str, Any], random.Random], Iterator[tuple[str, str]]]


class Checker:
    """A process beside the office that looks at it after each kill."""

    def __init__(self, given: dict[str, str]):
        self.process = subprocess.Popen(
            [sys.executable, "-c", START + AFTER], env=given, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def look(self) -> dict[str, Any]:
        """Return the faults found, how many lines of history there are, and those of changes."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("look\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=20)
        assert self.process.stdout
        self.process.stdout.close()


def _imported(
    person: Person, upload: str, name: str, content: str, more: dict[str, Any] | None = None
) -> Iterator[tuple[str, str]]:
    """Upload a file, look at it, take it, and now and then undo it."""
    answer = person.post(upload, more or {}, files={"file": (name, content.encode(), "text/csv")})
    assert answer.status_code == 302, (upload, answer.status_code, answer.text[-3000:])
    address = answer.headers["location"]
    key = address.rstrip("/").rpartition("/")[2]
    yield "import.upload", key
    if person.post(address, {"do": "commit"}).status_code == 302:
        yield "import.commit", key


def records(
    person: Person, world: dict[str, Any], draw: random.Random
) -> Iterator[tuple[str, str]]:
    """Import decisions: some new, some changed."""
    old = draw.sample(range(1, world["decisions"] + 1), 5)
    rows = "".join(
        f"{n or ''},Draft,Patrols {draw.random()},a,b,{world['empty']}\r\n"
        for n in [*old, *[0] * 10]
    )
    yield from _imported(person, "/registers/decisions/import/", "a.csv", world["heads"] + rows)


HANDS: list[Hand] = [records]


def _work(
    hand: Hand,
    served: Served,
    world: dict[str, Any],
    seed: int,
    until: threading.Event,
    kept: Kept,
    wrong: list[str],
) -> None:
    """Do one kind of work over and over until the office is gone."""
    draw = random.Random(seed)
    with Person(served.base, world["keys"][hand.__name__]) as person:
        while not until.is_set():
            try:
                for line in hand(person, world, draw):
                    kept.add(line)
            except (httpx.TransportError, OSError):
                return
            except AssertionError as error:
                wrong.append(str(error))
                return


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_at_any_moment_the_office_is_whole(tmp_path, soak, engine):
    """Kills at random moments lose nothing that was answered and leave nothing half done."""
    with cluster() as address:
        _kills(environment(tmp_path, address if engine == "postgresql" else None),
               max(2, round(100 * soak) if soak == 1 else 2))  # fmt: skip


def _kills(given: dict[str, str], count: int) -> dict[str, int]:
    world = json.loads(python(SIGN_IN + WORLD, given, timeout=300))
    served, draw = Served(given, worker=world["worker"]), random.Random(20261122)
    checker, kept, total = Checker(given), set[tuple[str, str]](), 0
    try:
        before = checker.look()
        assert before["faults"] == []
        for kill in range(count):
            served.start()
            until, wrong = threading.Event(), list[str]()
            people = [
                threading.Thread(
                    target=_work, args=(hand, served, world, 100 * kill + n, until, kept, wrong)
                )
                for n, hand in enumerate(HANDS)
            ]
            for one in people:
                one.start()
            time.sleep(draw.uniform(0.2, 1.5))
            served.kill()
            until.set()
            for one in people:
                one.join()
            assert wrong == [], wrong
            found = checker.look()
            assert found["faults"] == [], f"after kill {kill + 1}"
            missing = kept - {(a, t) for a, t in found["lines"]}
            assert missing == set(), f"lost by kill {kill + 1}"
            total = found["changes"]
    finally:
        if served.running:
            served.kill()
        checker.close()
    did = {name: sum(a == name for a, _ in kept) for name in sorted({a for a, _ in kept})}
    print(f"{count} kills, {total} lines of history; answered: {did}")
    return did


if __name__ == "__main__":  # the full number on one engine, by hand
    import tempfile

    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder, cluster() as where:
        engine_given = environment(Path(folder), where if sys.argv[1] == "postgresql" else None)
        _kills(engine_given, number)
