"""A county whose truth we know: what is put in can be found again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.worlds import small_county

from beatwise.clock import MonthRange
from beatwise.simulation import CountySpec, county
from beatwise.simulation.expected_incidents import hot_spot_counts, hot_spot_means, point_means
from beatwise.simulation.incident_kinds import SLUGS
from beatwise.simulation.patrols.response import HAPPENED, MOVED, PREVENTED
from beatwise.simulation.process import block_sums, draw, drift_paths
from beatwise.simulation.rhythm import clock
from beatwise.simulation.town.town import Town, town


MONTHS = 24


@pytest.fixture(scope="module")
def place() -> Town:
    return town(1, seed=5, volume=3.0)


def _counts(place: Town, variance_ratio: float, near_repeat: float, seed: int) -> np.ndarray:
    """Counts of each block, type and month, with no season or drift; the first month is dropped."""
    hours = clock(MonthRange.parse("2023-12:2025-12"))
    level = np.ones((int(place.premises.block[-1]) + 1, len(SLUGS), MONTHS + 1))
    drawn = draw(
        place.premises,
        level[0],
        level,
        hours,
        variance_ratio=variance_ratio,
        near_repeat=near_repeat,
        rng=np.random.default_rng(seed),
    )
    counts = np.zeros(level.shape)
    np.add.at(counts, (place.premises.block[drawn.premises], drawn.kind, drawn.month), 1)
    return counts[:, :, 1:]


@pytest.mark.parametrize(("variance_ratio", "near_repeat"), [(1.0, 0.0), (1.5, 0.2), (3.0, 0.1)])
def test_counts_have_the_stated_mean(
    place: Town, variance_ratio: float, near_repeat: float
) -> None:
    """Every type's count is what was expected, whatever the over-dispersion and near repeats."""
    counts = _counts(place, variance_ratio, near_repeat, seed=1).sum(axis=(0, 2))
    expected = place.premises.mean.sum(axis=0) * MONTHS
    spread = np.sqrt(expected * variance_ratio / (1 - near_repeat) ** 2)
    assert (np.abs(counts - expected) < 4 * spread).all()
    assert counts.sum() == pytest.approx(expected.sum(), rel=0.03)


@pytest.mark.parametrize("variance_ratio", [1.0, 1.5, 3.0])
def test_counts_have_the_stated_variance(place: Town, variance_ratio: float) -> None:
    """A block's monthly count varies about its expected count by the variance ratio asked for."""
    mean = block_sums(place.premises.mean, place.premises.block)[:, :, None]
    counts = _counts(place, variance_ratio, 0.0, seed=2)
    found = ((counts - mean) ** 2).sum() / (mean.sum() * MONTHS)
    assert found == pytest.approx(variance_ratio, rel=0.12)


def test_drift_has_the_stated_size() -> None:
    """A block's log level changes in a year by the stated deviation, and its mean stays one."""
    paths = drift_paths(4000, 1, 36, 0.2, np.random.default_rng(1))[:, 0]
    change = np.log(paths[:, 24]) - np.log(paths[:, 12])
    assert change.std() == pytest.approx(0.2, rel=0.05)
    np.testing.assert_allclose(paths.mean(axis=0), 1, atol=0.03)


def test_near_repeats_have_the_stated_share() -> None:
    """A tenth of incidents follow another in the same block within days; none when not asked."""
    made = small_county()
    follows = np.concatenate([h.would.follows for h in made.histories])
    assert follows.mean() == pytest.approx(made.spec.near_repeat, abs=0.015)
    plain = county(replace(made.spec, near_repeat=0.0, towns=1), 1)
    assert not plain.histories[0].would.follows.any()


def test_near_repeats_can_be_seen_in_the_incidents() -> None:
    """Pairs at one premises within a week are more common with near repeats than without."""
    spec = CountySpec(towns=1, months=12, season=0.0, drift=0.0, variance_ratio=1.0)
    close = []
    for share in (0.0, 0.4):
        drawn = county(replace(spec, near_repeat=share), 3).histories[0].would
        order = np.lexsort((drawn.second, drawn.kind, drawn.premises))
        same = np.diff(drawn.premises[order]) + np.diff(drawn.kind[order]) == 0
        gap = np.diff(drawn.second[order]) / 86_400
        close.append((same & (gap > 0) & (gap <= 7)).sum() / len(drawn.kind))
    assert close[1] > close[0] + 0.08


def test_incidents_follow_the_true_intensity_of_places() -> None:
    """The places expected to hold the most incidents do, and the share is the expected one."""
    history = small_county().histories[0]
    expected = point_means(history).sum(axis=1)
    counts = np.bincount(history.town.points.of[history.would.premises], minlength=len(expected))
    top = np.argsort(-expected)[:50]
    assert counts[top].sum() / counts.sum() == pytest.approx(
        expected[top].sum() / expected.sum(), abs=0.03
    )


def test_patrols_remove_the_chosen_share() -> None:
    """Of the incidents patrols could act on, the chosen share is prevented or moved nearby."""
    made = small_county(effect=40.0, displacement=25.0)
    before = made.spec.before
    stayed, moved, prevented = (
        sum(
            hot_spot_counts(made, hot, (fate,))[made.patrolled_kinds, before:].sum()
            for hot in made.hot_spots
            if hot.patrolled
        )
        for fate in (HAPPENED, MOVED, PREVENTED)
    )
    all_of_them = stayed + moved + prevented
    assert all_of_them > 100
    assert (moved + prevented) / all_of_them == pytest.approx(0.4, abs=0.15)
    assert moved / (moved + prevented) == pytest.approx(0.25, abs=0.2)
    assert sum((h.response.fate != HAPPENED).sum() for h in made.histories) == moved + prevented


def test_another_effect_is_the_same_county_otherwise() -> None:
    """Changing the effect changes only incidents at patrolled hot spots in patrolled months."""
    plain, patrolled = small_county(), small_county(effect=40.0, displacement=25.0)
    for one, other in zip(plain.histories, patrolled.histories, strict=True):
        np.testing.assert_array_equal(one.would.second, other.would.second)
        changed = other.response.fate != HAPPENED
        inside = np.concatenate([h.inside for h in other.hot_spots if h.patrolled])
        assert np.isin(other.would.premises[changed], inside).all()
        assert (other.would.month[changed] >= patrolled.spec.before).all()
        assert np.isin(other.would.kind[changed], patrolled.patrolled_kinds).all()


def test_moved_incidents_are_in_the_buffer() -> None:
    """An incident that patrols moved happens in the buffer of the hot spot it left."""
    for history in small_county(effect=40.0, displacement=25.0).histories:
        for n, hot in enumerate(history.hot_spots):
            moved = (history.response.fate == MOVED) & (history.response.spot == n)
            assert np.isin(history.response.premises[moved], hot.buffer).all()


def test_a_town_does_not_depend_on_the_others() -> None:
    """The first town is the same in a county of one as in a county of two."""
    alone = county(replace(small_county().spec, towns=1), 1).histories[0]
    together = small_county().histories[0]
    np.testing.assert_array_equal(alone.would.second, together.would.second)
    np.testing.assert_array_equal(alone.pings.x, together.pings.x)


def test_hot_spots_do_not_regress_to_the_mean() -> None:
    """Chosen on the truth and not on counts, hot spots hold in the first year what is expected."""
    made = small_county()
    kinds = made.patrolled_kinds
    counts = sum(hot_spot_counts(made, h, (HAPPENED,))[kinds, :12].sum() for h in made.hot_spots)
    expected = sum(hot_spot_means(made, h)[kinds, :12].sum() for h in made.hot_spots)
    assert counts == pytest.approx(expected, abs=4 * np.sqrt(2 * expected))


@pytest.mark.soak
def test_the_effect_is_recovered_without_bias(soak: float) -> None:
    """Over many counties the ratio of ratios, patrolled against comparison, averages the truth.

    Both groups are pooled within a county; ln(T1/T0) - ln(C1/C0) estimates ln(1 - effect).
    """
    spec = CountySpec(
        towns=1, months=24, effect=30.0, patrol_months=12, drift=0.05, volume=4.0, ping_months=0
    )
    found = np.array([_log_ratio(spec, seed) for seed in range(max(10, round(200 * soak)))])
    error = found.std(ddof=1) / np.sqrt(len(found))
    assert abs(found.mean() - np.log(0.7)) < 3 * error
    assert error < 0.08


def _log_ratio(spec: CountySpec, seed: int) -> float:
    made = county(spec, seed)
    sums = np.zeros((2, 2))
    for hot in made.hot_spots:
        counts = hot_spot_counts(made, hot, (HAPPENED,))[made.patrolled_kinds].sum(axis=0)
        sums[int(hot.patrolled)] += [counts[: spec.before].sum(), counts[spec.before :].sum()]
    (c0, c1), (t0, t1) = sums
    return float(np.log(t1 / t0) - np.log(c1 / c0))
