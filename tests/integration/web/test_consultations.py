"""Consultations: no result before they close, results with their base, tables that come in."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 6, 30)
TABLE = b"""\
record_type,record,value,qualifier,unit,date,source
survey_share,No increase,31,,pct,2026-02-04,Minute 70
survey_share,Maximum rise,38,,pct,2026-02-04,Minute 70
survey_share,As in 2025/26,18,,pct,2026-02-04,Minute 70
survey_share,Pay award,4,,pct,2026-02-04,Minute 70
survey_share,Inflation,9,,pct,2026-02-04,Minute 70
survey_derived,Higher than proposed,69,,pct,2026-02-04,Minute 70
survey_derived,Weighted average,9.90,,gbp Band D,2026-02-12,Minute 76
survey_base,Responses,1500,approximately,count,2026-02-04,Minute 70
scenario,Proposed increase,11,,gbp Band D,2026-02-04,Minute 70
"""
# Amounts that the papers give or imply, and between what the two others lie.
AMOUNTS = ({"amount": "0"}, {"amount": "15"}, {"amount": "14"}, *({"low": "11", "high": "14"},) * 2)


@pytest.fixture
def survey(office, monkeypatch):
    """A survey on the precept, planned with one question."""
    from beatwise.web.consultations import consulting, selectors, survey_answers

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = office.account("governance")
    row = consulting.plan(values={"title": "Precept survey", "closes": "2026-01-20"}, by=by)
    survey_answers.ask(
        consultation=row.number, values={"words": "Support?", "labels": "Yes\nNo"}, by=by
    )
    return row


def _step(office, *names):
    from beatwise.web.consultations import consulting
    from beatwise.web.consultations.models import Consultation

    for name in names:
        version = Consultation.objects.get(number=1).version
        by = office.account("governance")
        consulting.step(number=1, version=version, name=name, why="", by=by)


def test_there_are_no_results_before_it_has_closed(office, survey):
    """Neither entered nor read, on no way out; who may not write waits for the report."""
    from beatwise.web.consultations import consulting, survey_answers

    by, client = office.account("governance"), office.client("governance")
    result = {"consultation": 1, "number": 1, "version": 1, "values": {"base": "60"},
              "rows": [{"count": "57"}, {"count": "3"}], "by": by}  # fmt: skip
    for steps in ((), ("open",)):
        _step(office, *steps)
        with pytest.raises(Conflict, match="before it has closed"):
            survey_answers.enter(**result)
        with pytest.raises(Conflict, match="before it has closed"):
            consulting.enter_outcome(number=1, version=2, values={"responses": "60"}, by=by)
        with pytest.raises(Conflict, match="before it has closed"):
            consulting.add_theme(number=1, values={"audience": "All", "words": "More"}, by=by)
        assert client.get("/consultations/1/questions/1/").status_code == 409
    with pytest.raises(Conflict, match="its questions stand"):
        survey_answers.ask(consultation=1, values={"words": "More?", "labels": "Yes"}, by=by)
    _step(office, "close")
    survey_answers.enter(**result)
    consulting.enter_outcome(number=1, version=4 - 1, values={"responses": "60"}, by=by)
    assert "95 %" in client.get("/consultations/1/").content.decode()
    for role in ("deputy", "evaluator"):
        page = office.client(role).get("/consultations/1/").content.decode()
        assert "95 %" not in page
        assert "Results are shown when the consultation is reported." in page
        files = office.client(role).get("/consultations/export/answers/csv/").getvalue().decode()
        assert "Support?" not in files
    assert office.client("panel_reader").get("/consultations/1/").status_code == 404
    _step(office, "report")
    assert "95 %" in office.client("deputy").get("/consultations/1/").content.decode()
    page = office.client("panel_reader").get("/consultations/1/").content.decode()
    assert page.count("[c]") >= 4
    assert "95 %" not in page
    files = office.client("panel_reader").get("/consultations/export/answers/csv/")
    assert "Yes,[c],[c]" in files.getvalue().decode()


def test_the_printed_average_is_bounded_and_not_called_wrong(office, survey):
    """£9.90 cannot be checked: the average lies from £9.65 to £10.04; it needs 4x + 9y = 168."""
    from beatwise.web.consultations import survey_answers
    from beatwise.web.consultations.imports.answer_table import AnswerTable
    from beatwise.web.consultations.models import Question
    from beatwise.web.imports import batches

    by, client = office.account("governance"), office.client("governance")
    _step(office, "open", "close")
    survey.refresh_from_db()
    importer = AnswerTable(survey)
    batch = batches.keep(importer, name="precept.csv", content=TABLE, by=by)
    preview = batches.preview(importer, batch, by)
    assert preview.notes == (
        "1 row is about something else and is left out.",
        "Higher than proposed: 69 % follows from the shares.",
    )
    batches.commit(importer, batch=batch, by=by)
    row = Question.objects.get(number=2)
    rows = [{**old, **new} for old, new in zip(row.answers, AMOUNTS, strict=True)]
    values = {"base": "1500", "base_qualifier": "approximately", "average": "9.90"}
    survey_answers.enter(
        consultation=1, number=2, version=row.version, values=values, rows=rows, by=by
    )
    page = " ".join(client.get("/consultations/1/").content.decode().split())
    assert (
        "The printed average of £9.90 cannot be checked, because 2 answers print no amount" in page
    )
    assert "must lie between <strong>£9.65 and £10.04</strong>" in page
    assert "0.38 × £15 + 0.18 × £14 + 0.04x + 0.09y" in page
    assert "needs 4x + 9y = 168, £12.92 on average" in page
    assert "n = approximately 1,500" in page
    with pytest.raises(Conflict, match="changed since"):
        batches.undo(importer, batch=batch, by=by, why="Wrong file")


def test_a_table_of_answers_is_taken_back(office, survey):
    """Undone whole, and wrong rows are refused at their column."""
    from beatwise.web.consultations.imports.answer_table import AnswerTable
    from beatwise.web.imports import batches

    by = office.account("governance")
    with pytest.raises(Conflict, match="before it has closed"):
        batches.keep(AnswerTable(survey), name="a.csv", content=TABLE, by=by)
    _step(office, "open", "close")
    survey.refresh_from_db()
    importer = AnswerTable(survey)
    batch = batches.keep(importer, name="a.csv", content=TABLE, by=by)
    batches.commit(importer, batch=batch, by=by)
    batches.undo(importer, batch=batch, by=by, why="Wrong file")
    assert list(survey.questions.filter(removed=False).values_list("number", flat=True)) == [1]
    wrong = TABLE.replace(b"increase,31", b"increase,131").replace(b"award,4", b"award,four")
    bad = importer.preview("a.csv", wrong, by)
    assert [(each.row, each.column) for each in bad.wrong] == [(2, "value"), (5, "value")]


def test_it_is_evidence_for_strategies_and_a_decision(office, survey):
    """A strategy that the plan has not is refused; who may not write is, too."""
    from beatwise.web.consultations import consulting

    by = office.account("performance")
    with pytest.raises(BadInput, match="no strategy"):
        consulting.link(number=1, version=1, values={"strategies": ["x"]}, by=by)
    consulting.link(number=1, version=1, values={"followed": "The precept was raised."}, by=by)
    page = office.client("partner").get("/consultations/").content.decode()
    assert "No consultation has been reported yet." in page
    assert "The precept was raised." in office.client("deputy").get(
        "/consultations/1/").content.decode()  # fmt: skip
    with pytest.raises(Refused):
        consulting.plan(values={"title": "Other"}, by=office.account("evaluator"))


def test_pages_open_and_checks_hold(office, survey):
    """Every page of a closed consultation opens, and the office's checks pass."""
    from beatwise.web.consultations import integrity
    from beatwise.web.consultations.models import Question
    from beatwise.web.history.sealing import verification

    client = office.client("governance")
    for path in (
        "new/",
        "rules/",
        "themes/",
        "import/consultations/",
        "import/themes/",
        "1/",
        "1/history/",
        "1/steps/open/",
        "1/questions/new/",
        "1/change/",
        "1/evidence/",
    ):
        assert client.get(f"/consultations/{path}").status_code == 200, path
    _step(office, "open", "close")
    for path in ("1/questions/1/", "1/outcome/", "1/themes/", "1/import/", "1/steps/report/"):
        assert client.get(f"/consultations/{path}").status_code in (200, 409), path
    assert "Precept survey: report its results" in client.get("/").content.decode()
    assert client.get("/search/?q=precept").content.count(b"Precept survey") >= 1
    assert [*integrity.consultations(), *verification.records()] == []
    Question.objects.filter(number=1).update(words="Other?")
    assert list(verification.records())


def test_the_page_of_a_step_shows_the_consultation_as_it_will_be(office, survey):
    """Its days, questions and state, and what the step means, before the press."""
    client = office.client("governance")
    page = client.get("/consultations/1/steps/open/").content.decode()
    for words in ("Open (now: Draft)", "can no longer be changed", "Open it"):
        assert words in page
    page = client.get("/consultations/1/steps/withdraw/").content.decode()
    assert "Withdrawn (now: Draft)" in page
    assert "cannot be opened again" in page


@pytest.mark.parametrize(("kind", "file", "made", "changed_row"), [
    ("consultations", "consultations.csv", 5, "almost 3,000"),
    ("themes", "consultation_themes.csv", 13, "More visibility"),
])  # fmt: skip
def test_the_papers_tables_come_in(office, reference_tables, kind, file, made, changed_row):
    """Five consultations and thirteen themes, previewed, taken and taken back."""
    from beatwise.web.consultations.models import Consultation, Theme
    from beatwise.web.consultations.views.table_imports import TABLES
    from beatwise.web.imports import batches

    importer, by = TABLES[kind](), office.account("governance")
    model = Consultation if kind == "consultations" else Theme
    batch = batches.keep(importer, name=file, content=(reference_tables / file).read_bytes(), by=by)
    preview = batches.preview(importer, batch, by)
    assert (len(preview.new), preview.wrong) == (made, ())
    batches.commit(importer, batch=batch, by=by)
    page = "" if kind == "consultations" else "themes/"
    assert changed_row in office.client("governance").get(f"/consultations/{page}").content.decode()
    batches.undo(importer, batch=batch, by=by, why="Again")
    assert not model.objects.filter(removed=False).exists()


def test_the_papers_precept_table_comes_in(office, survey, reference_tables):
    """Five shares, a base and an average; what is about the budget is left out and counted."""
    from beatwise.web.consultations.imports.answer_table import AnswerTable

    _step(office, "open", "close")
    survey.refresh_from_db()
    content = (reference_tables / "precept_options.csv").read_bytes()
    preview = AnswerTable(survey).preview(
        "precept_options.csv", content, office.account("governance")
    )
    assert preview.wrong == ()
    assert preview.notes == (
        "25 rows are about something else and are left out.",
        "Combined options higher than the proposal: 69 % follows from the shares.",
        "Support for 14 pounds or more: 56 % follows from the shares.",
    )
