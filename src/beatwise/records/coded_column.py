"""A column of words as numbers: quick to count, small to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


NOTHING = -1


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumn:
    """The word of each row: ``codes`` (n,) point into ``words``, -1 where there is none.

    Each of ``words`` is there once and is not empty; some may have no row.
    """

    codes: NDArray[np.int64]
    words: list[str]

    @classmethod
    def of(cls, codes: NDArray[np.integer], words: Sequence[str]) -> CodedColumn:
        """Build it from words of which some may be alike, and empty ones mean none."""
        if "" not in words and len(set(words)) == len(words):
            return cls(codes.astype(np.int64), list(words))
        number: dict[str, int] = {}
        again = [number.setdefault(word, len(number)) if word else NOTHING for word in words]
        return cls(np.array([*again, NOTHING], dtype=np.int64)[codes], list(number))
