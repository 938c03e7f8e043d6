"""One side of a comparison: the outputs of a tree, run now or kept from an earlier run."""

from __future__ import annotations

import fcntl
import hashlib
import json
import platform
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from checks.same_results.case import Case
from checks.same_results.stage import Stage


ABOUT = "about.json"
SOURCES = ("cases", "drivers", "steady", "case.py", "environment.py", "inputs.py", "stage.py")


@dataclass(slots=True)
class Side:
    """A folder of outputs: of which commit, run where, by which cases, in how many seconds."""

    folder: Path
    commit: str = ""
    scratch: str = ""
    cases: str = ""
    python: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Side:
        """Return the outputs that an earlier run left."""
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return cls(folder, **about)

    def save(self) -> None:
        """Write down what the outputs are."""
        about = {
            "commit": self.commit,
            "scratch": self.scratch,
            "cases": self.cases,
            "python": self.python,
            "seconds": self.seconds,
        }
        (self.folder / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")

    def cautions(self, other: Side) -> Iterator[str]:
        """Yield what may make two sides differ though their trees do not."""
        for name in ("scratch", "cases", "python"):
            if getattr(self, name) != getattr(other, name):
                yield f"Caution: the two sides were run with different {name}."


def run(tree: Path, cases: tuple[Case, ...], scratch: Path, folder: Path) -> Iterator[str]:
    """Run the cases on a tree, and yield a line before each."""
    folder.mkdir(parents=True, exist_ok=True)
    side = Side(folder, commit(tree), str(scratch), digest(), platform.python_version())
    stage = Stage(tree.resolve(), scratch, folder)
    stage.clear()
    for case in cases:
        yield f"{case.name}: {case.title}"
        side.seconds[case.name] = round(stage.play(case), 1)
        side.save()


def commit(tree: Path) -> str:
    """Return the commit of a tree, and whether it was changed since; nothing outside Git."""
    words = ["git", "-C", str(tree), "describe", "--always", "--dirty", "--abbrev=12"]
    process = subprocess.run(words, capture_output=True, text=True, check=False)
    return process.stdout.strip()


def digest() -> str:
    """Return the digest of everything of ours that decides what the outputs are."""
    here, mark = Path(__file__).parent, hashlib.sha256()
    roots = (here / name for name in SOURCES)
    files = (path for root in roots for path in ([root] if root.is_file() else root.rglob("*.py")))
    for path in sorted(files):
        mark.update(path.read_bytes())
    return mark.hexdigest()


@contextmanager
def alone(scratch: Path) -> Iterator[None]:
    """Hold the scratch folder, so that no other comparison runs in it; else ``LookupError``."""
    scratch.parent.mkdir(parents=True, exist_ok=True)
    with scratch.with_name(f"{scratch.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LookupError(f"another comparison runs in {scratch}; wait for it") from None
        yield
