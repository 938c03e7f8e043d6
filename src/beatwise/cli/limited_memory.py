"""A command whose memory is limited (``ulimit -v``), watched by a process that has loaded nothing.

Libraries in C may end the process where they find no memory, and nothing in it can say a word then.
So the command runs in a child, which tells when it ends in words of its own; else its parent does.
Two libraries hang instead: OpenBLAS, as it is loaded, asks for its buffer for ever, and pyarrow
waits for threads that could not be started. Neither is loaded where there is no room for that.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys


TYPE_CHECKING = False  # typing itself takes as long to load as all that is here
if TYPE_CHECKING:
    from collections.abc import Callable

_OPENBLAS = 96 << 20  # its buffer for one thread, its code, and what loads it
_PYARROW = 512 << 20  # its code, and the stacks and heaps of its threads
_ROOM = {"numpy": _OPENBLAS, "scipy": _OPENBLAS, "pyarrow": _PYARROW}
# These load numpy in C, which would make a MemoryError an ImportError and a fault of ours.
_LOAD_NUMPY = ("shapely", "pyogrio", "numba")
_BY_KERNEL = 0x80  # a signal of the terminal's: it has gone to the child as well


def is_limited() -> bool:
    """Say whether this system lets the process have only so much memory."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return False
    limits = (resource.RLIMIT_AS, resource.RLIMIT_DATA)
    return any(resource.getrlimit(one)[0] != resource.RLIM_INFINITY for one in limits)


def exit_code_of(work: Callable[[], int]) -> int:
    """Do work, in a child where memory is limited, and return its exit code.

    Raises
    ------
    MemoryError
        Where the child ended without a word of its own.
    OSError
        Where there was no memory for a child.
    """
    if not (is_limited() and hasattr(signal, "sigwaitinfo")):
        return work()
    receive, send = os.pipe()
    signals = {signal.SIGINT, signal.SIGTERM, signal.SIGCHLD}
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    child = os.fork()
    if child == 0:
        os.close(receive)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread would ask for a buffer
        sys.meta_path.insert(0, _Room())
        try:
            sys.exit(work())
        finally:  # Python had the last word, and it is said
            os.write(send, b".")
    os.close(send)
    status = _watch(child, signals)
    in_words = os.read(receive, 1)
    return _code(status, in_words=bool(in_words))


class _Room:
    """An importer that finds nothing, and lets no library be loaded that would hang for memory."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Raise ``MemoryError`` where a library would not get the memory that it waits for."""
        library = name.partition(".")[0]
        if name in _LOAD_NUMPY:
            import numpy  # noqa: F401, ICN001
        if library not in _ROOM or (library == "pyarrow" and name != library):
            return
        try:
            mmap.mmap(-1, _ROOM[library]).close()
        except OSError as error:
            raise MemoryError(f"no room for {library}") from error


def _watch(child: int, signals: set[signal.Signals]) -> int:
    """Wait until the child has ended, handing on what was sent to this process alone."""
    while True:
        one = signal.sigwaitinfo(signals)
        if one.si_signo != signal.SIGCHLD:
            if one.si_code != _BY_KERNEL:
                os.kill(child, one.si_signo)
            continue
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status


def _code(status: int, *, in_words: bool) -> int:
    if in_words and os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number in (signal.SIGINT, signal.SIGTERM):  # before the child could answer it
        raise KeyboardInterrupt
    if number == signal.SIGKILL:  # somebody's will, or the system's
        return 128 + number
    raise MemoryError("the command ended without a word")
