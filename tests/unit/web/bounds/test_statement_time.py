"""The time that a database may work: counted between its steps, and known from other errors."""

from __future__ import annotations

from django.db import OperationalError

from beatwise.web.bounds import statement_time
from beatwise.web.bounds.statement_time import LONGEST_STEPS, Allowance, TooLong, is_too_long


def test_time_between_steps_is_counted_until_it_is_more_than_the_limit(monkeypatch):
    """At the limit the database goes on; beyond it, it must stop."""
    clock = iter([0.0, 0.2, 0.4, 0.6])
    monkeypatch.setattr(statement_time.time, "perf_counter", lambda: next(clock))
    allowance = Allowance(0.4, last=next(clock))
    assert [allowance.stop() for _ in range(3)] == [False, False, True]


def test_a_reader_who_is_slow_is_not_taken_for_a_database_that_is(monkeypatch):
    """An hour between two steps counts as the longest that they may take."""
    clock = iter([3600.0])
    monkeypatch.setattr(statement_time.time, "perf_counter", lambda: next(clock))
    allowance = Allowance(5.0, last=0.0)
    assert not allowance.stop()
    assert allowance.worked == LONGEST_STEPS


def test_an_error_of_the_limit_is_known_by_itself_or_by_its_cause():
    """SQLite's word, PostgreSQL's code behind Django's error, and our own."""

    class Cancelled(Exception):
        sqlstate = "57014"

    behind = OperationalError("canceling statement")
    behind.__cause__ = Cancelled()
    assert is_too_long(OperationalError("interrupted"))
    assert is_too_long(behind)
    assert is_too_long(TooLong())


def test_another_error_of_the_database_is_none_of_the_limit():
    """A lock, a full disk and an interrupted word in another error stay what they are."""
    assert not is_too_long(OperationalError("database is locked"))
    assert not is_too_long(ValueError("interrupted"))
    assert not is_too_long(None)
