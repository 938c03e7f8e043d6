"""What a process works out ahead: when the record rests, once a state, and for nobody to see."""

from __future__ import annotations

import pytest


@pytest.fixture
def steps(office, monkeypatch):
    """The steps that were worked out ahead, instead of the apps' own."""
    from beatwise.web.registry import registry
    from beatwise.web.registry.entries import Entries

    done: list[str] = []

    def preparation():
        for step in ("one", "two"):
            done.append(step)
            yield step

    own = Entries("preparation")
    own.add("test", preparation)
    monkeypatch.setattr(registry, "preparations", own)
    return done


def _change(action: str = "observation.add") -> None:
    from beatwise.web.history import audit

    with audit.changing():
        audit.write(action, "thing/1", by=None)


def test_it_begins_when_the_record_has_rested_and_does_it_once(office, steps):
    """Nothing in an empty office; after a change at the second look; then not until the next."""
    from beatwise.web.history.working_ahead import WorkingAhead

    rests: list[float] = []
    ahead = WorkingAhead(rests.append)
    assert [ahead.look(), ahead.look()] == [False, False]
    _change()
    assert [ahead.look(), ahead.look(), ahead.look()] == [False, True, False]
    assert steps == ["one", "two"]
    assert len(rests) == 2
    assert all(rest >= 0 for rest in rests)
    _change("account.sign_in")  # makes nothing old
    assert [ahead.look(), ahead.look()] == [False, False]
    for _ in range(3):  # an import goes on
        _change()
        assert ahead.look() is False
    assert ahead.look() is True


def test_a_page_after_it_works_nothing_out_again(office):
    """What the performance app prepares is what a lesser role's page asks for."""
    from beatwise.accountability.questions import EVERY
    from beatwise.web.history.working_ahead import WorkingAhead
    from beatwise.web.performance import gated_measures, observations
    from beatwise.web.performance.definitions import actions

    by = office.account("performance")
    actions.load_shipped(name="drug-testing-on-arrest", by=by)
    from beatwise.web.performance import selectors

    name = next(m.id for m in selectors.measures().values() if m.disclosure == "small counts")
    cells = {"period": "2025-07", "value": "41", "numerator": "", "denominator": ""}
    observations.observe(measure=name, cells=cells, by=by, reasons={EVERY: "As it is."})
    ahead = WorkingAhead(lambda seconds: None)
    assert [ahead.look(), ahead.look()] == [False, True]
    before = gated_measures._publish.cache_info().misses
    assert office.client("evaluator").get("/measures/").status_code == 200
    assert office.client("partner").get("/plan/").status_code == 200
    assert gated_measures._publish.cache_info().misses == before > 0


def test_every_template_is_read_ahead(office):
    """A start does not wait for them; each process reads them all before most people ask."""
    from pathlib import Path

    import beatwise.web
    from beatwise.web.pages import theme
    from beatwise.web.registry import registry

    assert registry.preparations["templates"] is theme.preparation
    folders = Path(beatwise.web.__file__).parent.rglob("templates")
    files = [file.relative_to(f).as_posix() for f in folders for file in f.rglob("*.html")]
    assert sorted(theme.preparation()) == sorted(files)
