"""The office killed at any moment, server and worker at once, while people work on everything.

What must hold afterwards: every answer that was given is kept, each change's rows and its lines of
history stand or fall together, the chain is whole, and every check of the office finds nothing.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.patience import patience
from tests.prepared_office import prepared
from tests.served import SIGN_IN, START, Often, Person, Served, python


WORLD = Path(__file__).with_name("kills_world.py").read_text("utf-8")
AFTER = Path(__file__).with_name("kills_after.py").read_text("utf-8")
# What a person keeps of an answer: the name of the change and of the thing, as the history has it.
Kept = Counter[tuple[str, str]]
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
        self.process.wait(timeout=patience(20))
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


def values(person: Person, world: dict[str, Any], draw: random.Random) -> Iterator[tuple[str, str]]:
    """Import values of several measures, or type one in."""
    if draw.random() < 0.5:
        name = draw.choice(world["measures"])
        given = {"period": f"{2020 + draw.randrange(5)}", "value": str(draw.randrange(10**6))}
        if person.post(f"/measures/{name}/observe/", given).status_code == 302:
            yield "observation.add", f"measure/{name}"
        return
    rows = [f"{m},,{2030 + draw.randrange(60)}-{draw.randrange(1, 13):02},{draw.randrange(10**6)}"
            for m in draw.sample(world["measures"], 4) for _ in range(10)]  # fmt: skip
    content = "\r\n".join(["measure,area,period,value", *rows, ""])
    yield from _imported(person, "/measures/import/", "v.csv", content)


def actions(
    person: Person, world: dict[str, Any], draw: random.Random
) -> Iterator[tuple[str, str]]:
    """Import actions, some new and some changed; or take steps and add evidence."""
    if draw.random() < 0.6:
        yield from _steps(person, draw)
        return
    old = [f"A{n}" for n in draw.sample(range(1, 11), 3)]
    strategy = draw.choice(world["strategies"])
    rows = [f"{name},Do {draw.random()},{strategy},Performance officer,2030-01-01,Planned"
            for name in [*old, *(f"N{draw.randrange(10**9)}" for _ in range(5))]]  # fmt: skip
    content = "\r\n".join(["id,title,strategy,owner,due,state", *rows, ""])
    yield from _imported(person, "/actions/import/", "a.csv", content)


def _steps(person: Person, draw: random.Random) -> Iterator[tuple[str, str]]:
    number = draw.randrange(11, 21)  # these are in no file, and go round the status table
    for name in ("start", "pause", "resume"):
        path = f"/actions/{number}/steps/{name}/"
        given = {"version": _version(person.get(path).text), "why": "because"}
        if person.post(path, given).status_code == 302:
            yield f"action.{name}", f"action/{number}"
    if person.post(f"/actions/{number}/evidence/", {"words": "seen"}).status_code == 302:
        yield "action.evidence", f"action/{number}"


def freezes(
    person: Person, world: dict[str, Any], draw: random.Random
) -> Iterator[tuple[str, str]]:
    """Freeze a pack, and correct it, over and over."""
    number = draw.choice(world["meetings"])
    for name in ("freeze", "correct"):
        path = f"/meetings/{number}/steps/{name}/"
        given = {"version": _version(person.get(path).text), "why": "a slip", "reason-*": "early"}
        if person.post(path, given).status_code == 302:
            yield f"meeting.{name}", f"meeting/{number}"


def exports(
    person: Person, world: dict[str, Any], draw: random.Random
) -> Iterator[tuple[str, str]]:
    """Ask for a list that is too long to wait for, fetch what is ready, and take it away."""
    time.sleep(0.2)
    answer = person.get("/measures/observations/export/xlsx/")
    assert answer.status_code in (302, 403, 429), answer.status_code
    for key in re.findall(r'href="/exports/(\d+)/"', person.get("/exports/").text):
        assert person.get(f"/exports/{key}/").content.startswith(b"PK")
        if person.post(f"/exports/{key}/remove/", {}).status_code == 302:
            yield "export.remove", f"export/{key}"


def _version(page: str) -> str:
    """Return the version that a page's form was made from; nothing when the step is not open."""
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    return found[1] if found else ""


HANDS: list[Hand] = [records, values, actions, freezes, exports]


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
                    kept[line] += 1
            except (httpx.TransportError, OSError):
                return
            except AssertionError as error:
                wrong.append(str(error))
                return


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_at_any_moment_the_office_is_whole(tmp_path, soak, engine):
    """Kills at random moments lose nothing that was answered and leave nothing half done."""
    with prepared(tmp_path, engine) as given:
        _kills(given, round(100 * soak) if soak == 1 else 2)


def _wait_for(answers: int, kept: Kept, wrong: list[str]) -> None:
    """Wait until people have had so many more answers, however busy the machine is."""
    wanted, end = kept.total() + answers, time.monotonic() + patience(30)
    while kept.total() < wanted and time.monotonic() < end and not wrong:
        time.sleep(0.01)


def _kills(given: dict[str, str], count: int) -> dict[str, int]:
    world = json.loads(python(SIGN_IN + WORLD, given, timeout=300))
    served, draw = Often(given, worker=True), random.Random(20261122)
    checker, kept, total = Checker(given), Counter[tuple[str, str]](), 0
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
            _wait_for(draw.randrange(1, 30), kept, wrong)
            time.sleep(draw.uniform(0, 0.5))
            served.kill()
            until.set()
            for one in people:
                one.join()
            assert wrong == [], (wrong, served.said.read_text()[-3000:])
            found = checker.look()
            assert found["faults"] == [], f"after kill {kill + 1}"
            missing = kept - Counter((a, t) for a, t in found["lines"])
            assert not missing, f"lost by kill {kill + 1}: {missing}"
            total = found["changes"]
    finally:
        if served.running:
            served.kill()
        served.close()
        checker.close()
    did: Counter[str] = Counter()
    for (action, _), times in kept.items():
        did[action] += times
    print(f"{count} kills, {total} lines of history; answered: {dict(sorted(did.items()))}")
    return did


if __name__ == "__main__":  # the full number on one engine, by hand
    import tempfile

    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder), sys.argv[1]) as office:
        _kills(office, number)
