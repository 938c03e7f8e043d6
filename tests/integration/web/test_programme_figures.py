"""What the office has on record of its patrols: published records alone, people's answers gated."""

from __future__ import annotations

import datetime as dt

import pytest


DAY = dt.date(2030, 1, 1)
ANSWERS = (("Somebody on foot", 60), ("Lights", 38), ("Dogs", 2))


@pytest.fixture
def records(office):
    """Make and move records of a register: ``records.make(register, by, values, *steps)``."""
    from beatwise.accountability.questions import EVERY
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    def make(slug, by, values, *steps):
        register, reasons = definition(slug), {EVERY: "A test."}
        row = actions.make(register=register, values=values, by=office.account(by), reasons=reasons)
        for step, role in steps:
            row.refresh_from_db()
            actions.move(
                register=register, number=row.number, version=row.version, step=step,
                by=office.account(role), stepped_up=True, reasons=reasons,
            )  # fmt: skip
        return row

    return make


def _advice(records, words, *, published):
    steps = [("advise", "governance"), ("conclude", "commissioner"), ("publish", "governance")]
    values = {
        "proposal": words, "proposed_on": "2026-03-01", "adviser": "Assistant Chief Constable",
        "advised_on": "2026-03-09", "advice": "Secret", "outcome": "Modified", "reason": "Secret",
        "publishable": "Two streets were left out.",
    }  # fmt: skip
    return records("advice", "governance", values, *(steps if published else steps[:2]))


def _programme(records, **links):
    values = {
        "name": "Foot patrols", "aim": "Calm", "plan_parts": "Neighbourhood crime",
        "started_on": "2026-04-01", "evaluation": "None", "places": "list 1", **links,
    }  # fmt: skip
    return records("programmes", "commissioning", values, ("begin", "commissioning"))


def _paper():
    from beatwise.publication.papers import recipe
    from beatwise.publication.papers.compose import compose
    from beatwise.publication.papers.figure_book import FigureBook
    from beatwise.web.paper_figures.office_book import office_results

    return compose(recipe.load("panel-request"), FigureBook(office_results(DAY)), DAY)


def test_an_empty_office_has_no_record_and_says_who_could_fill_it(office):
    """Each of what only the office can know is a gap that names a role."""
    gaps = " ".join(_paper().gaps)
    for words in ("commissioning officer keeps them in the register of programmes",
                  "governance officer publishes it in the register of decisions",
                  "finance officer keeps the budget", "register of advice",
                  "governance officer records consultations"):  # fmt: skip
        assert words in gaps


def test_only_the_published_advice_that_the_programme_names_is_told(records):
    """What is confidential or about something else stays out, and another programme too."""
    from beatwise.web.paper_figures.office_book import programme_book

    named = _advice(records, "Patrols by day", published=True)
    _advice(records, "Drones", published=True)
    records("programmes", "commissioning", {
        "name": "Lessons", "aim": "Know", "started_on": "2026-04-01", "evaluation": "None",
    }, ("begin", "commissioning"))  # fmt: skip
    _programme(records, advice=str(named.number), funding="Prevention fund")

    values = programme_book(DAY).values
    assert values["names"] == "Foot patrols"
    assert values["serves"] == "Neighbourhood crime"
    assert values["funding"] == "Prevention fund"
    assert [each["proposal"] for each in values["advice"]] == ["Patrols by day"]
    assert "Secret" not in str(values)


def test_advice_that_is_not_published_is_no_record(records):
    """A programme may lead to it; the paper does not tell it."""
    row = _advice(records, "Patrols by night", published=False)
    _programme(records, advice=str(row.number))
    assert "Patrols by night" not in str(_paper().document)


def test_people_who_gave_an_answer_cannot_be_counted(office):
    """The answer that two gave is hidden, and so is another: the rest would give it away."""
    from beatwise.web.consultations import consulting, survey_answers
    from beatwise.web.consultations.models import Question
    from beatwise.web.paper_figures.office_book import programme_book

    by = office.account("governance")
    row = consulting.plan(values={"title": "Towns", "audience": "Shoppers"}, by=by)
    question = {"words": "What would help?", "labels": "\n".join(name for name, _ in ANSWERS)}
    survey_answers.ask(consultation=row.number, values=question, by=by)

    def step(name):
        row.refresh_from_db()
        consulting.step(number=row.number, version=row.version, name=name, why="", by=by)
        row.refresh_from_db()

    step("open")
    step("close")
    assert programme_book(DAY).values["answers"] == []
    outcome = {"responses": "100"}
    consulting.enter_outcome(number=row.number, version=row.version, values=outcome, by=by)
    asked = Question.objects.get()
    survey_answers.enter(
        consultation=row.number, number=asked.number, version=asked.version, by=by,
        values={"base": "100"}, rows=[{"count": str(count)} for _, count in ANSWERS],
    )  # fmt: skip
    step("report")
    answers = programme_book(DAY).values["answers"]
    assert {each["answer"]: each["share"] for each in answers}["Dogs"] == "[c]"
    assert sum(each["share"] == "[c]" for each in answers) == 2
