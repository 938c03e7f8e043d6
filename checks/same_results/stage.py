"""The stage: the scratch folder in which one tree's cases are run, at one address for both."""

from __future__ import annotations

import hashlib
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from checks.same_results.case import Case, Command, Inputs, Step
from checks.same_results.environment import environment


LONGEST = 900.0  # seconds for one command
TREE = "<tree>"


@dataclass(frozen=True, slots=True)
class Stage:
    """A tree, the scratch folder its commands are run in, and the folder of its outputs."""

    tree: Path
    scratch: Path
    outputs: Path

    @property
    def work(self) -> Path:
        """The folder that commands are run in."""
        return self.scratch / "work"

    @property
    def home(self) -> Path:
        """The folder that commands take for the person's own."""
        return self.scratch / "home"

    def clear(self) -> None:
        """Begin with an empty work folder that holds the tree's examples."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.home.mkdir(parents=True)
        shutil.copytree(self.tree / "examples", self.work / "examples")
        _, source, fault = self._run(Command((), module="checks.same_results.drivers.source"))
        if Path(source.strip()) != self.tree / "src":
            raise LookupError(f"commands would not run {self.tree}: {source}{fault}")

    def play(self, case: Case) -> float:
        """Run a case, lay down its outputs, and return the processor seconds it took."""
        begin, before = processor_seconds(), digests(self.work)
        folder = self.outputs / case.name
        shutil.rmtree(folder, ignore_errors=True)
        for number, step in enumerate(case.steps, 1):
            self._step(step, number, folder / "steps")
        _copy_changed(self.work, before, folder)
        return processor_seconds() - begin

    def _step(self, step: Step, number: int, folder: Path) -> None:
        """Run one command and lay down its exit code and streams, or lay down inputs."""
        if not isinstance(step, Command):
            self._inputs(step, folder / f"{number:02d}-inputs")
            return
        code, out, err = self._run(step)
        place = folder / f"{number:02d}-{step.label}"
        place.mkdir(parents=True)
        line = " ".join((step.module.removeprefix("checks.same_results."), *step.words))
        for name, content in (("command", line), ("exit", code), ("stdout", out), ("stderr", err)):
            (place / name).write_text(content.replace(str(self.tree), TREE), encoding="utf-8")

    def _inputs(self, inputs: Inputs, place: Path) -> None:
        """Lay inputs into the work folder; where that cannot be done, say so among the outputs."""
        try:
            inputs.lay(self.work, self.tree)
        except (LookupError, OSError) as error:
            place.mkdir(parents=True)
            (place / "fault").write_text(f"{error}\n", encoding="utf-8")

    def _run(self, command: Command) -> tuple[str, str, str]:
        """Return a command's exit code, standard output and standard error."""
        words = [sys.executable, "-m", command.module, *command.words]
        variables = environment(self.tree, self.home, command.without)
        try:
            process = subprocess.run(
                words, cwd=self.work, env=variables, capture_output=True, check=False,
                stdin=subprocess.DEVNULL, timeout=LONGEST,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"stopped after {LONGEST:g} s", "", ""
        streams = (process.stdout, process.stderr)
        out, err = (stream.decode("utf-8", "backslashreplace") for stream in streams)
        return str(process.returncode), out, err


def processor_seconds() -> float:
    """Return what the commands so far took: whoever else uses the machine does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its name there; links are left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): _digest(path) for path in files}


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _copy_changed(work: Path, before: dict[str, str], folder: Path) -> None:
    """Copy what is new or changed in the work folder, and list what is there no more."""
    after = digests(work)
    for name, digest in after.items():
        if before.get(name) != digest:
            target = folder / "files" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(work / name, target)
    absent = sorted(set(before) - set(after))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "removed").write_text("".join(f"{name}\n" for name in absent), encoding="utf-8")
