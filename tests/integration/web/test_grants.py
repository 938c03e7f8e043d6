"""Grants from application to report: scores apart, limits, warnings, and all that somebody had."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.accountability.questions import FieldFaults
from beatwise.errors import BadInput, Conflict, Refused, UserError


def _page(office, role: str, path: str) -> str:
    return " ".join(office.client(role).get(path).content.decode().split())


def _as(office, who: str):
    return office.client(office.account("assessor", email=f"{who}@office.example"))


def test_neither_assessor_nor_anybody_else_sees_a_score_before_both_are_in(office):
    """Not on the page, in the record, in its history, in an export, nor by the other assessor."""
    row = world.application(office)
    world.assess(office, row.number, "one", 4, 5, comment="Strong on outcomes")
    own = _as(office, "one").get("/commissioning/scores/1/").content.decode()
    assert "Strong on outcomes" in own
    assert "Your score" in own
    for client in (_as(office, "two"), office.client("commissioning"), office.client("governance")):
        page = client.get("/commissioning/scores/1/").content.decode()
        assert "Strong on outcomes" not in page
        assert "1 of 2 scores are in" in page
        assert "Need (optional)" not in page
        assert "Your score" not in page
    for path in ("/registers/grants/1/", "/registers/grants/1/history/", "/history/",
                 "/registers/grants/export/csv/"):  # fmt: skip
        answer = office.client("governance").get(path)
        words = b"".join(answer) if answer.streaming else answer.content
        assert b"Strong on outcomes" not in words
        assert b"&#x27;Need&#x27;" not in words
    world.assess(office, row.number, "two", 2, 5)
    own = " ".join(_as(office, "one").get("/commissioning/scores/1/").content.decode().split())
    assert "Your score" in own
    assert "Other score" not in own
    assert "The mean" not in own
    page = _page(office, "governance", "/commissioning/scores/1/")
    assert page.count("Other score") == 2
    assert "The mean is 8.0. The two differ by 2 or more on: Need." in page
    assert "7: " in _page(office, "governance", "/registers/grants/1/history/")


def test_a_form_takes_marks_or_an_interest(office):
    """A mark that is missing is named at its criterion; an interest takes the place of marks."""
    world.application(office)
    client = _as(office, "one")
    answer = client.post("/commissioning/scores/1/", {"mark_0": "4"}).content.decode()
    assert "&#x27;Value&#x27; is marked from 0 to 5" in answer
    sent = {"interest": "Trustee of the charity"}
    assert client.post("/commissioning/scores/1/", sent).status_code == 302
    page = " ".join(client.get("/commissioning/scores/1/").content.decode().split())
    assert "0 of 2 scores are in. 1 assessor declared an interest" in page
    with pytest.raises(Refused):
        world.assess(office, 1, "one", 4, 4)
    assert "No application waits" in client.get("/commissioning/scores/").content.decode()


def test_scores_are_refused_of_the_wrong_role_and_at_the_wrong_time(office):
    """The panel does not score; a third score and one after the assessment are too late."""
    from beatwise.web.commissioning import actions

    row = world.application(office)
    with pytest.raises(Refused):
        actions.assess(grant=1, marks={"Need": 1, "Value": 1}, by=office.account("panel_reader"))
    with pytest.raises(BadInput, match="bank details"):
        world.assess(office, 1, "one", 4, 4, comment="Pay 20-00-00 55779911")
    world.assess(office, 1, "one", 4, 4)
    with pytest.raises(UserError, match="Mean of both scores"):
        world.step(office, row, "score")
    world.assess(office, 1, "two", 4, 4)
    with pytest.raises(Conflict, match="both scores are in"):
        world.assess(office, 1, "three", 4, 4)
    world.step(office, row, "score")
    with pytest.raises(Conflict, match="not being assessed"):
        world.assess(office, 1, "four", 4, 4)


def test_an_award_needs_a_second_person_and_stays_within_the_round(office):
    """£10,000.01 is above the cap; commissioning proposes and does not award."""
    row = world.application(office)
    world.assess(office, 1, "one", 4, 4)
    world.assess(office, 1, "two", 4, 4)
    row = world.step(office, row, "score")
    award = {"award_on": "2025-11-03", "conditions": "None", "reasons": "Fewer victims"}
    with pytest.raises(FieldFaults, match="above what the round allows"):
        world.step(office, row, "offer", "commissioner", awarded="10000.01", **award)
    with pytest.raises(UserError, match="is for: commissioner"):
        world.step(office, row, "offer", "commissioning", awarded="9000", **award)
    row = world.step(office, row, "offer", "commissioner", awarded="9000", **award)
    assert row.state == "offered"


def test_milestones_stay_within_the_award_and_are_paid_one_by_one(office):
    """£5,000 of £9,579.43 is paid; a penny more than the award is refused."""
    row = world.running_grant(office)
    assert (row.values["paid"], row.values["left"]) == (500000, 457943)
    milestones = [{"milestone": "All", "amount": "9579.44"}]
    with pytest.raises(FieldFaults, match="add up to more than the award"):
        world.change(office, row, milestones=milestones)


@pytest.mark.parametrize(("field", "words"), [
    ("purpose", "Pay into 20-00-00 55779911"), ("title", "Ask Mrs Nobody"),
    ("purpose", "Write to somebody@club.example"),
])  # fmt: skip
def test_a_person_or_bank_account_in_an_application_is_refused(office, field, words):
    """At the field, before anything is kept."""
    with pytest.raises(FieldFaults) as caught:
        world.application(office, **{field: words})
    assert [fault.place for fault in caught.value.faults] == [field]


def test_an_organisation_without_a_number_is_asked_and_not_refused(office):
    """It comes in with a reason, and waits on the page of what needs attention."""
    from beatwise.accountability.questions import OpenQuestions
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    with pytest.raises(OpenQuestions):
        actions.make(register=definition("recipients"), values={"name": "Rowlatts club"},
                     by=office.account("commissioning"))  # fmt: skip
    world.make(office, "recipients", name="Rowlatts club")
    page = _page(office, "commissioning", "/commissioning/")
    assert "Rowlatts club" in page
    assert "Ask for a charity or company number" in page


def test_an_organisation_s_page_has_all_it_had_from_every_fund(office):
    """Two funds, their sums, what is pointed out, and its contract."""
    world.running_grant(office)
    for title in ("Gloves", "Youth club"):
        row = world.make(
            office, "grants", title=title, programme="Safety Fund", recipient=1, purpose="p",
            awarded="10000", award_on="2026-02-03", asked="10000",
        )  # fmt: skip
        row.state = "running"
        row.save()
    world.make(office, "contracts", title="Helpline", provider=1, yearly="500000")
    page = _page(office, "commissioning", "/commissioning/organisations/1/")
    for words in ("£29,579.43", "£20,000.00", "Safety Fund", "Helpline", "£500,000.00",
                  "3 awards within 24 months, £29,579.43 in all."):  # fmt: skip
        assert words in page
    listed = _page(office, "commissioning", "/commissioning/organisations/?q=family")
    assert "1 organisation" in listed
    assert "£29,579.43" in listed
    assert "No organisation has these words" in _page(
        office, "commissioning", "/commissioning/organisations/?q=nobody"
    )


def test_an_organisation_s_page_has_its_lines_of_every_fund(office):
    """What the ledger holds under its name, with no grant on record as well, and the sums."""
    from beatwise.web.funds import accounts, ledger_entries

    world.make(office, "recipients", name="Family Action", charity_number="264713")
    by, finance = office.account("commissioning"), office.account("finance_officer")
    for number, (name, amount) in enumerate((("Safety", "500.10"), ("Prevention", "250")), 1):
        accounts.make_fund(values={"name": name}, by=by)
        for receiver in ("family action", "Another"):
            accounts.add_line(fund=number, by=by,
                              values={"receiver": receiver, "year": "2025/26"})  # fmt: skip
        steps = ((None, "opening", "1000"), (1, "allocation", amount), (1, "commitment", amount),
                 (1, "payment", "100"), (2, "allocation", "9"))  # fmt: skip
        for line, kind, pounds in steps:
            ledger_entries.enter(fund=number, line=line, kind=kind, amount=pounds, by=finance,
                                 on="2025-05-01")  # fmt: skip
    page = _page(office, "commissioning", "/commissioning/organisations/1/")
    assert "It has applied for no grant" in page
    assert "Safety, 2025/26" in page
    assert "£9.00" not in page
    row = page.partition("All lines</th>")[2].partition("</tr>")[0]
    assert [each.partition("<")[0] for each in row.split('numeric">')[1:]] == [
        "£750.10", "£750.10", "£200.00", "£550.10",
    ]  # fmt: skip


def test_a_share_is_of_what_the_same_fund_awarded_in_the_same_year(office):
    """Also where no fund is named; other funds and years are not even read."""
    from beatwise.clock import financial_year, financial_year_days
    from beatwise.web.commissioning import selectors

    first, _ = financial_year_days(financial_year(selectors.today()))
    before = first - dt.timedelta(days=1)
    for name, number in (("Family Action", "264713"), ("Youth trust", "264714")):
        world.make(office, "recipients", name=name, kind="Charity", charity_number=number)
    for recipient, fund, on, pounds in (
        (1, "Safety Fund", first, 30_000), (1, "Safety Fund", first, 30_000),
        (2, "Safety Fund", first, 20_000), (2, "Safety Fund", before, 90_000),
        (2, "Other Fund", first, 90_000), (1, "", first, 10_000), (1, "", first, 10_000),
        (2, "", first, 20_000),
    ):  # fmt: skip
        row = world.make(
            office, "grants", title="Gloves", programme=fund, recipient=recipient, purpose="p",
            awarded=str(pounds), award_on=str(on), asked=str(pounds),
        )  # fmt: skip
        row.state = "running"
        row.save()
    page = _page(office, "commissioning", "/commissioning/organisations/1/")
    assert "75 % of what Safety Fund awarded in" in page
    assert "£60,000.00 of £80,000.00." in page
    assert "50 % of what No fund named awarded in" in page
    own = selectors.records_of([selectors.recipient(1)], selectors.GRANTS).popitem()[1]
    awards = selectors.awards_beside(own, selectors.today())
    assert sorted((award.recipient, award.pence) for award in awards) == [
        (1, 1_000_000), (1, 1_000_000), (1, 3_000_000), (1, 3_000_000),
        (2, 2_000_000), (2, 2_000_000),
    ]  # fmt: skip


def test_two_visits_with_the_same_result_are_pointed_out(office):
    """The papers' six outputs are one sentence, copied."""
    world.running_grant(office)
    for day in ("2026-02-01", "2026-03-01"):
        world.make(office, "grant_visits", grant=1, visited_on=day, as_agreed="Yes",
                   output="Money was spent in line with the conditions")  # fmt: skip
    page = _page(office, "commissioning", "/commissioning/")
    assert "The same words as visit 1" in page


def test_only_who_sees_grants_whole_opens_the_pages(office):
    """A panel reader and a partner are refused, and see no line of navigation."""
    world.running_grant(office)
    for role in ("panel_reader", "partner", "assessor"):
        client = office.client(role)
        assert client.get("/commissioning/organisations/1/").status_code == 403
        assert 'href="/commissioning/"' not in client.get("/").content.decode()
