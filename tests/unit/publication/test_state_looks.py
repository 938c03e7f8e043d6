"""How states look: told apart without colour, seen on white, the same in tags and in bars."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

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


def test_every_step_of_actions_changes_and_meetings_has_a_look():
    """A state without one stops here, not on a page."""
    tables = {"actions": ACTION, "changes": CHANGE_REQUEST, "meetings": MEETING}
    for kind, table in tables.items():
        for state in table.states:
            assert state_looks.KINDS[kind][state.name].word == state.title
            assert state_looks.STEPS[state.name].tag == state_looks.KINDS[kind][state.name].tag


@pytest.mark.parametrize("kind", state_looks.KINDS)
def test_states_of_a_kind_are_told_apart_without_colour(kind):
    """By shape and word; each says what it means."""
    looks = list(state_looks.KINDS[kind].values())
    assert len({(look.shape, look.word) for look in looks}) == len(looks)
    assert all(look.shape and look.about.endswith(".") for look in looks)


def test_words_on_every_tag_can_be_read():
    """A contrast of 4.5 or more between a tag's words and its ground, whichever tag is used."""
    css = resources.files("beatwise.web.pages").joinpath("static/pages/office.css")
    rules = css.read_text("utf-8")
    looks = [*EVERY, *state_looks.NAMED.values(), *state_looks.MEETINGS.values()]
    for name in {look.tag for look in looks}:
        rule = re.search(
            rf"\.govuk-tag--{name}{{color:(#\w+);background-color:(#\w+)", rules
        ) or re.search(r"\.govuk-tag{[^}]*color:(#\w+);[^}]*background-color:(#\w+)", rules)
        assert rule, name
        assert palette.contrast(rule[1], rule[2]) >= 4.5, name


def test_words_in_a_coloured_cell_of_a_workbook_can_be_read():
    """Ink on every tint has a contrast of 4.5 or more, and no tint is plain white."""
    for look in {*EVERY, *state_looks.NAMED.values()}:
        colour = state_looks.paper_tint(look.word)
        assert palette.contrast(palette.INK, colour) >= 4.5
        assert colour != palette.PAPER


def test_a_cell_is_coloured_by_its_words_alone():
    """However they are written; other words, and a name that holds them, have no colour."""
    red = state_looks.paper_tint("red")
    assert red == state_looks.paper_tint("Red") == state_looks.paper_tint("■ R Red")
    assert red == state_looks.tint(state_looks.RATINGS[Rag.RED].fill)
    assert state_looks.paper_tint("Concern, lower") == state_looks.paper_tint("concern")
    assert state_looks.paper_tint("Complete") == state_looks.paper_tint("green")
    assert state_looks.paper_tint("Redditch") == ""
    assert state_looks.paper_tint("") == ""


@pytest.mark.parametrize(
    ("share", "step"), [(0.0, 0), (0.24, 0), (0.25, 1), (0.5, 2), (0.75, 3), (1.0, 3), (12.0, 3)]
)
def test_a_hot_spot_has_the_colour_of_its_share(share, step):
    """Up to a quarter, a half, three quarters, and more; none planned is grey."""
    assert state_looks.coverage_fill(share) == state_looks.COVERAGE[step][1].fill
    assert state_looks.coverage_fill(None) == state_looks.NONE_PLANNED.fill


# What has colours of its own, none of them a state's: palettes, maps, print, generated styles.
COLOURS = {
    "publication/charts/palette.py": "the palette of charts",
    "publication/charts/strip.py": "shades of a number",
    "publication/charts/trend_chart.py": "a band behind lines",
    "publication/delivery/delivery_map.py": "a map's ground",
    "publication/evaluation/charts/ring_map.py": "a map's ground",
    "publication/formats/ods.py": "black print",
    "publication/formats/pdf.py": "rules and quiet print",
    "publication/maps/ground_layers.py": "a map's ground",
    "publication/maps/town_map.py": "a map's ground",
    "publication/plans/pocket_card.py": "quiet print",
    "publication/plans/pricing.py": "a cell to be filled in",
    "publication/state_looks.py": "the states",
    "web/pages/state_diagram.py": "a diagram of steps, none of them a state that something is in",
    "web/pages/templates/pages/base.html": "the colour of the browser's bar",
    "web/patrols/live/spot_map.py": "a map's ground and ink",
    "web/patrols/live/track_map.py": "a line on a map",
    "web/patrols/phones/qr_code.py": "black and white",
    "web/patrols/static/patrols/index.html": "the colour of the browser's bar",
}
HEX = re.compile(r"""["':( ](#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})["';) /]""")
TAG = re.compile(r"govuk-tag--(?!\{\{ mark\.tag \}\}|\{\} )|class=\"[^\"]*govuk-tag[^\"-]*\"")
OWN_TAGS = {
    "web/pages/templates/allauth/elements/badge.html",  # a sign-in library's, about nothing of ours
}


def _sources() -> list[tuple[str, str]]:
    """Every file of the office and of its papers that may draw a state, with its text."""
    root = Path(state_looks.__file__).parents[1]
    found = [
        path
        for room in ("accountability", "publication", "web")
        for kind in ("*.py", "*.html")
        for path in sorted((root / room).rglob(kind))
    ]
    return [(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in found]


def test_no_colour_stands_outside_the_one_source():
    """A colour in any other file is a second palette, unless it is named here with its reason."""
    sources = _sources()
    assert len(sources) > 700
    elsewhere = {name for name, text in sources if HEX.search(text)}
    assert elsewhere == set(COLOURS)


def test_no_state_of_the_one_source_is_drawn_in_its_colour_elsewhere():
    """Not even in a file that may have colours: a state's own colours stand in one file alone."""
    own = {look.fill for look in {*EVERY, *state_looks.NAMED.values()}} - {palette.QUIET_INK}
    for name, text in _sources():
        if name != "publication/state_looks.py":
            assert not own & set(HEX.findall(text)), name


def test_no_page_chooses_a_tag_s_colour_itself():
    """Tags are drawn from a state's name or look, in two places; a class in a page would differ."""
    drawn = {name for name, text in _sources() if TAG.search(text)}
    assert drawn == OWN_TAGS


@pytest.mark.parametrize(
    "text", ['fill="#ff0000"', "color:#f00;", "'#0f7a52'", 'x = ("#ca3535", 1)']
)
def test_the_search_for_colours_finds_them(text):
    """What is found in a line that has one; an address and a number have none."""
    assert HEX.search(text)
    assert not HEX.search('href="#values" and issue #123456x')
    assert TAG.search('<strong class="govuk-tag govuk-tag--red">')
    assert TAG.search('<strong class="bw-mark govuk-tag">')
    assert not TAG.search('<strong class="govuk-tag govuk-tag--{{ mark.tag }} bw-mark"')


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
