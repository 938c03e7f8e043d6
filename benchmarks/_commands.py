"""Commands of Beatwise as people run them, each a process of its own: seconds and peak memory.

The seconds are those of a clock; beside them stand those on the processor, which tell how much of
the time was waiting for the disk or for what else the machine did. Linux or macOS.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


# The command, and then what its process held at most, for whoever measures.
CODE = """
import sys
from pathlib import Path
place = Path(sys.argv.pop(1))
from beatwise.cli.main import main
try:
    main()
finally:
    from benchmarks._measure import peak_mb
    place.write_text(str(peak_mb() or 0))
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended: its seconds with the start of Python, peak MB, and what it said."""

    seconds: float
    processor: float
    peak_mb: float
    code: int
    out: str
    said: str

    @property
    def words(self) -> str:
        """The seconds and the memory, for a row's note."""
        return (
            f"{self.seconds:.1f} s ({self.processor:.1f} s on the processor), {self.peak_mb:.0f} MB"
        )


def run(words: list[str], environment: dict[str, str], *, code: int = 0) -> Ran:
    """Run ``beatwise`` with these words; raise ``RuntimeError`` for another exit code."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "peak"
        begun, before = time.perf_counter(), _processor()
        ran = subprocess.run([sys.executable, "-c", CODE, str(place), *words], env=environment,
                             capture_output=True, text=True, check=False)  # fmt: skip
        seconds = time.perf_counter() - begun
        if ran.returncode != code:
            raise RuntimeError(f"{' '.join(words)} ended with {ran.returncode}: {ran.stderr}")
        peak = float(place.read_text())
        return Ran(seconds, _processor() - before, peak, ran.returncode, ran.stdout, ran.stderr)


def _processor() -> float:
    """Return the seconds on the processor of all commands that ended so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
