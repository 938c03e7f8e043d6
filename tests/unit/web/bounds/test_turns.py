"""A person's turn over several processes that parted from one."""

from __future__ import annotations

import multiprocessing
import sys

import pytest
from tests.patience import patience

from beatwise.web.bounds.turns import Turns


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one process serves on Windows")


def _take(turns: Turns, person: int, line) -> None:
    """In a process of its own: take a turn, say so, and keep it until told to stop."""
    line.send(turns.take(person, 0))
    line.recv()
    turns.give_back(person)
    line.send("given back")
    line.recv()


@pytest.fixture
def elsewhere():
    """Another process that takes and keeps a turn of person 7, parted from this one."""
    turns = Turns()
    turns.share()
    parted = multiprocessing.get_context("fork")
    here, there = parted.Pipe()
    process = parted.Process(target=_take, args=(turns, 7, there))
    process.start()
    assert here.poll(patience(20))
    assert here.recv() is True
    yield turns, here, process
    process.kill()
    process.join()
    here.close()
    there.close()
    turns.close()


def test_a_turn_taken_in_one_process_is_taken_in_all(elsewhere) -> None:
    """The other process' turn is waited for; another person's is free; given back, it is free."""
    turns, here, _ = elsewhere
    assert not turns.take(7, 0)
    assert turns.take(8, 0)
    turns.give_back(8)
    here.send("give back")
    assert here.poll(patience(20))
    assert here.recv() == "given back"
    assert turns.take(7, 0)


def test_a_process_that_ends_gives_its_turn_back(elsewhere) -> None:
    """Killed in the middle of a page, it keeps nobody waiting."""
    turns, _, process = elsewhere
    process.kill()
    process.join()
    assert turns.take(7, 0)


def test_what_is_waited_for_is_taken_as_soon_as_it_is_free(elsewhere) -> None:
    """A turn given back while another waits is the waiting one's."""
    turns, here, _ = elsewhere
    here.send("give back")
    assert turns.take(7, patience(20))


def test_one_process_has_every_turn() -> None:
    """Where no others have turns in common, none is waited for."""
    turns = Turns()
    assert turns.take(1, 0)
    assert turns.take(1, 0)
    turns.give_back(1)
