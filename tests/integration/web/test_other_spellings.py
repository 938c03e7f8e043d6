"""A search that finds nothing as it was typed is tried in other spellings that the office knows."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest


FIRST = 5


@pytest.fixture(scope="module")
def decisions(module_office):
    """Decisions in the words of the reference and the plan; the worker has counted them."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.performance.definitions import actions as definitions
    from beatwise.web.registers import actions
    from beatwise.web.search import vocabulary

    by = module_office.account("governance")
    definitions.load_shipped(name="plan-2025-29", by=by)
    for title in ("Fund burglary patrols in Exmouth", "Buy torches for Zaragoza"):
        actions.make(register=definition("decisions"), values={"title": title}, by=by)
    texts = sorted((Path(__file__).parents[3] / "docs" / "reference").glob("*.md"))
    words = " ".join(text.read_text("utf-8") for text in texts).split()
    for at in range(0, len(words), 1000):
        facts = {"title": f"Reference {at}", "evidence": " ".join(words[at : at + 1000])}
        actions.make(register=definition("decisions"), values=facts, by=by)
    vocabulary.bring_up_to_date()


@pytest.fixture
def known(decisions, restored_office):
    """The office that holds them."""
    return restored_office


def _page(office, role: str, query: str) -> str:
    return office.client(role).get("/search/", {"q": query}).content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("burglry", "burglary"),
        ("bruglary", "burglary"),
        ("burgllary", "burglary"),
        ("burglery", "burglary"),
        ("burglry exmouht", "burglary exmouth"),
        ("BURGLRY patrols", "burglary patrols"),
    ],
)
def test_a_slip_finds_what_was_meant_and_says_so(known, typed, meant):
    """The page says which words it shows, in plain words."""
    page = _page(known, "governance", typed)
    assert f"Showing results for <strong>{meant}</strong>" in page
    assert "Fund burglary patrols in Exmouth" in page


def test_what_is_found_as_typed_is_not_changed(known):
    """No other spelling is tried where the words are found, or stand in longer ones."""
    for query in ("burglary", "burgl", "torch", "exmouth burglary"):
        assert "Showing results for" not in _page(known, "governance", query)
    page = _page(known, "governance", "xqzvjk")
    assert "Nothing has all of these words" in page


def test_nobody_is_shown_a_word_of_a_record_they_may_not_read(known):
    """Who reads no draft decision finds none by another spelling, and does not learn the word."""
    assert "zaragoza" in _page(known, "governance", "zaragosa")
    page = _page(known, "panel_reader", "zaragosa")
    assert "Showing results for" not in page
    assert "zaragoza" not in page.replace("zaragosa", "")


def test_words_that_are_gone_leave_the_vocabulary(known):
    """The worker's next count takes them out, and writes only what differs."""
    from beatwise.web.registers.models import Record
    from beatwise.web.search import vocabulary
    from beatwise.web.search.models import Shortening, Word

    assert Word.objects.filter(word="torches").exists()
    Record.objects.filter(words__contains="torches").update(words="lamps")
    vocabulary.bring_up_to_date()
    assert not Word.objects.filter(word="torches").exists()
    assert not Shortening.objects.filter(word_id="torches").exists()
    assert Word.objects.filter(word="lamps").exists()


def _slips(word: str, draw: random.Random) -> list[str]:
    """Return a word with each kind of slip once, at places drawn."""
    at, letter = draw.randrange(len(word)), draw.choice(string.ascii_lowercase)
    turn = draw.randrange(len(word) - 1)
    return [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:turn] + word[turn + 1] + word[turn] + word[turn + 2 :],
    ]


def test_every_word_of_the_office_is_found_by_any_one_slip(known):
    """First or among the first five; missed only where five other words are one slip away too.

    A slip that is itself a word of the office is no slip.
    """
    from beatwise.cell_text.spelling import is_one_slip
    from beatwise.web.search.models import Word
    from beatwise.web.search.other_spellings import likely_words

    words = set(Word.objects.values_list("word", flat=True))
    assert len(words) > 2000
    draw = random.Random(1)
    some = draw.sample(sorted(words), 500)
    pairs = [(typed, word) for word in some for typed in _slips(word, draw) if typed not in words]
    first = missed = 0
    for typed, word in pairs:
        found = likely_words([typed], FIRST)[typed]
        first += found[:1] == [word]
        if word not in found:
            missed += 1
            assert len(found) == FIRST
            assert all(is_one_slip(typed, other) for other in found)
    assert (first / len(pairs) > 0.85, missed / len(pairs) < 0.005) == (True, True)


def test_a_search_that_finds_nothing_asks_few_questions(known, django_assert_few):
    """However many words are wrong, a bounded number of searches is made."""
    words = " ".join(f"burgl{letter}ry" for letter in "qwtyuzxcvb")
    with django_assert_few(80):
        _page(known, "governance", words)


@pytest.fixture
def django_assert_few():
    """Fail when more statements are run than given."""
    from contextlib import contextmanager

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def few(most: int):
        with CaptureQueriesContext(connection) as ran:
            yield
        assert len(ran) <= most, len(ran)

    return few
