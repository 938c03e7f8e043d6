"""Registers of aggregates: small counts are planted, and looked for on every way out."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator

import pytest
from tests.unit.accountability.registers.aggregates_world import STOPS

from beatwise.accountability import roles
from beatwise.errors import BadInput


# None of these stands by chance on a page; below the threshold a marker alone may be shown.
LARGE = (7013, 7021, 7027)
SMALL = (1, 2, 3, 4)


@pytest.fixture
def stops(office):
    """The hand-made register, as an office loads it."""
    from beatwise.web.registers.loading import actions

    actions.load(text=STOPS, by=office.account("governance"))
    return "own_stops"


def _aggregates() -> list[str]:
    from beatwise.web.registers.own_definitions.known import definitions

    return [slug for slug, each in definitions().items() if each.aggregates]


def _planted(register) -> Iterator[dict[str, object]]:
    """Yield rows of two months and three places: small counts beside large ones, sums that hold."""
    rule = register.aggregates
    field = register.by_name[rule.place]
    places = list(field.choices[:3]) if field.choices else ["North", "South", "Whole area"]
    whole = rule.whole or places[-1]
    others = [place for place in places if place != whole][:2] or places[:1]
    totals, large = {total for total, _ in rule.sums}, _large(register.slug)
    free = [name for name in rule.counts if name not in totals]
    for month in ("2026-01-01", "2026-02-01"):
        rows = []
        for at, place in enumerate(others):
            counts = {n: (SMALL[(at + i) % 4] if (at + i) % 2 == 0 else large[(at + i) % 3])
                      for i, n in enumerate(free)}  # fmt: skip
            rows.append({rule.period: month, rule.place: place, **_summed(rule, counts)})
        yield from rows
        if rule.whole:
            counts = {name: sum(int(row[name]) for row in rows) for name in free}
            yield {rule.period: month, rule.place: rule.whole, **_summed(rule, counts)}


def _summed(rule, counts: dict[str, int]) -> dict[str, int]:
    for total, parts in rule.sums:
        counts[total] = sum(counts.get(part, 0) for part in parts)
    return counts


def _plant(office, slug: str):
    from beatwise.web.history import audit
    from beatwise.web.registers import actions
    from beatwise.web.registers.own_definitions.known import definition

    register = definition(slug)
    by = next(office.account(n) for n in roles.table() if register.writes(roles.Reader(0, n, "")))
    public = next(state.name for state in register.states if state.public)
    rows = list(_planted(register))
    for number, values in enumerate(rows, 1):
        with audit.changing():
            values = actions.hold(register, values, by)
            actions.fresh(register, values, number, public).save(force_insert=True)
            after = {"state": public, **values}
            audit.write("record.make", f"{slug}/{number}", by=by, after=after)
    return register, rows


def _outsiders(register) -> list[str]:
    return [
        name
        for name in roles.table()
        if name != roles.PUBLIC
        and register.reads(roles.Reader(1, name, "Northtown"))
        and not register.sees_exact(roles.Reader(1, name, "Northtown"))
    ]


def _ways_out(office, slug: str, role: str) -> Iterator[tuple[str, str]]:
    """Yield the text of every page and file of a register that a role can ask for."""
    client, own = office.client(role), f"/registers/{slug}/"
    paths = [own, f"{own}?figures=all", f"{own}board/", f"{own}rules/", f"{own}1/", f"{own}2/",
             f"{own}1/history/", f"{own}export/csv/", f"{own}export/json/", f"{own}figures/csv/",
             f"{own}duties/csv/", "/", "/registers/", "/history/", "/history/export/csv/",
             f"/history/?thing={slug}/1", f"{own}document/", f"{own}1/change/"]  # fmt: skip
    quarter = "?from=2026-01-01&to=2026-03-31"
    paths += [f"{own}published/", f"{own}published/csv/", f"{own}published/json/",
              "/registers/published/", f"/quarter/{quarter}", f"/quarter/export/csv/{quarter}",
              "/papers/", "/papers/released/", "/me/feeds/"]  # fmt: skip
    paths += [f"{place}?q={n}" for n in _large(slug) for place in ("/search/", own)]
    for path in paths:
        answer = client.get(path)
        if answer.status_code == 200:
            words = b"".join(answer) if answer.streaming else answer.content
            yield path, words.decode("utf-8", "replace")


def _large(slug: str) -> list[int]:
    """Return the large counts of one register: another may be shown whole to the same role."""
    return [n + 100 * _aggregates().index(slug) for n in LARGE]


def _exact(words: str, slug: str, path: str) -> list[str]:
    """Return the planted large counts that stand in a text, but for those of a search itself.

    A count stands by itself: its digits are in many a digest and moment by chance.
    """
    return [
        str(n)
        for n in _large(slug)
        if re.search(rf"(?<![\w.])(?:{n}|{n:,})(?!\w)", words) and f"q={n}" not in path
    ]


def test_no_way_out_shows_a_planted_count(office, stops):
    """Of every register of aggregates there is, each role that is not named, each page and file."""
    from beatwise.web.registers import selectors

    assert stops in _aggregates()
    hidden: set[str] = set()
    for slug in _aggregates():
        register, rows = _plant(office, slug)
        assert any(n in SMALL for row in rows for n in row.values())
        for role in _outsiders(register):
            for path, words in _ways_out(office, slug, role):
                assert _exact(words, slug, path) == [], (slug, role, path)
                if f"/registers/{slug}/export" in path and "2026" in words:
                    hidden.add(slug)
                    assert "[c]" in words
            person = office.account(role)  # who sees an area of its own may be given no row
            for number in _large(slug):
                found = selectors.matches(register, person, {"q": str(number)})
                assert found.count() == 0, (slug, role)
    assert hidden == {*_aggregates()}


def test_no_planted_count_stands_on_the_public_site_in_a_paper_or_in_a_feed(office, stops):
    """What anybody is given, what a paper may print, and what waits for each outsider."""
    from beatwise.web.paper_figures import office_book
    from beatwise.web.publicsite.edition import edition
    from beatwise.web.registry import registry

    planted = {slug: _plant(office, slug)[0] for slug in _aggregates()}
    day = dt.date(2026, 4, 21)
    site = {each.address: each.content for each in edition("Body", "https://www.example.org", day)}
    book = json.dumps(office_book.office_book(day), default=str)
    assert any(b"[c]" in content for content in site.values())
    assert "[c]" in book
    for slug, register in planted.items():
        for address, content in site.items():
            words = content.decode("utf-8", "replace")
            assert _exact(words, slug, "") == [], (slug, address)
        assert _exact(book, slug, "") == [], slug
        for role in _outsiders(register):
            waiting = registry.tasks(office.account(role), None)
            assert _exact(str([*waiting]), slug, "") == [], (slug, role)


def test_no_hidden_count_can_be_subtracted_in_a_file(office, stops):
    """Read as its reader would: a row or a month with one hidden count shows no sum for it."""
    from beatwise.web.registers.exports import listing
    from beatwise.web.registers.models import Record

    for slug in _aggregates():
        register, _ = _plant(office, slug)
        rule, person = register.aggregates, office.account(_outsiders(register)[0])
        fields = register.seen_fields(person)
        rows = Record.objects.filter(register=slug).order_by("number")
        cells = [row[2 : 2 + len(fields)] for row in listing(register, fields, rows, person).rows]
        table = [dict(zip([f.name for f in fields], row, strict=True)) for row in cells]
        assert any("[c]" in row.values() for row in table)
        for row in table:
            counts = [row[name] for name in rule.counts if name in row]
            assert all(n in (None, "[c]") or n % rule.base == 0 for n in counts)
            assert not any(n in SMALL for n in counts)
            for total, parts in rule.sums:
                assert [row[name] for name in (total, *parts)].count("[c]") != 1
        for month in {row[rule.period] for row in table} if rule.whole else ():
            for name in rule.counts:
                column = [row[name] for row in table if row[rule.period] == month]
                assert column.count("[c]") != 1, (slug, month, name)


def test_the_order_of_a_list_tells_nothing(office, stops):
    """Sorted by a count, others get the usual order; those named get that of the counts."""
    from beatwise.web.registers import selectors

    register, _ = _plant(office, stops)
    for role, differs in (("evaluator", False), ("performance", True)):
        person = office.account(role)
        orders = [
            list(selectors.matches(register, person, {"sort": sort}).values_list("number"))
            for sort in ("people", "")
        ]
        assert (orders[0] != orders[1]) == differs


def test_the_api_gives_what_the_gate_lets_out(office, stops, partner_tokens):
    """Record by record and as a list; figures are not made for others."""
    from django.test import Client

    from beatwise.web.accounts import actions

    _plant(office, stops)
    word = actions.make_token(
        name="t", scopes=["records:read"], days=1, by=office.account("evaluator")
    )[1]
    client = Client(SERVER_NAME="localhost", HTTP_AUTHORIZATION=f"Bearer {word}")
    for path in ("records/", "records/1/", "records/?q=7013", "figures/", "records/1/comments/"):
        answer = client.get(f"/api/v1/registers/own_stops/{path}")
        assert _exact(answer.content.decode(), "own_stops", "") == [], path
    rows = json.loads(client.get("/api/v1/registers/own_stops/records/").content)["records"]
    assert {v for row in rows for v in row["values"].values() if v == "[c]"} == {"[c]"}
    assert all("share" not in row["values"] for row in rows)


def test_those_named_see_all_of_it(office, stops):
    """Their list and file have the counts as they were entered."""
    _plant(office, stops)
    client = office.client("performance")
    assert _exact(client.get("/registers/own_stops/").content.decode(), "own_stops", "")


@pytest.mark.parametrize(("values", "message"), [
    ({"month": "2026-01-15", "place": "North"}, "a row is a month and a place"),
    ({"month": "2026-01-01", "place": "North", "men": "1.5"}, "is no whole count"),
    ({"month": "2026-01-01", "place": "North", "men": "-1"}, "is no whole count"),
])  # fmt: skip
def test_a_row_is_a_month_and_a_place(office, stops, values, message):
    """Not a day, and no part of a person."""
    from beatwise.web.registers import actions
    from beatwise.web.registers.own_definitions.known import definition

    with pytest.raises(BadInput, match=message):
        actions.make(register=definition(stops), values=values, by=office.account("governance"))


def test_no_two_rows_are_of_one_month_and_place(office, stops):
    """By hand, by a change, and by a file: the second could be that of a person."""
    from beatwise.web.registers import actions
    from beatwise.web.registers.imports import Records
    from beatwise.web.registers.own_definitions.known import definition

    register, by = definition(stops), office.account("governance")
    one = {"month": dt.date(2026, 1, 1), "place": "North", "men": 3}
    actions.make(register=register, values=one, by=by)
    with pytest.raises(BadInput, match="there is a row of this month"):
        actions.make(register=register, values=one, by=by)
    actions.make(register=register, values={**one, "place": "South"}, by=by)
    with pytest.raises(BadInput, match="there is a row of this month"):
        actions.change(register=register, number=2, version=1, values={"place": "North"}, by=by)
    actions.change(register=register, number=2, version=1, values={"men": 4}, by=by)
    content = b"Month,Place,Men\r\n2026-01-01,North,1\r\n2026-02-01,East,1\r\n2026-02-01,East,2\r\n"
    labels = ("Number", "State", "Women", "People", "Share")
    head = (",".join(labels)).encode()
    lines = content.split(b"\r\n")
    content = b"\r\n".join([head + b"," + lines[0], *(b",,,,," + line for line in lines[1:4])])
    wrong = Records(register).preview("a.csv", content, by).wrong
    assert [each.row for each in wrong] == [2, 4]
