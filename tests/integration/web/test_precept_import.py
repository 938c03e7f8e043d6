"""A table of a precept's options becomes rows of the budget, once, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.errors import BadInput, Conflict, Refused


HEADS = "record_type,record,value,qualifier,unit,date,source"
ROWS = (
    "scenario,Original proposed Band D increase,11,,gbp Band D,2026-02-04,minute 70",
    "survey_share,No increase,31,,pct,2026-02-04,minute 70",
    "survey_base,Responses,1500,approximately,count,2026-02-04,minute 70",
    "scenario,Annual value of the difference 11 to 15,1400000,approximately,gbp,2026-02-04,m",
    "deficit,Reductions in staff budgets,1000000,,gbp,2026-02-04,minute 70",
    "funding,Rank among worst-funded forces,7,seventh,rank,2026-02-04,minute 70",
)


def _table(*rows: str) -> bytes:
    return "\r\n".join([HEADS, *rows, ""]).encode()


def _keep(office, content: bytes):
    from beatwise.web.budget.option_import import PreceptOptions
    from beatwise.web.imports import batches

    by = office.account("finance_officer")
    return batches.keep(PreceptOptions(), name="p.csv", content=content, by=by)


def _do(office, act: str, batch, **more: object):
    from beatwise.web.budget.option_import import PreceptOptions
    from beatwise.web.imports import batches

    by = office.account("finance_officer")
    if act == "preview":
        return batches.preview(PreceptOptions(), batch, by)
    return getattr(batches, act)(PreceptOptions(), batch=batch, by=by, **more)


@pytest.fixture
def year(office):
    """The budget of 2026/27, open."""
    from beatwise.web.budget import budget_actions

    return budget_actions.open_year(year="2026/27", by=office.account("finance_officer"))


def _count(kind: str) -> int:
    from beatwise.web.budget import selectors

    return selectors.rows(selectors.year(2026), kind).count()


def test_options_come_in_once_and_are_undone(office, year):
    """Scenario, answer, saving and the year itself; what is left out says why."""
    batch = _keep(office, _table(*ROWS))
    preview = _do(office, "preview", batch)
    assert preview.wrong == ()
    notes = " ".join(preview.notes)
    assert "Row 7 is left out: about funding and posts" in notes
    assert "What does not follow: the shares of the answers come to 31 %" in notes
    _do(office, "commit", batch)
    page = office.client("finance_officer").get(f"/budget/import/{batch.pk}/").content.decode()
    assert "The shares of the answers come to 31 %" in page
    assert [_count(k) for k in ("scenarios", "answers", "savings")] == [1, 1, 1]
    year.refresh_from_db()
    assert (year.survey_answers, year.stated_amount, year.stated_difference) == (
        1500, 140_000_000, 400,
    )  # fmt: skip
    page = office.client("deputy").get("/budget/2026/").content.decode()
    assert "350,000" in page  # the tax base that the difference implies
    again = _do(office, "preview", _keep(office, _table(*ROWS)))
    assert (len(again.new), len(again.changed), again.same) == (0, 0, 4)
    _do(office, "undo", batch, why="Wrong")
    year.refresh_from_db()
    assert [_count(k) for k in ("scenarios", "answers", "savings")] == [0, 0, 0]
    assert (year.survey_answers, year.stated_amount) == (None, None)


def test_a_newer_table_changes_the_row_of_the_same_name(office, year):
    """And is put back alone; the older import is then refused, as its row was changed since."""
    from beatwise.web.budget import selectors

    batch = _keep(office, _table(ROWS[0]))
    _do(office, "commit", batch)
    newer = _keep(office, _table(ROWS[0].replace(",11,", ",12,")))
    _do(office, "commit", newer)
    assert [row.rise for row in selectors.rows(year, "scenarios")] == [1200]
    with pytest.raises(Conflict):
        _do(office, "undo", batch, why="Wrong")
    _do(office, "undo", newer, why="Wrong")
    assert [row.rise for row in selectors.rows(year, "scenarios")] == [1100]


@pytest.mark.parametrize(("row", "words"), [
    (ROWS[1].replace(",31,", ",101,"), "more than everybody"),
    (ROWS[1].replace(",31,", ",€31,"), ""),
    (ROWS[2].replace(",1500,", ",1500.5,"), "not a whole number"),
    (ROWS[4].replace(",1000000,", ",1000000.005,"), "whole number of pence"),
    (ROWS[0].replace(",11,", ",,"), "empty"),
])  # fmt: skip
def test_a_bad_row_is_named_with_its_column_and_nothing_comes_in(office, year, row, words):
    """A share above 100 %, another currency, half an answer, half a penny, and nothing."""
    batch = _keep(office, _table(row))
    (wrong,) = _do(office, "preview", batch).wrong
    assert (wrong.row, wrong.column) == (2, "value")
    assert words in wrong.words
    with pytest.raises(BadInput, match="nothing was imported"):
        _do(office, "commit", batch)


def test_shares_that_pass_100_beside_those_that_stand_are_refused(office, year):
    """80 % of another answer stand already; 31 % more are too many."""
    from beatwise.web.budget import budget_actions

    answer = {"name": "Other", "share": "80", "least": "0", "most": "0"}
    budget_actions.keep_row(year=2026, kind="answers", number=None, values=answer,
                            by=office.account("finance_officer"))  # fmt: skip
    (wrong,) = _do(office, "preview", _keep(office, _table(ROWS[1]))).wrong
    assert "would pass 100 %" in wrong.words


def test_without_its_year_and_by_another_role_nothing_comes_in(office):
    """The year is opened first; only who keeps the budget imports into it."""
    from beatwise.web.budget.option_import import PreceptOptions
    from beatwise.web.imports import batches

    (wrong,) = _do(office, "preview", _keep(office, _table(ROWS[0]))).wrong
    assert "Open it first" in wrong.words
    with pytest.raises(Refused):
        batches.keep(PreceptOptions(), name="p.csv", content=_table(*ROWS),
                     by=office.account("commissioning"))  # fmt: skip


@pytest.mark.real
def test_the_papers_options_follow_and_come_in(office, year, reference_tables: Path):
    """Every record has its place or its reason, and nothing that is printed does not follow."""
    content = (reference_tables / "precept_options.csv").read_bytes()
    batch = _keep(office, content)
    preview = _do(office, "preview", batch)
    assert preview.wrong == ()
    assert not [note for note in preview.notes if "does not follow" in note]
    assert not [note for note in preview.notes if "does not say what it is" in note]
    _do(office, "commit", batch)
    counts = [_count(k) for k in ("scenarios", "answers", "years", "savings")]
    assert counts == [3, 5, 6, 3]
    page = office.client("deputy").get("/budget/2026/").content.decode()
    for words in ("9.65", "10.04", "350,000", "£16,400,000.00"):
        assert words in page
