"""A rating as a page shows it: letter, shape and word together, never colour alone."""

from __future__ import annotations

from typing import TypedDict

from django.utils.safestring import mark_safe

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import shown_in_words, value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import Rag, Rating, Status
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.rating.variation import Assurance
from beatwise.publication import state_looks
from beatwise.publication.control_chart.state_marks import icon
from beatwise.publication.published import CONFIDENTIAL


NO_DATA = "no data yet"


class Mark(TypedDict):
    """A rating's letter, shape, word, the colour of its tag, and what it means."""

    letter: str
    shape: str
    word: str
    tag: str
    about: str


class Sign(TypedDict):
    """A variation or an assurance: its icon as SVG, its words, and what they mean."""

    icon: str
    words: str
    about: str


class Way(TypedDict):
    """A direction: its arrow, its word, and whether it is the better or the worse one."""

    arrow: str
    word: str
    better: str


class MeasureCells(TypedDict):
    """A row of the scorecard in words; ``missing`` where the latest value is."""

    id: str
    serial: int | None
    title: str
    expects: str
    baseline: str
    latest: str
    period: str
    missing: bool
    mark: Mark
    signs: tuple[Sign, ...]
    way: Way | None
    reason: str
    why: tuple[str, ...]


RATINGS = tuple(rag.word for rag in Rag) + tuple(
    status.value for status in Status if status is not Status.RATED
)


def rating_word(rating: Rating) -> str:
    """Return the colour's word, or why there is none; the word that lists are narrowed by."""
    return rating.rag.word if rating.rag else rating.status.value


def mark(rating: Rating) -> Mark:
    """Return a rating's letter, shape, word and tag."""
    return mark_of(state_looks.of_rating(rating))


def mark_of(look: state_looks.Look) -> Mark:
    """Return a look as a page shows it."""
    return {
        "letter": look.letter,
        "shape": look.shape,
        "word": look.word,
        "tag": look.tag,
        "about": look.about,
    }


def signs(score: Row) -> tuple[Sign, ...]:
    """Return a measure's variation and, where it has a target, its assurance."""
    looks = [state_looks.of_variation(score.variation, score.point)]
    if score.assurance is not Assurance.NO_TARGET:
        looks.append(state_looks.ASSURANCES[score.assurance])
    return tuple(map(sign, looks))


def sign(look: state_looks.Look) -> Sign:
    """Return a variation or an assurance as a page shows it."""
    return {"icon": mark_safe(icon(look)), "words": look.word, "about": look.about}  # drawn by us


def legend() -> dict[str, object]:
    """Return every mark that a list of measures may have, each with what it means."""
    return {
        "ratings": [mark_of(look) for look in state_looks.RATINGS.values()],
        "variations": [sign(look) for look in state_looks.VARIATIONS.values()],
        "assurances": [sign(look) for look in state_looks.ASSURANCES.values()],
    }


HIDDEN_MARK = mark_of(state_looks.OTHERS["hidden"])


def way(rating: Rating) -> Way | None:
    """Return the direction: its arrow, its word, and whether that is the wanted way."""
    if rating.direction is None:
        return None
    better = {True: "better", False: "worse", None: ""}[rating.better]
    return {"arrow": rating.direction.arrow, "word": rating.direction.word, "better": better}


def value(measure: Measure, observation: Observation | None) -> str:
    """Return a value with its unit, or that there is none."""
    if observation is not None and observation.hidden:
        return CONFIDENTIAL
    if observation is None or observation.value is None:
        return NO_DATA
    like = measure.baseline.value if measure.baseline else None
    return shown_in_words(observation.value, measure.unit.name, like)


def baseline(measure: Measure) -> str:
    """Return the baseline with its period, or that there is none."""
    if measure.baseline is None:
        return "none"
    words = value_in_words(measure.baseline.value, measure.unit.name)
    return f"{words} ({measure.baseline.period.words})"


def short(period: Period) -> str:
    """Return a period in few letters: ``2025/26 Q3``, ``Sep 2025``, ``31 Dec 2025``."""
    if period.on:
        return f"{period.on.day} {period.on:%b %Y}"
    if period.length == 1 and period.first:
        return f"{period.first.name[:3]} {period.first.year}"
    if " to " in period.words and period.last:
        return f"to {period.last.name[:3]} {period.last.year}"
    return period.words


def row(score: Row) -> MeasureCells:
    """Return a row of the scorecard as lists show it."""
    measure, latest = score.measure, score.latest
    return {
        "id": measure.id,
        "serial": measure.serial,
        "title": measure.title,
        "expects": measure.expectation.words,
        "baseline": baseline(measure),
        "latest": value(measure, latest),
        "period": latest.period.words if latest else "",
        "missing": latest is None or (latest.value is None and not latest.hidden),
        "mark": mark(score.rating),
        "signs": signs(score),
        "way": way(score.rating),
        "reason": score.rating.reason,
        "why": score.why,
    }
