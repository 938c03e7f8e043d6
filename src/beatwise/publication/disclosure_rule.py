"""The disclosure rule: which counts about people are small, and how the others are rounded."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rule:
    """A disclosure rule: hide 1 to ``threshold - 1``, round the rest to a multiple of ``base``.

    A zero is shown: it is about nobody. ``base`` 1 rounds nothing.
    """

    threshold: int = 5
    base: int = 5

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.base < 1:
            raise UsageError("A disclosure rule needs a threshold and a base of 1 or more.")
