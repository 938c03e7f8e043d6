"""How states look: told apart without colour, seen on white, the same in tags and in bars."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from beatwise.accountability.boards.agenda import MEETING
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.accountability.rating.rag import Rag, Rating, Status
from beatwise.accountability.rating.variation import Assurance, LatestPoint, Variation, Way
from beatwise.publication import state_looks
from beatwise.publication.charts import palette


EVERY = [
    *state_looks.RATINGS.values(),
    *state_looks.VARIATIONS.values(),
    *state_looks.ASSURANCES.values(),
]


@pytest.mark.parametrize("look", EVERY, ids=lambda look: look.word)
def test_a_mark_can_be_seen_on_white(look):
    """A contrast of 3 or more, as WCAG asks of graphics."""
    assert palette.contrast(look.fill, palette.PAPER) >= 3


def test_every_state_has_a_look_that_no_other_of_its_kind_has():
    """Every rating, variation and assurance, told apart by shape, letter and word."""
    kinds = (state_looks.RATINGS, state_looks.VARIATIONS, state_looks.ASSURANCES)
    for looks in kinds:
        assert len({(look.shape, look.letter, look.word) for look in looks.values()}) == len(looks)
    assert set(state_looks.RATINGS) == {*Rag, *Status} - {Status.RATED}
    assert set(state_looks.VARIATIONS) == set(Variation)
    assert set(state_looks.ASSURANCES) == set(Assurance)
    assert all(look.about.endswith(".") for look in EVERY)


def test_signals_and_ordinary_variation_have_four_shapes():
    """Improvement, concern, change and ordinary variation without their colours."""
    shown = list(Variation)[:4]
    assert len({state_looks.VARIATIONS[each].shape for each in shown}) == 4


@pytest.mark.parametrize("look", EVERY, ids=lambda look: look.word)
def test_a_tag_is_of_the_same_hue_as_the_bar(look):
    """The style sheet's tag and the bar differ by less than a sixth of the colour circle."""
    css = resources.files("beatwise.web.pages").joinpath("static/pages/office.css")
    rule = re.search(rf"\.govuk-tag--{look.tag}{{color:(#\w+)", css.read_text("utf-8"))
    tag = _hue(rule[1] if rule else "#0f385c")  # the plain tag is blue
    bar = _hue(look.fill)
    if look.tag == "grey":
        assert _spread(look.fill) < 0.1
    else:
        assert min(abs(tag - bar), 360 - abs(tag - bar)) < 30


def test_every_step_of_actions_changes_and_meetings_has_a_tag_that_there_is():
    """A state without one stops here, not on a page; a tag without a rule would have no colour."""
    css = resources.files("beatwise.web.pages").joinpath("static/pages/office.css")
    rules = css.read_text("utf-8")
    for state in [*ACTION.states, *CHANGE_REQUEST.states, *MEETING.states]:
        tag = state_looks.step_tag(state.name)
        assert tag == "govuk-tag--blue" or f".{tag}{{" in rules  # the plain tag is blue


def test_words_of_papers_lead_back_to_their_looks():
    """A pack keeps words; its icons are found by them, and other words have none."""
    concern = state_looks.of_variation(Variation.CONCERN, LatestPoint(way=Way.HIGHER))
    missed = state_looks.ASSURANCES[Assurance.MISSED]
    words = state_looks.in_words(concern, missed)
    assert words == "Concern, higher; Consistently missed"
    assert state_looks.of_words(words) == (concern, missed)
    assert state_looks.of_words("Concern, higher; of somebody") == ()
    assert state_looks.of_words("") == ()


def test_only_a_signal_has_a_way():
    """Ordinary variation is neither higher nor lower."""
    ordinary = state_looks.of_variation(Variation.ORDINARY, LatestPoint(way=Way.HIGHER))
    assert ordinary.word == "Ordinary variation"
    lower = state_looks.of_variation(Variation.IMPROVEMENT, LatestPoint(way=Way.LOWER))
    assert (lower.word, lower.letter) == ("Improvement, lower", "L")


def test_a_rating_looks_like_its_colour_or_else_its_status():
    """Green with its letter and shape; without a colour the status."""
    assert state_looks.of_rating(Rating(Status.RATED, "", Rag.GREEN)).words == "● G Green"
    assert state_looks.of_rating(Rating(Status.LATE, "")).word == "Late"


def _channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _spread(colour: str) -> float:
    return max(_channels(colour)) - min(_channels(colour))


def _hue(colour: str) -> float:
    """The hue in degrees."""
    import colorsys

    return colorsys.rgb_to_hsv(*_channels(colour))[0] * 360
