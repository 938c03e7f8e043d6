"""Places in which a command can hardly work: a full disk, one that is only read, little memory.

Each is a function for ``benchmarks._fault_drill.ask(before=…)``: it narrows the forked process of
one command and nothing else. Disks are mounted in a mount namespace of that process alone.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path


NEW_MOUNTS, NEW_USER = 0x20000, 0x10000000  # sched.h
PRIVATE, RECURSIVE, BIND, REMOUNT, READ_ONLY = 0x40000, 0x4000, 0x1000, 0x20, 0x1  # mount.h
DISK = 6 << 20


def largest_file(size: int) -> Callable[[], None]:
    """Let no file grow beyond ``size`` bytes."""
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


def largest_memory(size: int) -> Callable[[], None]:
    """Let the process have no more than ``size`` bytes of addresses."""
    return partial(resource.setrlimit, resource.RLIMIT_AS, (size, size))


def little_memory(more: int) -> Callable[[], None]:
    """Let the process have only ``more`` bytes beyond those it has."""
    return partial(_limit_memory, more)


def few_files(more: int) -> Callable[[], None]:
    """Let the process open only so many ``more`` files than it has open."""
    return partial(_limit_files, more)


def full_disk(folder: Path, room: int = 0) -> Callable[[], None]:
    """Put the folder on a disk of its own with no room left, or only so many bytes."""
    return partial(_fill, folder, room)


def read_only(folder: Path) -> Callable[[], None]:
    """Let the folder only be read."""
    return partial(_forbid_writing, folder)


def database_at(address: str) -> Callable[[], None]:
    """Let the office have its database at an address."""
    return partial(_name_database, address)


def _limit_memory(more: int) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * os.sysconf("SC_PAGE_SIZE") + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _limit_files(more: int) -> None:
    there = {int(name) for name in os.listdir("/proc/self/fd")}
    free = [number for number in range(len(there) + more) if number not in there]
    limit = free[more - 1] + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))


def _fill(folder: Path, room: int) -> None:
    content = folder.with_name(folder.name + "-content")
    shutil.copytree(folder, content)
    _own_mounts()
    _mount("tmpfs", folder, "tmpfs", 0, f"size={DISK}")
    shutil.copytree(content, folder, dirs_exist_ok=True)
    shutil.rmtree(content)
    with (folder / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            filler.truncate(filler.tell() - room)


def _forbid_writing(folder: Path) -> None:
    _own_mounts()
    _mount(str(folder), folder, None, BIND, None)
    _mount(str(folder), folder, None, BIND | REMOUNT | READ_ONLY, None)


def _name_database(address: str) -> None:
    os.environ["BEATWISE_DATABASE_URL"] = address


def mounts_can_be_made() -> bool:
    """Say whether this system lets a process have mounts of its own."""
    child = os.fork()
    if child == 0:
        try:
            _own_mounts()
            _mount("tmpfs", Path("/tmp"), "tmpfs", 0, "size=4096")
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def _own_mounts() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_MOUNTS | (0 if os.getuid() == 0 else NEW_USER)) != 0:
        raise OSError(ctypes.get_errno(), "no mounts of our own")
    _mount("none", Path("/"), None, PRIVATE | RECURSIVE, None)


def _mount(source: str, target: Path, kind: str | None, flags: int, options: str | None) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    words = [source, str(target), kind, options]
    source_, target_, kind_, options_ = (w.encode() if w is not None else None for w in words)
    if libc.mount(source_, target_, kind_, ctypes.c_ulong(flags), options_) != 0:
        raise OSError(ctypes.get_errno(), "cannot mount", str(target))
