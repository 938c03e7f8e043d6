"""Work in processes of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from tests.unit.compute import works

from beatwise.compute.local import Processes
from beatwise.errors import Conflict, Refused


def test_answers_come_in_the_order_of_the_parts_from_other_processes() -> None:
    """Twenty parts on two processes, none of them this one."""
    with Processes(2) as spread:
        answers = list(spread.run(works.square, range(20)))
        slow = list(spread.run(works.slow_at_first, range(6)))
    assert [answer for answer, _ in answers] == [n * n for n in range(20)]
    assert os.getpid() not in {process for _, process in answers}
    assert slow == list(range(6))


def test_an_error_is_raised_as_it_was() -> None:
    """The message, the place and the next step come back whole; parts before it were given."""
    given = []
    with Processes(2) as spread, pytest.raises(Refused) as refused:
        given.extend(spread.run(works.refused_at_three, range(9)))
    assert given == [0, 1, 2]
    assert str(refused.value) == "part 3: three is refused.\nNext: Leave it out."
    assert refused.value.next_step == "Leave it out."


def test_a_killed_process_is_replaced_and_nothing_is_lost(tmp_path) -> None:
    """Its part, and those that waited, are worked again: each answer once, in order."""
    with Processes(2) as spread:
        parts = [(number, str(tmp_path)) for number in range(12)]
        assert list(spread.run(works.killed_once, parts)) == list(range(12))
    assert (tmp_path / "killed").exists()


def test_a_part_that_kills_whoever_works_it_ends_the_work() -> None:
    """After some tries the error says what may help; nobody waits for ever."""
    with Processes(2) as spread, pytest.raises(Conflict, match="again and again"):
        list(spread.run(works.always_killed, range(5)))


def test_an_error_ends_the_processes_at_once() -> None:
    """Nobody waits for work whose answer nobody reads."""
    began = time.monotonic()
    with pytest.raises(Refused), Processes(2) as spread:
        list(spread.run(works.refused_or_endless, range(2)))
    assert time.monotonic() - began < works.ENDLESS_SECONDS / 2


_INTERRUPTED = """
import signal
from beatwise.compute.local import Processes
from tests.unit.compute import works
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run behind
    with Processes(2) as spread:
        for _ in spread.run(works.first_then_endless, range(4)):
            print("working", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="a group of processes is interrupted otherwise there")
def test_an_interruption_is_answered_once_and_at_once(tmp_path) -> None:
    """Ctrl-C reaches every process of the terminal: one traceback, that of the first, no wait."""
    program = tmp_path / "program.py"
    program.write_text(_INTERRUPTED, "utf-8")
    started = subprocess.Popen(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stdout.readline() == "working\n"
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=works.ENDLESS_SECONDS / 2)
    assert said.count("Traceback") == 1
    assert "KeyboardInterrupt" in said
