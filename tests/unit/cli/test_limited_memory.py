"""A command whose memory is limited is watched, and every ending of it has its code."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys

import pytest
from tests.patience import patience


# Work in a process whose memory is limited, and not so much that it ends: the ways are what count.
SCRIPT = """
import os, signal, sys, time
from beatwise.cli import limited_memory
try:
    code = limited_memory.exit_code_of(lambda: {work})
except MemoryError as error:
    print(repr(error), file=sys.stderr)
    code = 13
except KeyboardInterrupt:
    code = 130
sys.exit(code)
"""


def limited() -> None:
    """Limit this process's memory to 4 GiB, and let Ctrl-C reach it where it was ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def started(work: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(work=work)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limited,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("work", "code"),
    [
        ("0", 0),
        ("11", 11),
        ("1", 1),  # said by the command itself: a fault of ours stays one
        ("os._exit(1)", 13),  # as OpenBLAS ends a process
        ("os.abort()", 13),
        ("os.kill(os.getpid(), signal.SIGSEGV)", 13),
        ("os.kill(os.getpid(), signal.SIGTERM)", 130),
        ("os.kill(os.getpid(), signal.SIGKILL)", 137),
    ],
)
def test_every_ending_has_its_code(work, code):
    """A command that ended without a word ended for want of memory, unless somebody ended it."""
    done = started(work)
    _, err = done.communicate(timeout=patience(20))
    assert done.returncode == code, err


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_the_command(which):
    """What is sent to the watching process alone ends the command that it watches."""
    done = started("(print('at work', flush=True), time.sleep(600))[0]")
    assert done.stdout.readline() == b"at work\n"
    done.send_signal(which)
    done.communicate(timeout=patience(20))
    assert done.returncode == 130


def test_a_library_that_would_hang_is_not_loaded():
    """Without room for what a library waits for, its import is a want of memory."""
    limit = f"__import__('resource').setrlimit({resource.RLIMIT_AS}, (300 << 20, 300 << 20))"
    done = started(f"{limit} or __import__('pyarrow')")
    _, err = done.communicate(timeout=patience(20))
    assert b"no room for pyarrow" in err


def test_without_a_limit_nothing_is_parted(monkeypatch):
    """Where memory is not limited the work is done in this very process."""
    from beatwise.cli import limited_memory

    monkeypatch.setattr(limited_memory, "is_limited", lambda: False)
    pid = os.getpid()
    assert limited_memory.exit_code_of(lambda: int(os.getpid() == pid)) == 1
