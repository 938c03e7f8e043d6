"""What the system refuses becomes an error that its user can act on, or is our fault."""

from __future__ import annotations

import errno
import os
import resource

import pytest

from beatwise.cli import system_faults
from beatwise.errors import BadInput, Conflict


PROJ = "Could not correctly detect PROJ data files installed by pyogrio wheel"


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE])
def test_too_few_open_files_is_a_conflict(number):
    """Who may open no more files is told which limit to raise."""
    error = system_faults.user_error(OSError(number, os.strerror(number)))
    assert isinstance(error, Conflict)
    assert "ulimit -n" in (error.next_step or "")


def test_a_library_without_its_data_lacks_memory_only_where_memory_is_limited(monkeypatch):
    """The same words are a want of memory under a limit, and our fault without one."""
    for limit, found in ((1 << 30, True), (resource.RLIM_INFINITY, False)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, limit=limit: (limit, limit))
        error = system_faults.user_error(ValueError(PROJ))
        assert (error is not None and "memory" in error.message) == found


def test_words_that_are_no_utf_8_are_a_damaged_database():
    """SQLite's complaint about a column's bytes is told as damage."""
    import sqlite3

    words = "Could not decode to UTF-8 column 'app' with text 'x'"
    assert isinstance(system_faults.user_error(sqlite3.OperationalError(words)), BadInput)


def test_a_server_without_room_is_said_to_be_the_server():
    """Room is to be made where the database is, and no other file is to be chosen."""
    import sqlite3

    words = 'could not extend file "base/16384/17716": No space left on device'
    error = system_faults.user_error(sqlite3.OperationalError(words))
    assert isinstance(error, Conflict)
    assert "on the server's disk" in (error.next_step or "")
