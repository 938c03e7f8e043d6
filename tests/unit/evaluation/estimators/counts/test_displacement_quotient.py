"""The displacement quotient by hand, and where it does not exist."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.counts.displacement_quotient import displacement_quotient


COMPARED = (100, 100)  # a comparison that stays as it was: changes are read off directly


@pytest.mark.parametrize(
    ("buffer", "quotient", "reading"),
    [
        ((50, 20), 1.5, "diffusion of benefit greater than the effect itself"),
        ((50, 30), 1.0, "diffusion of benefit"),
        ((50, 40), 0.5, "diffusion of benefit"),
        ((50, 50), 0.0, "neither displacement nor diffusion"),
        ((50, 60), -0.5, "displacement smaller than the benefit"),
        ((50, 70), -1.0, "displacement smaller than the benefit"),
        ((50, 80), -1.5, "displacement wiped out the benefit"),
    ],
)
def test_each_reading_of_the_quotient(buffer, quotient: float, reading: str) -> None:
    """Twenty fewer in the treated area: the buffer's change over that, with its words."""
    result = displacement_quotient((40, 20), COMPARED, buffer)
    assert result.estimate == pytest.approx(quotient)
    assert result.reading == reading
    assert result.gross_effect == 20
    assert result.net_effect == pytest.approx(0.2)
    assert result.total_net_effect == pytest.approx(20 + buffer[0] - buffer[1])


@pytest.mark.parametrize(
    ("buffer", "quotient", "reading"),
    [
        ((3, 1), 1.0, "diffusion of benefit"),
        ((1, 3), -1.0, "displacement smaller than the benefit"),
    ],
)
def test_a_quotient_on_the_border_has_the_milder_reading(buffer, quotient, reading) -> None:
    """Halves that floating point holds exactly: as much as the effect is not more than it."""
    result = displacement_quotient((3, 1), (4, 4), buffer)
    assert (result.estimate, result.reading) == (quotient, reading)


def test_a_growing_comparison_raises_what_was_expected() -> None:
    """The comparison grew by a half: 40 were to become 60 and 50 to become 75."""
    result = displacement_quotient((40, 30), (100, 150), (50, 75))
    assert result.gross_effect == 10
    assert result.net_effect == pytest.approx(40 / 100 - 30 / 150)
    assert result.total_net_effect == pytest.approx(60 - 30)
    assert result.estimate == pytest.approx(0)


@pytest.mark.parametrize("control", [(0, 5), (5, 0), (0, 0)])
def test_a_comparison_count_of_zero_leaves_it_undefined(control: tuple[int, int]) -> None:
    """No rate can be taken of a comparison that holds nothing."""
    with pytest.raises(Refused, match="a comparison count is 0"):
        displacement_quotient((40, 20), control, (5, 5))


@pytest.mark.parametrize("treated", [(40, 40), (40, 41)])
def test_without_a_benefit_there_is_nothing_to_displace(treated: tuple[int, int]) -> None:
    """No improvement against the comparison, or the reverse of one."""
    with pytest.raises(Refused, match="no benefit to be displaced"):
        displacement_quotient(treated, COMPARED, (5, 5))


def test_the_pair_at_fault_is_named() -> None:
    """Each of the three pairs is checked under its own name."""
    for at, name in enumerate(("treated", "control", "buffer")):
        pairs = [(4, 2), (4, 4), (4, 4)]
        pairs[at] = (4, -1)
        with pytest.raises(BadInput, match=f"the {name} counts"):
            displacement_quotient(*pairs)
