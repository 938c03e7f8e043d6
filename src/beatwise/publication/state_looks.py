"""How every state looks, wherever it is met: tag, bar, dot, icon and print take it from here.

A state has a word, a shape of its own among its kind and a colour, and a sentence that explains it.
The colour is never the only sign. ``fill`` is for bars and dots on white, 3:1 or more against it;
``tag`` is the GOV.UK tag of the same colour. Improvement is blue and concern orange, as the NHS's
charts have them, so that neither can be taken for a rating of red, amber or green.
"""

from __future__ import annotations

from collections.abc import Callable
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
# What is worked through step by step, by the names of its state tables.
ACTIONS = {
    "planned": Look("Planned", "○", _GREY, "grey", "Nothing is done yet."),
    "in progress": Look("In progress", "◐", _BLUE, "blue", "It is being done."),
    "paused": Look("Paused", "‖", _AMBER, "yellow", "It waits, for the reason that is given."),
    "complete": Look("Complete", "●", _GREEN, "green", "It is done."),
    "withdrawn": Look("Withdrawn", "✕", _GREY, "grey", "It will not be done."),
    "overdue": Look("Overdue", "◆", _RED, "red", "Its day has passed and it is not complete."),
}
CHANGES = {
    "asked": Look("Asked for", "◐", _BLUE, "blue", "It waits for a decision."),
    "approved": Look("Approved", "●", _GREEN, "green", "It was decided and made."),
    "refused": Look("Refused", "■", _RED, "red", "It was decided and not made."),
    "taken back": Look("Taken back", "✕", _GREY, "grey", "Who asked for it took it back."),
}
MEETINGS = {
    "planned": ACTIONS["planned"]._replace(about="It is to be held."),
    "pack frozen": Look("Pack frozen", "‖", _AMBER, "yellow", "Its papers no longer change."),
    "held": Look("Held", "◐", _PURPLE, "purple", "Its minutes are to be written or agreed."),
    "minutes agreed": Look("Minutes agreed", "●", _GREEN, "green", "It is closed."),
    "postponed": Look("Postponed", "▷", _AMBER, "yellow", "Another day was set for it."),
    "cancelled": Look("Cancelled", "✕", _GREY, "grey", "It will not be held."),
    "papers late": Look("Papers late", "◆", _RED, "red", "The day for its papers has passed."),
}
STEPS = MEETINGS | CHANGES | ACTIONS
# A record's state is named by its register; these are the kinds of state that there are.
RECORDS = {
    "open record": Look("Open", "◐", _BLUE, "blue", "It is being worked on."),
    "closed record": Look("Closed", "○", _GREY, "grey", "Nothing more happens to it."),
    "public record": Look("Published", "●", _GREEN, "green", "Anybody may see it."),
    "late": Look("Late", "◆", _RED, "red", "Its day has passed."),
}
PHONES = {
    "enrolled": Look("Enrolled", "●", _GREEN, "green", "It may send what it records."),
    "waits for its code": Look("Waits for its code", "◐", _GREY, "grey", "Its code is not used."),
    "code over": Look("Code over", "✕", _GREY, "grey", "Its code is past its time: make another."),
    "not enrolled": Look("Not enrolled", "○", _GREY, "grey", "It has no code."),
    "revoked": Look("Revoked", "■", _RED, "red", "Nothing that it sends is accepted."),
}
SHIFTS = {
    "out": Look("Out", "◐", _GREEN, "green", "Somebody is patrolling."),
    "finished": Look("Finished", "●", _GREY, "grey", "It was walked and has ended."),
    "to come": Look("To come", "○", _GREY, "grey", "Its time has not come."),
    "not started": Look("Not started", "◆", _RED, "red", "Its time has come and nobody is out."),
    "not walked": Look("Not walked", "■", _RED, "red", "Its time has passed and nobody was out."),
    "quiet": Look("No signal", "▲", _RED, "red", "Nothing was heard of the phone for too long."),
    "missed": Look("Missed", "✕", _RED, "red", "A check that all is well was not answered."),
}
VERDICTS = {
    "met": Look("Met", "●", _GREEN, "green", "The target is met.", "M"),
    "not met": Look("Not met", "■", _RED, "red", "The target is not met.", "N"),
}
CONSULTATIONS = {
    "draft": Look("Draft", "○", _GREY, "grey", "Its questions may still change."),
    "open": Look("Open", "◐", _BLUE, "blue", "People answer; there are no results yet."),
    "closed": Look("Closed", "‖", _AMBER, "yellow", "Its results are entered and checked."),
    "reported": Look("Reported", "●", _GREEN, "green", "Its results are for everybody."),
    "withdrawn": Look("Withdrawn", "✕", _GREY, "grey", "It was not held."),
}
PAPERS = {
    "draft paper": Look("Draft", "○", _GREY, "grey", "It is being written."),
    "paper put forward": Look("Put forward", "◐", _BLUE, "blue", "It waits to be signed off."),
    "paper signed off": Look("Signed off", "‖", _AMBER, "yellow", "It waits to be released."),
    "paper released": Look("Released", "●", _GREEN, "green", "Anybody may read it."),
    "paper withdrawn": Look("Withdrawn", "✕", _RED, "red", "Its address says why."),
    "paper abandoned": Look("Abandoned", "✕", _GREY, "grey", "It will not be finished."),
}
OTHERS = {
    "published": RECORDS["public record"],
    "not published": Look("Not published", "○", _AMBER, "yellow", "Only the office may see it."),
    "closed": RECORDS["closed record"],
    "making": Look("Being made", "◐", _BLUE, "blue", "It is ready in a moment."),
    "waiting": Look("Waiting", "○", _GREY, "grey", "It waits for its turn."),
    "not made": Look("Not made", "■", _RED, "red", "It failed; the reason stands beside it."),
    "not sent": Look("Not sent", "■", _RED, "red", "It failed; the reason stands beside it."),
    "unsure": Look(
        "May not have arrived", "▲", _AMBER, "yellow", "The server did not say that it took it."
    ),
    "no commentary": Look(
        "No commentary", "◆", _ORANGE, "orange", "An exception that nobody has written on."
    ),
    "differs": Look("Differs", "◆", _ORANGE, "orange", "The two say different things."),
    "restated": Look("Restated since", "○", _GREY, "grey", "A later value has taken its place."),
    "restates": Look("Restates", "◐", _BLUE, "blue", "It took the place of an earlier value."),
    "hidden": Look(
        "Hidden", "◇", _GREY, "grey",
        "Kept from sight, so that no small count can be worked out.",
    ),
    "reversed": Look("Reversed", "○", _GREY, "grey", "A later entry takes it back."),
    "vacant": Look("Vacant", "○", _AMBER, "yellow", "Nobody holds the seat."),
    "new": Look("New", "◆", _BLUE, "blue", "It has not been read."),
    "demo": Look("Demo", "▲", _AMBER, "yellow", "Everything here is invented."),
}  # fmt: skip
# Shares of the planned visits that were made, each up to its limit; a number stands beside each.
COVERAGE = (
    (0.25, Look("Fewer than a quarter", "■", "#a13d2d", "red", "Visits made of those planned.")),
    (0.5, Look("A quarter to a half", "■", "#d98b5f", "orange", "Visits made of those planned.")),
    (
        0.75,
        Look("A half to three quarters", "■", "#9db9d6", "blue", "Visits made of those planned."),
    ),
    (10.0, Look("Three quarters or more", "■", "#12436d", "blue", "Visits made of those planned.")),
)
NONE_PLANNED = Look("None planned", "■", "#b1b4b6", "grey", "No visit was planned.")
KINDS = {
    "actions": ACTIONS, "changes": CHANGES, "meetings": MEETINGS, "records": RECORDS,
    "phones": PHONES, "shifts": SHIFTS,
}  # fmt: skip
NAMED = {**PAPERS, **CONSULTATIONS, **OTHERS, **VERDICTS, **SHIFTS, **PHONES, **RECORDS, **STEPS}
_SIGNALS = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.CHANGE)
_LETTERS = {Way.HIGHER: "H", Way.LOWER: "L"}


def of_rating(rating: Rating) -> Look:
    """Return how a rating looks."""
    return RATINGS[rating.rag or rating.status]


def coverage_fill(share: float | None) -> str:
    """Return the colour of a share of planned visits that was made; ``None``: none planned."""
    if share is None:
        return NONE_PLANNED.fill
    return next(look.fill for limit, look in COVERAGE if share < limit or limit > 1)


def paper_tint(words: str) -> str:
    """Return the light colour of a cell that says a state's words; empty for other words."""
    look = _LOOKS_OF_CELLS.get(words.casefold())
    return tint(look.fill) if look else ""


def of_variation(variation: Variation, point: LatestPoint) -> Look:
    """Return how a chart's latest point looks, with its signal's way: ``Concern, higher``."""
    look = VARIATIONS[variation]
    if variation not in _SIGNALS or point.way is None:
        return look
    return look._replace(word=f"{look.word}, {point.way.value}", letter=_LETTERS[point.way])


def tint_where(is_state: bool) -> Callable[[str], str] | None:
    """Return what colours a column's cells in a workbook, where they are states."""
    return paper_tint if is_state else None


def tint(colour: str, share: float = 0.16) -> str:
    """Return a colour thinned with white, so that ink on it is read as easily as on paper."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - c) * share):02x}" for c in channels)


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
_LOOKS_OF_CELLS = {
    name.casefold(): look
    for looks in (NAMED, *KINDS.values())
    for key, look in looks.items()
    for name in (key, look.word)
} | {
    name.casefold(): look
    for look in (*RATINGS.values(), *VARIATIONS.values(), *_BY_WORDS.values())
    for name in (look.word, look.words)
}
