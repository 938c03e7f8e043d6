"""Sets of measures: how one is read, and that the reference page lists what there is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.as_toml import write
from beatwise.accountability.measures.measure_set import load_set, parse_set, set_titles, sets
from beatwise.errors import BadInput, MissingData


ROOT = Path(__file__).parents[4]


def test_the_reference_page_lists_every_measure():
    """Each measure that comes along stands in the reference page with its title and words."""
    page = (ROOT / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    assert "plan-2025-29" in sets()
    for name in sets():
        for each in load_set(name).measures:
            assert f"| `{each.id}` | {each.title} | {each.expectation.words} |" in page


OWN = (
    'format = 1\ntitle = "A set"\noffice = "o"\noffice_from = 2025-04-01\nsource = "s"\n'
    "[defaults]\n"
)
SERIES = '[[measure]]\nid = "b"\nserial = 2\n[[measure]]\nid = "a"\nserial = 1\nunit = "days"\n'


def defaults() -> str:
    """What the measures of a small set share."""
    return (
        'version = 1\nvalid_from = 2025-04-01\ntitle = "T"\ndefinition = "d"\nstrategy = "x"\n'
        'level = "sub"\nunit = "count"\nfrequency = "yearly"\nsource = "s"\n'
        'owner = "performance"\ndisclosure = "none"\nexpectation = { words = "increase" }\n'
    )


def test_a_measure_has_its_own_over_what_all_share() -> None:
    """In order of serial number; its own unit replaces the shared one."""
    one, two = parse_set("s", OWN + defaults() + SERIES).measures
    assert [(m.id, m.unit.name) for m in (one, two)] == [("a", "days"), ("b", "count")]


def test_a_set_may_have_documents_of_its_own() -> None:
    """A measure with a document stands among the others."""
    own = write(replace(measure(), serial=3))
    measures = parse_set("s", OWN + defaults() + SERIES, {"m.toml": own}).measures
    assert [m.id for m in measures] == ["a", "b", "m"]


@pytest.mark.parametrize(("old", "new", "mark"), [('id = "a"', 'id = "b"', "b"),
                                                  ("serial = 1", "serial = 2", "2")])  # fmt: skip
def test_no_two_measures_share_a_mark(old: str, new: str, mark: str) -> None:
    """Neither an id nor a serial number; several may have no number at all."""
    with pytest.raises(BadInput, match=f"two measures are called {mark}"):
        parse_set("s", OWN + defaults() + SERIES.replace(old, new))
    none = SERIES.replace("serial = 1\n", "").replace("serial = 2\n", "")
    assert [m.id for m in parse_set("s", OWN + defaults() + none).measures] == ["a", "b"]


def test_an_unknown_set_is_refused_with_those_there_are() -> None:
    """The next step lists them."""
    with pytest.raises(MissingData, match="no such set of measures") as caught:
        load_set("nothing")
    assert all(name in (caught.value.next_step or "") for name in sets())


def test_each_set_has_a_title_of_its_own() -> None:
    """A choice of sets shows titles, which are those that the sets themselves have."""
    titles = set_titles()
    assert set(titles) == set(sets())
    assert len(set(titles.values())) == len(titles)
    assert titles["contact-demand"] == load_set("contact-demand").title
