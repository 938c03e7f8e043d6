"""Run the tests nearby on one mutant, in a process of its own."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import signal
import sys
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest
from hypothesis import Phase, settings


Outcome = Literal["caught", "survived", "too slow"]

_FAILED, _PASSED = 1, 0
_ARGUMENTS = ("-x", "-q", "--no-header", "--no-summary", "-p", "no:cacheprovider",
              # or pytest reads a rule whose name ends in _test from the file, without its fault
              "-o", "python_files=test_*.py")  # fmt: skip


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module another text than its file's."""

    def __init__(self, module: str, file: Path, source: str) -> None:
        self.module, self.file, self.source = module, file, source

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self.module:
            return None
        spec = ModuleSpec(name, self, origin=str(self.file))
        spec.has_location = True
        return spec

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, str(self.file), "exec"), module.__dict__)


class FirstFailure:
    """Lets a property fail by the first example that breaks it; the smallest is not looked for."""

    def pytest_sessionstart(self) -> None:
        """Take the place of the profile that ``tests/conftest.py`` loads, before tests are read."""
        phases = [each for each in Phase if each not in (Phase.shrink, Phase.explain)]
        settings.register_profile("first failure", phases=phases)
        settings.load_profile("first failure")


def trial(file: Path, source: str, tests: Sequence[str], seconds: float) -> Outcome:
    """Return whether ``tests`` notice that ``file`` reads ``source``; killed after ``seconds``.

    The process is forked before anything of the product was imported.
    """
    child = os.fork()
    if child == 0:
        _run_tests(file, source, tests)
    return _wait(child, seconds)


def module_of(file: Path) -> str:
    """Return the dotted name of a file under ``src``."""
    parts = file.with_suffix("").parts
    return ".".join(parts[parts.index("src") + 1 :])


def _run_tests(file: Path, source: str, tests: Sequence[str]) -> None:
    os.setsid()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # two seconds of imports a mutant
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    sys.dont_write_bytecode = True
    sys.meta_path.insert(0, _Planted(module_of(file), file, source))
    try:
        code = int(pytest.main([*_ARGUMENTS, *tests], plugins=[FirstFailure()]))
    except BaseException:  # the mutant broke the run itself: noticed
        code = _FAILED
    os._exit(_PASSED if code == 0 else _FAILED)


def _wait(child: int, seconds: float) -> Outcome:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return "survived" if status == 0 else "caught"
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "too slow"
