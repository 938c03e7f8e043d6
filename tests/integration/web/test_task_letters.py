"""Letters and feeds of what waits: made once, as each chose, and never with what it is."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from beatwise.accountability.questions import EVERY


READY = {"title": "Secret lamps", "options": "a", "evidence": "b", "equality": "c",
         "decided_on": "2026-11-02", "decided_by": "commissioner"}  # fmt: skip
ON_PAPER = {EVERY: "It was decided on paper before."}
MONDAY = dt.datetime(2026, 11, 30, 7, 0)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def clock(office, monkeypatch):
    """A function that sets the time at the office."""
    from django.utils import timezone

    def set_to(naive: dt.datetime) -> None:
        aware = timezone.make_aware(naive)
        monkeypatch.setattr(timezone, "now", lambda: aware)

    return set_to


@pytest.fixture
def decide(office):
    """A function that puts a decision forward, and takes more steps."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    register = definition("decisions")

    def make(*steps: tuple[str, str]):
        by = office.account("performance")
        row = actions.make(register=register, values=READY, by=by)
        for step, role in (("propose", "performance"), *steps):
            row = actions.move(
                register=register, number=row.number, version=row.version, step=step,
                by=office.account(role), stepped_up=True, why="so", reasons=ON_PAPER,
            )  # fmt: skip
        return row

    return make


def _letters() -> list:
    from beatwise.web.letters.models import Letter

    return list(Letter.objects.order_by("pk"))


def _digests() -> int:
    from beatwise.web.tasks.news import write_digests

    return write_digests()


def _choose(office, role: str, digest: str, *at_once: str) -> None:
    answer = office.client(role).post("/me/letters/", {"digest": digest, "at_once": at_once})
    assert answer.status_code == 302


def test_a_digest_counts_what_waits_and_names_nothing(office, decide, clock, settings_of):
    """Once a working day, from seven; the words of the decision are not in it."""
    settings_of.ADDRESS = "https://office.example.org"
    decide()
    office.account("commissioner")
    clock(MONDAY - dt.timedelta(minutes=1))
    assert _digests() == 0
    clock(MONDAY)
    assert [_digests(), _digests()] == [1, 0]
    (letter,) = _letters()
    assert letter.account.role == "commissioner"
    assert letter.subject.endswith(": 1 to decide")
    assert "* To decide: 1" in letter.body
    assert "https://office.example.org/\n" in letter.body
    assert "ecret" not in letter.subject + letter.body
    clock(MONDAY + dt.timedelta(days=1))
    assert _digests() == 1
    for away in (dt.datetime(2026, 12, 5, 9), dt.datetime(2026, 12, 25, 9)):
        clock(away)  # a Saturday, and Christmas Day
        assert _digests() == 0


def test_each_chooses_how_often(office, decide, clock):
    """Weekly is once in a week, on its first day with a task; never is never."""
    decide()
    _choose(office, "commissioner", "weekly")
    _choose(office, "deputy", "never")
    clock(MONDAY)
    assert [_digests(), _digests()] == [1, 0]
    clock(MONDAY + dt.timedelta(days=1))
    assert _digests() == 0
    clock(MONDAY + dt.timedelta(days=7))
    assert _digests() == 1
    assert {letter.account.role for letter in _letters()} == {"commissioner"}
    page = office.client("commissioner").get("/me/letters/").content.decode()
    assert 'value="weekly" class="govuk-radios__input" id="id_digest_1" checked' in page or (
        page.count("checked") == 1
    )


def test_a_meeting_far_off_is_no_reason_for_a_letter(office, clock):
    """It is on the home page; a digest is written when its papers are due within two weeks."""
    from beatwise.web.meetings import boards

    clock(MONDAY)
    by = office.account("governance")
    boards.make_board(values={"name": "Plan board", "papers_days": 7}, by=by)
    on = (MONDAY + dt.timedelta(days=22)).date()
    boards.plan(board=1, values={"on": on, "begins": "10:00"}, by=by)
    assert "Plan board" in office.client("governance").get("/").content.decode()
    assert _digests() == 0
    clock(MONDAY + dt.timedelta(days=1))
    assert _digests() == 1


def test_news_is_sent_once_for_what_was_not_there(office, decide):
    """What waits when somebody chooses is no news; what comes back is news again."""
    from beatwise.web.accounts.models import Account
    from beatwise.web.tasks.news import News

    decide()
    _choose(office, "deputy", "never", "decide")
    news = News()
    assert [news.write(), news.write()] == [0, 0]
    row = decide()
    assert [news.write(), news.write(), News().write()] == [1, 0, 0]
    (letter,) = _letters()
    assert "* To decide: 1" in letter.body
    assert "ecret" not in letter.subject + letter.body
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    for step, role in (("return", "commissioner"), ("propose", "performance")):
        row = actions.move(
            register=definition("decisions"), number=row.number, version=row.version, step=step,
            by=Account.objects.filter(role=role).first() or office.account(role), why="so",
            reasons=ON_PAPER,
        )  # fmt: skip
        assert news.write() == (step == "propose")
    _choose(office, "deputy", "never", "decide", "publish")
    assert news.write() == 0
    _choose(office, "deputy", "never")
    decide()
    assert news.write() == 0
    assert len(_letters()) == 2


def test_a_choice_is_checked_and_kept_in_the_history(office):
    """A kind that there is not is refused; who chose what is a line of the history."""
    from beatwise.web.history.models import Change

    client = office.client("commissioner")
    answer = client.post("/me/letters/", {"digest": "hourly", "at_once": ["lunch"]})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    _choose(office, "commissioner", "weekly", "agree")
    row = Change.objects.order_by("-number")[0]
    assert (row.action, row.by.role) == ("letters.choose", "commissioner")


def _key(office, role: str) -> tuple[str, str]:
    """Return the addresses of a fresh key's calendar and feed."""
    import re

    page = office.client(role).post("/me/feeds/", {"name": "Mine"}).content.decode()
    calendar, feed = re.findall(r'bw-wrap">(http[^<]+)</span>', page)
    return calendar.partition("localhost")[2], feed.partition("localhost")[2]


def test_the_feeds_name_the_kind_and_the_day_and_nothing_else(office, decide, settings_of):
    """A program that has the key reads what waits; the words of a decision are not in it."""
    decide(("take", "commissioner"))
    calendar, feed = _key(office, "governance")
    program = office.client()
    atom = program.get(feed)
    assert atom["Content-Type"].startswith("application/atom+xml")
    (entry,) = ET.fromstring(atom.content).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "To publish: a decision"
    assert entry.find(f"{ATOM}link").get("href") == "http://localhost/#publish"
    ics = program.get(calendar)
    assert ics["Content-Type"].startswith("text/calendar")
    text = ics.content.decode()
    assert "SUMMARY:To publish: a decision\r\n" in text
    assert "DTSTART;VALUE=DATE:" in text
    for body in (atom.content.decode(), text):
        assert "ecret" not in body
        assert "decisions/1" not in body


def test_what_is_published_is_named(office, decide):
    """A panel reader's feed leads to what anybody on the panel may read."""
    decide(("take", "commissioner"), ("publish", "governance"))
    _, feed = _key(office, "panel_reader")
    atom = office.client().get(feed).content.decode()
    assert "Decision 1: Secret lamps" in atom
    assert "http://localhost/registers/decisions/1/" in atom


def test_a_key_is_closed_by_its_owner_and_with_the_account(office):
    """Revoked, all sessions ended, or the account closed: the feed is gone, and says no more."""
    from django.db.models import F

    from beatwise.web.accounts.models import Account
    from beatwise.web.tasks.models import FeedKey

    program = office.client()
    paths = [_key(office, "deputy")[1] for _ in range(3)]
    assert {program.get(path).status_code for path in paths} == {200}
    keys = list(FeedKey.objects.order_by("pk"))
    assert not any(key.hash in path for key in keys for path in paths)
    assert office.client("governance").post(f"/me/feeds/{keys[0].pk}/revoke/").status_code == 404
    office.client("deputy").post(f"/me/feeds/{keys[0].pk}/revoke/")
    assert [program.get(path).status_code for path in paths] == [404, 200, 200]
    Account.objects.filter(role="deputy").update(is_active=False)
    assert program.get(paths[1]).status_code == 404
    Account.objects.filter(role="deputy").update(is_active=True)
    assert program.get(paths[1]).status_code == 200
    Account.objects.filter(role="deputy").update(sessions_from=F("sessions_from") + 1)
    assert program.get(paths[2]).status_code == 404


def test_a_feed_is_fetched_only_so_often(office):
    """A program that asks too often is told so, and nobody else waits for it."""
    from beatwise.web.tasks.views import A_MINUTE

    _, feed = _key(office, "deputy")
    program = office.client()
    statuses = [program.get(feed).status_code for _ in range(2 * A_MINUTE + 2)]
    assert statuses[0] == 200
    assert 429 in statuses


def test_home_the_letters_and_the_feeds_are_of_one_list(office, decide):
    """What a person's home page counts is what their feed has."""
    decide()
    decide(("take", "commissioner"))
    for role in ("governance", "commissioner", "performance"):
        page = office.client(role).get("/").content.decode()
        _, feed = _key(office, role)
        entries = ET.fromstring(office.client().get(feed).content).findall(f"{ATOM}entry")
        assert page.count('<li class="bw-wrap"><a') == len(entries)
