"""Published weighted displacement differences, quotients and e-tests, to the digit."""

import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation import displacement_quotient, e_test, wdd, wdd_harm


TREATED, CONTROL, BUFFER, BUFFER_CONTROL = (207, 110), (308, 318), (178, 157), (150, 140)


def test_the_worked_example_of_the_paper() -> None:
    """Wheeler & Ratcliffe (2018): -118, standard error 39.598, interval -195.61 to -40.39."""
    result = wdd(TREATED, CONTROL, BUFFER, BUFFER_CONTROL)
    assert result.estimate == -118
    assert result.standard_error == pytest.approx(1568**0.5, rel=1e-12)
    assert result.z == pytest.approx(-2.98, abs=0.005)
    assert result.interval == pytest.approx((-195.61, -40.39), abs=0.005)
    assert (result.local.estimate, result.local.standard_error) == (-107, pytest.approx(943**0.5))
    assert result.displacement is not None
    assert (result.displacement.estimate, result.displacement.standard_error) == (-11, 25)


@pytest.mark.parametrize(
    ("treated", "control", "buffers", "options", "estimate", "error", "interval"),
    [
        (
            TREATED, CONTROL, (BUFFER, BUFFER_CONTROL), {"area_weights": (1.2, 0.9, 1.5, 1.6)},
            -99.69444444, 35.4280755, (-169.1321965, -30.25669241),
        ),
        ((80, 20), (100, 50), (None, None), {"time_weights": (2, 1)}, -20, 115**0.5, None),
        ((20, 10), (20, 20), (None, None), {"alpha": 0.1}, -10, 70**0.5, (-23.76, 3.76)),
        ((20, 10), (20, 20), ((20, 10), (20, 20)), {}, -20, 140**0.5, None),
        (
            (80, 85), (80, 100), (None, None), {}, -15, 18.5741756210,
            (-51.4047152597, 21.4047152597),
        ),
        (
            (500, 80), (500, 90), (None, None), {"time_weights": (60, 12)}, -0.8333333333,
            1.2076147288, (-3.2002147091, 1.5335480424),
        ),
    ],
)  # fmt: skip
def test_weights_and_levels(treated, control, buffers, options, estimate, error, interval) -> None:
    """Time weights, area weights and other levels agree with ptools and the published workbook."""
    result = wdd(treated, control, *buffers, **options)
    assert result.estimate == pytest.approx(estimate, rel=1e-8)
    assert result.standard_error == pytest.approx(error, rel=1e-8)
    if interval:
        tolerance = 0.005 if abs(interval[0]) < 24 and options.get("alpha") else 1e-7
        assert result.interval == pytest.approx(interval, abs=tolerance)


def test_harm_weights_add_up_over_kinds() -> None:
    """Five kinds of crime with their harm weights give -1721 with standard error 304.1036."""
    control = [(133, 91), (388, 305), (148, 97), (86, 64), (94, 67)]
    treated = [(130, 74), (327, 202), (398, 190), (144, 92), (183, 96)]
    kinds = [wdd(t, c) for t, c in zip(treated, control, strict=True)]
    assert [k.local.estimate for k in kinds] == [-14, -42, -157, -30, -60]
    assert kinds[0].local.standard_error == pytest.approx(20.6881608656, abs=1e-8)
    total = wdd_harm(kinds, [3, 2, 5, 7, 10])
    assert total.estimate == -1721
    assert total.standard_error == pytest.approx(304.10360077, abs=1e-7)
    assert total.interval == pytest.approx((-2317.03210507, -1124.96789493), abs=1e-6)


def test_the_displacement_quotient_and_its_companions() -> None:
    """Bowers & Johnson's quotient with gross, net and total net effect on the same counts."""
    result = displacement_quotient(TREATED, CONTROL, BUFFER)
    assert result.estimate == pytest.approx(0.2581856883, abs=1e-9)
    assert result.gross_effect == 97
    assert result.net_effect == pytest.approx(0.3261659724, abs=1e-9)
    assert result.total_net_effect == pytest.approx(130.5, abs=0.05)
    assert result.reading == "diffusion of benefit"


@pytest.mark.parametrize(
    ("treated", "control"), [((10, 12), (10, 10)), ((10, 5), (0, 10)), ((10, 5), (10, 0))]
)
def test_a_quotient_without_a_benefit_is_refused(treated, control) -> None:
    """No quotient where the treated area did not improve or a comparison count is 0."""
    with pytest.raises(Refused, match="undefined"):
        displacement_quotient(treated, control, (5, 5))


@pytest.mark.parametrize(
    ("k1", "k2", "p"), [(0, 3, 0.0883790095), (3, 0, 0.0883790095), (6, 2, 0.1748748209)]
)
def test_the_e_test_agrees_with_ptools(k1, k2, p) -> None:
    """Published e-test probabilities, the same whichever count comes first."""
    assert e_test(k1, k2).p_value == pytest.approx(p, abs=1e-6)


def test_wrong_counts_and_weights_are_named() -> None:
    """Negative counts and weights of 0 say what to give instead."""
    with pytest.raises(BadInput, match="0 or more"):
        wdd((-1, 2), (3, 4))
    with pytest.raises(BadInput, match="above 0"):
        wdd((1, 2), (3, 4), time_weights=(0, 1))
    with pytest.raises(BadInput, match="exposures above 0"):
        e_test(1, 2, 0, 1)
