"""What is expected of a measure: a value to reach, a direction, a yes, or nothing.

Most plans print words. "Increase" is a direction, not a target: it says which way is better and
nothing about how far.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from beatwise.errors import BadInput


class Polarity(Enum):
    """The direction that is good."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Kind(Enum):
    """What sort of expectation it is."""

    TARGET = "target"
    DIRECTION = "direction"
    COMPLETED = "completed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected.

    Parameters
    ----------
    kind
        What sort.
    words
        As printed in the plan.
    polarity
        Which way is better.
    target
        The value to reach, for a target.
    strict
        Whether the value itself is already too much ("below 10 %") or too little ("over 90 %").
    holding
        Whether staying level meets the expectation ("or maintain").
    """

    kind: Kind
    words: str
    polarity: Polarity = Polarity.NEITHER
    target: Decimal | None = None
    strict: bool = False
    holding: bool = False

    def met_by(self, value: Decimal) -> bool:
        """Whether a value reaches the target; raise ``BadInput`` when there is none."""
        if self.target is None:
            raise BadInput(f"'{self.words}' has no value to reach.")
        if value == self.target:
            return not self.strict
        return (value > self.target) == (self.polarity is Polarity.UP)


NOTHING = Expectation(Kind.NONE, "no expectation")

_UP, _DOWN, _NEITHER = Polarity.UP, Polarity.DOWN, Polarity.NEITHER
DIRECTION_WORDS: dict[str, tuple[Polarity, bool]] = {
    "increase": (_UP, False),
    "increase or maintain": (_UP, True),
    "maintain or increase": (_UP, True),
    "reduce": (_DOWN, False),
    "decrease": (_DOWN, False),
    "reduce or maintain": (_DOWN, True),
    "decrease or maintain": (_DOWN, True),
    "maintain or reduce": (_DOWN, True),
    "maintain": (_NEITHER, True),
}
COMPLETED_WORDS = frozenset({"completed y/n", "completed", "yes/no", "y/n"})
NOTHING_WORDS = frozenset({"", "none", "monitor", "no expectation"})
TARGET_WORDS: dict[str, tuple[Polarity, bool]] = {
    "at least": (_UP, False),
    "more than": (_UP, True),
    "at most": (_DOWN, False),
    "below": (_DOWN, True),
}


def in_words(words: str, *, place: str | None = None) -> Expectation:
    """Read an expectation that is only words; raise ``BadInput`` for words with no known sense."""
    plain = " ".join(words.lower().split())
    if plain in NOTHING_WORDS:
        return Expectation(Kind.NONE, words.strip() or NOTHING.words)
    if plain in COMPLETED_WORDS:
        return Expectation(Kind.COMPLETED, words.strip(), Polarity.UP)
    if plain in DIRECTION_WORDS:
        polarity, holding = DIRECTION_WORDS[plain]
        return Expectation(Kind.DIRECTION, words.strip(), polarity, holding=holding)
    examples = (*DIRECTION_WORDS, "completed Y/N", "monitor")
    raise BadInput(
        f"'{words}' is not an expectation that can be rated.",
        place=place,
        next_step=f"Use one of: {', '.join(examples)}; or give a target value.",
    )


def to_reach(bound: str, target: Decimal, *, place: str | None = None) -> Expectation:
    """Make a target: ``at least``, ``more than``, ``at most`` or ``below`` a value."""
    if bound not in TARGET_WORDS or not target.is_finite():
        raise BadInput(
            f"'{bound} {target}' is not a target.",
            place=place,
            next_step=f"Use one of {', '.join(TARGET_WORDS)}, and a number.",
        )
    polarity, strict = TARGET_WORDS[bound]
    return Expectation(Kind.TARGET, f"{bound} {target:f}", polarity, target, strict)
