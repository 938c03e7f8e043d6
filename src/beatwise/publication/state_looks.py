"""How every state looks, wherever it is met: tag, bar, dot, icon and print take it from here.

A state has a word, a shape of its own among its kind and a colour, and a sentence that explains it.
The colour is never the only sign. ``fill`` is for bars and dots on white, 3:1 or more against it;
``tag`` is the GOV.UK tag of the same colour. Improvement is blue and concern orange, as the NHS's
charts have them, so that neither can be taken for a rating of red, amber or green.
"""

from __future__ import annotations

from typing import NamedTuple

from beatwise.accountability.rating.rag import Rag, Rating, Status
from beatwise.accountability.rating.variation import Assurance, LatestPoint, Variation, Way


class Look(NamedTuple):
    """A state as it is shown: see the module for ``fill`` and ``tag``."""

    word: str
    shape: str
    fill: str
    tag: str
    about: str
    letter: str = ""

    @property
    def words(self) -> str:
        """Shape, letter and word, as print and bars have them."""
        return " ".join(filter(None, (self.shape, self.letter, self.word)))


_GREEN, _AMBER, _RED = "#0f7a52", "#b5651d", "#ca3535"
_BLUE, _ORANGE, _PURPLE, _GREY = "#1d70b8", "#c24a12", "#54319f", "#505a5f"
_MAGENTA = "#99285d"

RATINGS: dict[Rag | Status, Look] = {
    Rag.GREEN: Look("Green", "●", _GREEN, "green", "As the plan expects.", "G"),
    Rag.AMBER: Look(
        "Amber", "▲", _AMBER, "yellow", "Not as expected, within the agreed tolerance.", "A"
    ),
    Rag.RED: Look("Red", "■", _RED, "red", "The other way, beyond the agreed tolerance.", "R"),
    Status.LATE: Look(
        "Late", "◆", _MAGENTA, "magenta",
        "A newer value was due and has not come, whatever the old one says.", "L",
    ),
    Status.NO_DATA: Look("No data yet", "○", _GREY, "grey", "There is no value, or it is empty."),
    Status.NO_EXPECTATION: Look(
        "No expectation", "◇", _GREY, "grey", "The measure is watched; nothing is expected of it."
    ),
    Status.NO_BASELINE: Look(
        "No baseline", "◇", _GREY, "grey",
        "A direction is expected, and there is nothing to hold the value against.",
    ),
    Status.NOT_COMPARABLE: Look(
        "Not comparable", "◇", _GREY, "grey",
        "The two periods are of unlike length, or one was not stated.",
    ),
    Status.NOT_CALCULABLE: Look(
        "Not calculable", "◇", _GREY, "grey",
        "The baseline is zero, so no relative change can be formed.",
    ),
    Status.TOO_FEW: Look(
        "Too few to rate", "◇", _GREY, "grey",
        "Fewer cases than the measure's minimum stand behind the value.",
    ),
}  # fmt: skip
VARIATIONS = {
    Variation.IMPROVEMENT: Look(
        "Improvement", "■", _BLUE, "blue", "More than ordinary variation, the wanted way."
    ),
    Variation.CONCERN: Look(
        "Concern", "◆", _ORANGE, "orange", "More than ordinary variation, the unwanted way."
    ),
    Variation.CHANGE: Look(
        "Change", "✚", _PURPLE, "purple",
        "More than ordinary variation, where neither way is wanted.",
    ),
    Variation.ORDINARY: Look(
        "Ordinary variation", "●", _GREY, "grey", "Nothing but what this measure always does."
    ),
    Variation.TOO_FEW: Look(
        "Too few values", "○", _GREY, "grey", "Fewer than twelve values: too few to judge by."
    ),
    Variation.NO_VALUE: Look(
        "No value to judge", "○", _GREY, "grey", "The latest period has no value that is shown."
    ),
    Variation.NO_LIMITS: Look(
        "No control limits", "○", _GREY, "grey",
        "Its values overlap, are yes or no, or are not there: no limits can be drawn.",
    ),
}  # fmt: skip
ASSURANCES = {
    Assurance.MET: Look(
        "Consistently met", "✓", _BLUE, "blue", "Ordinary variation alone meets the target.", "P"
    ),
    Assurance.SOMETIMES: Look(
        "Sometimes met", "?", _GREY, "grey",
        "The target lies between the limits, or the latest value is on the other side of it.",
    ),
    Assurance.MISSED: Look(
        "Consistently missed", "✗", _ORANGE, "orange",
        "Ordinary variation alone misses the target; the way of working must change to meet it.",
        "F",
    ),
    Assurance.TOO_FEW: Look(
        "Too few values", "○", _GREY, "grey", "Limits of fewer than twelve values, or none."
    ),
    Assurance.NO_TARGET: Look("No target", "–", _GREY, "grey", "The plan names no value to reach."),
}  # fmt: skip
# States of what is worked through step by step: actions, changes asked for, meetings.
STEPS = {
    "planned": "grey",
    "asked": "blue",
    "in progress": "blue",
    "paused": "yellow",
    "pack frozen": "yellow",
    "held": "purple",
    "complete": "green",
    "approved": "green",
    "minutes agreed": "green",
    "refused": "red",
    "withdrawn": "grey",
    "taken back": "grey",
    "cancelled": "grey",
}
_SIGNALS = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.CHANGE)
_LETTERS = {Way.HIGHER: "H", Way.LOWER: "L"}


def of_rating(rating: Rating) -> Look:
    """Return how a rating looks."""
    return RATINGS[rating.rag or rating.status]


def step_tag(state: str) -> str:
    """Return the class of the tag of a state of an action, a change asked for or a meeting."""
    return f"govuk-tag--{STEPS[state]}"


def of_variation(variation: Variation, point: LatestPoint) -> Look:
    """Return how a chart's latest point looks, with its signal's way: ``Concern, higher``."""
    look = VARIATIONS[variation]
    if variation not in _SIGNALS or point.way is None:
        return look
    return look._replace(word=f"{look.word}, {point.way.value}", letter=_LETTERS[point.way])


def in_words(*looks: Look) -> str:
    """Return variations and assurances in words, as papers keep them."""
    return "; ".join(look.word for look in looks)


def of_words(words: str) -> tuple[Look, ...]:
    """Return the looks that ``in_words`` gave; none for other words."""
    looks = [_BY_WORDS.get(word) for word in words.split("; ")]
    return tuple(look for look in looks if look) if all(looks) else ()


_BY_WORDS = {
    look.word: look
    for look in (
        *ASSURANCES.values(),
        *(
            of_variation(variation, LatestPoint(way=way))
            for variation in Variation
            for way in (None, *Way)
        ),
    )
}
