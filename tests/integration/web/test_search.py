"""Searches and filters find text whatever its apostrophes, hyphens, width, accents or case."""

from __future__ import annotations

import datetime as dt

import pytest


TITLES = {
    "Review patrols in Ynys Môn": ["Ynys Môn", "ynys mon", "YNYS MÔN", "ＹＮＹＳ"],
    "Brief St Mary’s ward panel": ["St Mary's", "St Mary’s", "st marys", "St Mary`s"],
    "Visit Tŵr estate": ["Tŵr", "Tw\u0302r estate", "twr"],
    "Agree the 24‑7 rota": ["24-7", "24–7", "24‑7"],
    "STRASSE café": ["straße", "strasse", "cafe", "cafe\u0301"],
}
QUERIES = [(title, query) for title, queries in TITLES.items() for query in queries]


@pytest.fixture
def titled(office):
    """Actions, records, a board, a decision and a change asked for, with each title."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.actions import action_fields
    from beatwise.web.actions.models import PlanAction, Request
    from beatwise.web.meetings.models import Board
    from beatwise.web.registers import actions

    by, register = office.account("governance"), definition("decisions")
    for number, title in enumerate(TITLES, start=1):
        row = PlanAction(number=number, name=f"A{number}", title=title, owner="performance",
                         strategy="x", created=dt.date(2026, 1, 1))  # fmt: skip
        action_fields.derive(row)
        row.save()
        actions.make(register=register, values={"title": title}, by=by)
        Board.objects.create(number=number, name=title, chair="deputy", frequency="monthly")
        Request.objects.create(
            number=number, kind="action", about=f"A{number}", title=title, why="x", by=by,
            role="governance", asked_on=dt.date(2026, 1, 1),
        )  # fmt: skip
    return office


def test_every_list_finds_each_title_however_it_is_typed(titled):
    """The same on SQLite and PostgreSQL; nothing else is found."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.actions import selectors
    from beatwise.web.meetings.models import Board
    from beatwise.web.registers import selectors as register_selectors
    from beatwise.web.search.search_field import matching

    person, today = titled.account("governance"), dt.date(2026, 1, 2)
    register = definition("decisions")
    for title, query in QUERIES:
        actions = selectors.matches(person, {"q": query}, today)
        assert [row.title for row in actions] == [title], query
        requests = selectors.requests(person, words=query)
        assert [row.title for row in requests] == [title], query
        records = register_selectors.matches(register, person, {"q": query})
        assert [row.values["title"] for row in records] == [title], query
        boards = Board.objects.filter(matching(query, "search"))
        assert [row.name for row in boards] == [title], query


def test_the_search_page_finds_an_action_by_plain_letters(titled):
    """What a British keyboard can type is enough."""
    page = titled.client("governance").get("/search/?q=twr+estate").content.decode()
    assert "Visit Tŵr estate" in page


def test_a_meeting_is_found_by_its_minutes_and_decisions(titled):
    """Each word may stand in another of them."""
    from beatwise.web.meetings import selectors
    from beatwise.web.meetings.models import Board, Decision, Meeting

    meeting = Meeting.objects.create(
        number=1, board=Board.objects.get(number=1), on=dt.date(2026, 1, 5), begins=dt.time(10),
        papers_due=dt.date(2026, 1, 1), minutes="Spoke of St John’s church.",
    )  # fmt: skip
    Decision.objects.create(meeting=meeting, number=1, words="Light the Château", role="deputy")
    by = titled.account("governance")
    assert [m.number for m in selectors.meetings(by, {"q": "mon st john's chateau"})] == [1]
    assert not selectors.meetings(by, {"q": "mon st james"})


def test_a_change_of_words_changes_what_is_found(titled):
    """The key is made again at every save."""
    from beatwise.web.meetings.models import Board
    from beatwise.web.search.search_field import matching

    board = Board.objects.get(number=1)
    board.name = "Caernarfon’s board"
    board.save()
    assert Board.objects.filter(matching("caernarfons", "search")).count() == 1
    assert Board.objects.filter(matching("ynys", "search")).count() == 0


def _tables(rows) -> tuple[int, int]:
    """Return how many tables a query joins, and how many conditions it has on search keys."""
    words = str(rows.query)
    return words.count(" JOIN "), words.count("LIKE")


@pytest.mark.parametrize("words", [1, 2, 10])
def test_the_meetings_search_joins_no_table_a_word(titled, words):
    """The joins are the same for ten words as for one, and the conditions grow by three a word."""
    from beatwise.web.meetings import selectors

    query = " ".join(f"word{n}x" for n in range(words))
    assert _tables(selectors.meetings(titled.account("governance"), {"q": query})) == (1, 3 * words)


def test_a_meeting_with_many_fitting_decisions_is_listed_once(titled):
    """Twelve decisions that hold every word give one meeting."""
    from beatwise.web.meetings import selectors
    from beatwise.web.meetings.models import Board, Decision, Meeting

    meeting = Meeting.objects.create(
        number=1, board=Board.objects.get(number=1), on=dt.date(2026, 1, 5), begins=dt.time(10),
        papers_due=dt.date(2026, 1, 1),
    )  # fmt: skip
    for number in range(1, 13):
        words = "alpha beta gamma delta epsilon zeta eta"
        Decision.objects.create(meeting=meeting, number=number, words=words, role="deputy")
    rows = selectors.meetings(
        titled.account("governance"), {"q": "alpha beta gamma delta epsilon zeta"}
    )
    assert [row.number for row in rows] == [1]
    assert rows.count() == 1
