"""A case: commands that are run one after another in the work folder, and what they need."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


PRODUCT = "beatwise"
DRIVERS = "checks.same_results.drivers"
PLAIN = re.compile(r"[A-Za-z][A-Za-z-]*")


@dataclass(frozen=True, slots=True)
class Command:
    """``python -m module words``, and the packages that it has to do without."""

    words: tuple[str, ...]
    module: str = PRODUCT
    without: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the command is called among the outputs."""
        words = (word for word in self.words if PLAIN.fullmatch(word))
        return "-".join([self.module.rpartition(".")[2], *words][:4])


@dataclass(frozen=True, slots=True)
class Inputs:
    """Small files that a command needs, laid in the work folder."""

    lay: Callable[[Path, Path], None]


Step = Command | Inputs


@dataclass(frozen=True, slots=True)
class Case:
    """Steps in one work folder, after the cases in ``needs``.

    ``loose`` are patterns of output names that no two runs of one tree have in common: of those,
    only exit codes, the kinds of files and the shape of JSON are compared.
    """

    name: str
    title: str
    steps: tuple[Step, ...]
    needs: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    why_loose: str = field(default="")


def commands(lines: str, **variables: str) -> tuple[Command, ...]:
    """Return the product's commands, one a line as people type them; ``{name}`` is a variable."""
    rows = lines.replace("\\\n", " ").strip().splitlines()
    return tuple(Command(tuple(shlex.split(row.format(**variables)))) for row in rows)


def driver(name: str, *words: str) -> Command:
    """Return a driver of ours that is run inside the product's environment."""
    return Command(words, module=f"{DRIVERS}.{name}")
