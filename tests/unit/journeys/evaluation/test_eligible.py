"""Which areas may take part in a study, and which wishes name nothing."""

from __future__ import annotations

import pytest
import shapely

from beatwise.errors import BadInput, UsageError
from beatwise.journeys.evaluation.candidates import Candidate
from beatwise.journeys.evaluation.eligible import TOO_CLOSE, Wish, check_wish, eligible


def area(number: int, at: float, town: str = "Ashby", role: str | None = None) -> Candidate:
    """A square of 100 m whose left edge lies so many metres east."""
    square = shapely.box(at, 0, at + 100, 100)
    return Candidate(f"a{number}", f"Area {number}", town, square, role)


AREAS = [area(1, 0), area(2, 200), area(3, 1000, "Ibstock")]
DECIDED = [area(1, 0, role="treated"), area(2, 110, role="treated"), area(3, 1000)]


@pytest.mark.parametrize(
    ("areas", "wish", "words"),
    [
        (AREAS, Wish(exclude=("Quorn=closed",)), "no town or area 'Quorn'"),
        (AREAS, Wish(drawn_within="street"), "cannot be drawn within 'street'"),
        (AREAS, Wish(drawn_within="town"), "the file gives, and it gives none"),
        (AREAS, Wish(treated_towns=2), "--treated-towns needs --by-town"),
        (DECIDED, Wish(by_town=True), "already says which areas are patrolled"),
        (DECIDED, Wish(treat=("a1",)), "already says which areas are patrolled"),
    ],
)
def test_a_wish_that_would_be_passed_over_is_named(areas, wish: Wish, words: str) -> None:
    """An unknown label, and options that go with nothing that was given."""
    with pytest.raises(UsageError, match=words):
        check_wish(areas, wish, roles_decide=True)


@pytest.mark.parametrize(
    ("areas", "wish", "roles_decide"),
    [
        (AREAS, Wish(exclude=("ASHBY = closed", "a3")), True),
        (AREAS, Wish(by_town=True, treated_towns=1), True),
        (DECIDED, Wish(drawn_within="all"), True),
        (DECIDED, Wish(treat=("a1",)), False),
    ],
)
def test_a_wish_that_names_something_is_met(areas, wish: Wish, roles_decide: bool) -> None:
    """Labels in any case, and roles that this design does not read."""
    check_wish(areas, wish, roles_decide=roles_decide)


def test_of_two_areas_too_close_the_busier_stays() -> None:
    """Candidates come busiest first: the second of two within a ring is left out, with why."""
    result = eligible(AREAS, Wish(ring_m=150), roles_decide=False)
    assert [c.id for c in result.areas] == ["a1", "a3"]
    assert result.excluded == (("Area 2", TOO_CLOSE),)
    assert len(eligible(AREAS, Wish(ring_m=100), roles_decide=False).areas) == 3


def test_an_excluded_area_makes_no_other_too_close() -> None:
    """What is out by wish is not in anybody's way; without a reason the usual words stand."""
    result = eligible(AREAS, Wish(exclude=("A1",)), roles_decide=False)
    assert [c.id for c in result.areas] == ["a2", "a3"]
    assert result.excluded == (("Area 1", "excluded by the analyst"),)
    town = eligible(AREAS, Wish(exclude=("ashby= closed ",)), roles_decide=False)
    assert town.excluded == (("Area 1", "closed"), ("Area 2", "closed"))


def test_areas_whose_roles_are_decided_are_not_thinned() -> None:
    """Leaving out one of those drawn would undo the draw; a ring over a comparison is refused."""
    assert len(eligible(DECIDED, Wish(ring_m=150), roles_decide=True).areas) == 3
    assert len(eligible(DECIDED, Wish(ring_m=150), roles_decide=False).areas) == 2
    with pytest.raises(
        BadInput, match="ring around 'Area 2' overlaps the comparison area 'Area 3'"
    ):
        eligible(DECIDED, Wish(ring_m=900), roles_decide=True)


def test_overlaps_and_nothing_left_are_refused() -> None:
    """Two areas on the same ground, and every town excluded."""
    with pytest.raises(BadInput, match="'Area 1' and 'Area 2' overlap"):
        eligible([area(1, 0), area(2, 50)], Wish(), roles_decide=False)
    with pytest.raises(BadInput, match="no area is left"):
        eligible(AREAS, Wish(exclude=("Ashby", "Ibstock")), roles_decide=False)
