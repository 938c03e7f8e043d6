"""Pages say what they mean: words for codes, days that people read, a link to what is missing."""

from __future__ import annotations


def test_a_step_that_needs_evidence_links_to_where_it_is_added(office):
    """The page of the step says so before anybody fills it in, and so does the refusal."""
    from beatwise.web.actions import actions

    actions.make(
        values={"title": "Map the lights", "strategy": "S", "owner": "performance"},
        by=office.account("performance"),
    )
    client = office.client("performance")
    page = client.get("/actions/1/steps/complete/").content.decode()
    assert 'href="/actions/1/evidence/"' in page
    answer = client.post("/actions/1/steps/complete/", {"version": 1}).content.decode()
    assert "needs evidence first. Add the evidence" in answer
    assert 'href="/actions/1/evidence/"' in answer


def test_histories_and_the_home_page_write_days_and_roles_as_people_do(office):
    """No history shows a code for a role, a state, a field or a day; neither does the home page."""
    import re

    from beatwise.web.actions import actions
    from beatwise.web.actions.selectors import today
    from beatwise.web.meetings import boards, workflow

    by = office.account("governance")
    board = boards.make_board(values={"name": "Plan board"}, by=by)
    boards.plan(board=board.number, values={"on": today(), "begins": "10:00"}, by=by)
    workflow.step(number=1, version=1, name="cancel", why="None came", by=by)
    given = {"title": "Map the lights", "strategy": "S", "owner": "governance", "due": today()}
    actions.make(values=given, by=by)
    client = office.client("governance")
    iso = re.compile(r">[^<]*\d{4}-\d\d-\d\d")
    for path in ("/", "/meetings/1/history/", "/actions/1/history/"):
        page = client.get(path).content.decode()
        assert not iso.search(page), (path, iso.search(page))
        assert f"{today().day} {today():%B %Y}" in page
    page = client.get("/meetings/1/history/").content.decode()
    cells = re.findall(r">([^<>]+)</t[dh]>", page)
    assert "Cancelled" in cells
    assert "Papers due" in cells


def test_a_code_is_read_out_as_what_it_means(django_up):
    """Fields, days, roles and states become words; what is no code stays as it is."""
    from beatwise.web.pages.words import field_value, label

    assert label("valid_from") == "Valid from"
    assert field_value("late 2026-06-30", "About") == "late 30 June 2026"
    assert (
        field_value("2026-13-30, 12026-06-30, 2026-06-300")
        == "2026-13-30, 12026-06-30, 2026-06-300"
    )
    assert field_value("performance", "Owner") == "Performance officer"
    assert field_value("deputy, governance", "members").startswith("Deputy")
    assert field_value("performance", "Title") == "performance"
    assert (field_value("asked", "State"), field_value(True), field_value(None)) == (
        "Asked",
        "yes",
        "",
    )


def test_the_confirming_page_says_what_it_is_for(office):
    """Who is asked for a second proof reads what they were about to do, in our words."""
    client = office.client("governance", proved=False)
    page = client.get("/sign-in/confirm/?next=/me/tokens/").content.decode()
    assert "Confirm that it is you" in page
    assert "You are about to make a token." in page
    assert "reauthenticate to safeguard" not in page
    assert "about to" not in client.get("/sign-in/confirm/?next=//evil.example/").content.decode()


def test_a_date_that_nobody_moved_is_not_said_to_have_moved(office):
    """An action whose first date is its date says the date once."""
    from beatwise.web.actions import actions
    from beatwise.web.actions.models import PlanAction

    given = {"title": "Map the lights", "strategy": "S", "owner": "performance",
             "due": "2026-10-01"}  # fmt: skip
    actions.make(values=given, by=office.account("performance"))
    for first, said in (("2026-10-01", False), ("2026-09-01", True)):
        PlanAction.objects.update(original_due=first)
        page = office.client("performance").get("/actions/1/").content.decode()
        assert ("moved by" in page) is said
        assert "moved by 0" not in page


def test_no_error_names_a_thing_as_the_history_keys_it():
    """An error's place is read by people: ``Draft 1 of the plan``, and not ``plan-draft/1``."""
    import re
    from pathlib import Path

    import beatwise

    keyed = [
        f"{file.name}: {line}"
        for file in Path(beatwise.__file__).parent.rglob("*.py")
        for line in re.findall(r"place=[\w.]*\bthing\b", file.read_text())
    ]
    assert keyed == []


def test_an_error_page_has_a_sentence_for_its_title(office):
    """What a tab and a screen reader say first begins with a capital, as the heading does."""
    page = office.client("governance").get("/actions/99/").content.decode()
    title, heading = page.split("<title>")[1], page.split("<h1")[1].split(">", 1)[1]
    assert title[0].isupper()
    assert title.split(" – ")[0] == heading.split("</h1>")[0]
