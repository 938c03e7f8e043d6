"""What is said of the ground that an area lies on."""

from __future__ import annotations

from beatwise.journeys.home_forces.home_ground import (
    decided_by,
    ground_as_json,
    not_gathered,
    partly_gathered,
    with_ground,
)
from beatwise.places.home.force_ground import Ground, Method


WHOLE = Ground(("north",), (), 1.0, Method.BOUNDARIES)
PART = Ground(("north",), ("south",), 0.6, Method.BOUNDARIES)
THIN = Ground(("north",), (), 0.3, Method.ROWS)
OUTSIDE = Ground((), ("south",), 0.0, Method.BOUNDARIES)


def test_a_part_that_is_missing_comes_first() -> None:
    """The note on a missing part stands before all others, what decided after them."""
    notes = with_ground(("other",), PART)
    assert notes[0].startswith("Only 60% of the area is on the ground of north")
    assert notes[1:] == ("other", decided_by(PART))
    assert partly_gathered(WHOLE) is None
    assert "about 30%" in (partly_gathered(THIN) or "")


def test_an_area_outside_names_the_force_where_it_is_known() -> None:
    """Boundaries name the force to gather; rows cannot, and the message says what would."""
    known = not_gathered("Eastham", OUTSIDE, ["btp", "north"])
    assert known.exit_code == 11
    assert known.next_step == "Gather it: beatwise gather police-uk SOURCE --force south"
    assert "(north)" in known.message
    unknown = not_gathered("Sea", Ground((), (), 0.0, Method.ROWS), ["north"])
    assert "boundaries" in (unknown.next_step or "")
    rail = not_gathered("Sea", Ground((), (), 0.0, Method.ROWS), ["btp"])
    assert "British Transport Police" in rail.message


def test_the_json_has_the_share_and_what_decided() -> None:
    """Forces, those not gathered, the share and the method are plain values."""
    assert ground_as_json(PART) == {
        "forces": ["north"], "not_gathered": ["south"], "covered": 0.6, "decided_by": "boundaries",
    }  # fmt: skip
