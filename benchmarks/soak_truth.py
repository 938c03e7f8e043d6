"""Is every answer true, whatever was delivered? 500 seeded broken deliveries of a county.

``python -m benchmarks.soak_truth [TRIALS] [FIRST_SEED]`` prints every falsehood with its seed; run
it with ``1 SEED`` to see one again. Every command either gives the truth, counted by a plain sum
over the rows delivered, or says what is missing and leaves with a documented exit code; nothing
that was not gathered is a zero. About an hour on an idle machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks._broken_deliveries import delivery
from benchmarks._delivery_files import gather
from benchmarks._truth_questions import Questions


TRIALS = 500


@dataclass(frozen=True, slots=True)
class Trial:
    """What one seed delivered, how many answers were judged, and what was false."""

    seed: int
    breakages: tuple[str, ...]
    answers: int
    faults: tuple[str, ...]


def trial(seed: int) -> Trial:
    """Deliver, gather and ask by this seed."""
    broken = delivery(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spoilt = bool(broken.spoilt & set(broken.files))
        endings = list(gather(broken, folder))
        questions = Questions(broken, folder, seed)
        for ending in endings:
            questions.judge(ending, (0, 10) if spoilt else (0,))
        if any(len(rows) for rows in broken.files.values()):
            questions.run()
    return Trial(seed, tuple(broken.breakages), questions.answers, tuple(questions.faults))


def drill(trials: int = TRIALS, first: int = 0) -> list[Trial]:
    """Try so many seeds, and print what was false as it comes."""
    done = []
    for seed in range(first, first + trials):
        done.append(trial(seed))
        for fault in done[-1].faults[:6]:
            words = f"seed {seed} ({'; '.join(done[-1].breakages)}): {fault}"
            print(words, file=sys.stderr, flush=True)
        if len(done) % 10 == 0:
            print(f"{len(done)} of {trials} done", file=sys.stderr, flush=True)
    return done


def run(trials: int = TRIALS, first: int = 0) -> list[dict]:
    """Return the row of the results page."""
    began = time.perf_counter()
    done = drill(trials, first)
    wrong = sum(bool(one.faults) for one in done)
    answers = sum(one.answers for one in done)
    return [
        {
            "work": f"{trials} broken deliveries of a county",
            "ours": round(time.perf_counter() - began, 1),
            "peer": None,
            "ratio": None,
            "memory_mb": None,
            "target": "true or said to be missing, never a false zero, no exit of 1",
            "met": wrong == 0,
            "note": f"{answers:,} answers judged; {wrong} deliveries had a false one",
        }
    ]


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    for row in run(*numbers):
        print(row["work"], f"{row['note']}, in {row['ours']:g} s", sep="\n  ")
