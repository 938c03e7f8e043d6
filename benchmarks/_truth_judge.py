"""How an answer to a question about a broken delivery is judged."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks._delivery_files import GOOD_CODES, Answer
from benchmarks._delivery_truth import Truth
from benchmarks._whole_deliveries import Delivery, Town


MISSING, REFUSED = 11, 12
KINDS = ("anti-social-behaviour", "shoplifting", "violence-and-sexual-offences")


class Judge:
    """One gathered workspace and the truth about it; ``faults`` is what was false."""

    def __init__(self, delivery: Delivery, folder: Path, seed: int):
        self.delivery, self.folder, self.seed = delivery, folder, seed
        self.place, self.truth = folder / "w", Truth(delivery)
        self.chance = random.Random(f"questions {seed}")
        self.faults: list[str] = []
        self.answers = 0

    def judge(self, answer: Answer, fine: Iterable[int] = (0,)) -> bool:
        """Check how a command ended; say whether it gave an answer."""
        self.answers += 1
        words = " ".join(answer.words[:3])
        if answer.code not in GOOD_CODES or "Traceback" in answer.err:
            self.faults.append(f"{words}: ended with {answer.code}: {answer.err[-400:]}")
        elif answer.code not in set(fine):
            self.faults.append(f"{words}: {answer.code}, not {fine}: {answer.err[-300:]}")
        elif answer.code and not answer.err.strip():
            self.faults.append(f"{words}: refused without a word")
        return answer.code == 0

    def false(self, what: str, words: object) -> None:
        """Note something that is not so."""
        self.faults.append(f"{what}: {words}")

    def said(self, what: str, notes: Sequence[str], kinds: Sequence[str]) -> None:
        """Check that lost places are spoken of."""
        words = " ".join(notes)
        lost = sum(self.truth.lost(force, kinds) for force in self.truth.forces())
        if lost and "no place" not in words:
            self.false(what, f"{lost} records without a place are not spoken of")

    def codes(self, towns: Sequence[Town]) -> tuple[int, ...]:
        """Return how a command on these towns may end.

        Where rows alone tell whose ground a town is, a quiet town may be refused; never the other
        way about.
        """
        there = [town for town in towns if self.truth.is_gathered(town)]
        if not there:
            return (MISSING,)
        return (0,) if self.delivery.boundaries else (0, MISSING)
