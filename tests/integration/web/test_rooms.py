"""The rooms of the office: what a role finds there, and what a body switches off."""

from __future__ import annotations

import re

import pytest

from beatwise.accountability import roles
from beatwise.errors import BadInput, Refused


LOOKED_INTO = (
    "partner", "panel_reader", "monitoring_officer", "visitor_coordinator", "custody_visitor",
    "provider", "assessor", "panel_secretary", "audit_secretary",
)  # fmt: skip


def _menu(client) -> list[str]:
    words = client.get("/").content.decode()
    return re.findall(r'service-navigation__link" href="([^"]+)"', words)


def test_the_menu_holds_rooms_and_every_line_opens(office):
    """No role has more than ten lines; each leads to what it may open."""
    for role, _ in roles.choices():
        client = office.client(role)
        lines = _menu(client)
        assert 1 <= len(lines) <= 10, role
        for address in lines:
            page = client.get(address)
            assert page.status_code == 200, (role, address)
            if role not in LOOKED_INTO:
                continue
            inside = re.findall(r'govuk-!-font-weight-bold" href="([^"]+)"', page.content.decode())
            for each in inside:
                assert client.get(each).status_code == 200, (role, each)


def test_a_partner_and_a_panel_reader_see_only_theirs(office):
    """The partner finds partnerships' plans and no risks; the panel reader no funds."""
    partner = office.client("partner")
    page = partner.get("/rooms/prevention/").content.decode()
    assert "/registers/partner_plans/" in page
    for address in ("/registers/risks/", "/registers/complaints/", "/registers/strategies/"):
        assert address not in page + partner.get("/").content.decode()
    reader = office.client("panel_reader").get("/").content.decode()
    assert "/funds/" not in reader
    assert "/registers/recommendations/" in reader


def test_what_is_switched_off_leaves_menu_home_search_and_tasks(office):
    """For everybody or for one role; its address still opens, and switching on brings it back."""
    from beatwise.web.history.models import Change
    from beatwise.web.keeping.check import check
    from beatwise.web.registry import registry

    governance = office.account("governance")
    client = office.client(governance)
    record = {"risk": "Zebra crossing", "area": "Money", "likelihood": "2", "impact": "2",
              "next_look": "2020-01-01"}  # fmt: skip
    client.post("/registers/risks/new/", {**record, "why": "", "reason": "Known late."})
    assert "/registers/risks/1/" in client.get("/search/?q=zebra").content.decode()
    tasks = [task.address for task in registry.tasks(governance, None)]
    assert any(address.startswith("/registers/risks/") for address in tasks)
    form = client.get("/rooms/in-use/?role=governance").content.decode()
    ticked = re.findall(r'name="([a-z-]+)" value="([^"]+)"[^>]*checked', form)
    sent: dict[str, list[str]] = {}
    for name, key in ticked:
        if key != "register:risks":
            sent.setdefault(name, []).append(key)
    assert client.post("/rooms/in-use/?role=governance", sent).status_code == 302
    for path in ("/", "/rooms/scrutiny/", "/search/?q=zebra"):
        assert "/registers/risks/" not in client.get(path).content.decode(), path
    assert not [t for t in registry.tasks(governance, None) if "/risks/" in t.address]
    assert client.get("/registers/risks/1/").status_code == 200
    other = office.client("performance").get("/rooms/scrutiny/").content.decode()
    assert "/registers/risks/" in other
    assert Change.objects.filter(action="rooms.switch", thing="rooms/governance").count() == 1
    assert check().whole
    sent["scrutiny"].append("register:risks")
    client.post("/rooms/in-use/?role=governance", sent)
    assert "/registers/risks/" in client.get("/rooms/scrutiny/").content.decode()


def test_switching_is_for_who_defines_registers_and_of_what_there_is(office):
    """Another role is refused; an unknown line or role is named."""
    from beatwise.web.home import switches

    with pytest.raises(Refused):
        switches.switch(off=["register:risks"], role="", by=office.account("performance"))
    by = office.account("governance")
    with pytest.raises(BadInput, match="register:no_such"):
        switches.switch(off=["register:no_such"], role="", by=by)
    with pytest.raises(BadInput, match="emperor"):
        switches.switch(off=[], role="emperor", by=by)
    assert not switches.keys_off("governance")


def test_a_register_of_an_office_s_own_is_found_in_the_last_room(office):
    """What stands in no room of ours is with the other lines of the office's room."""
    from beatwise.web.registers.loading import actions

    words = (
        'slug = "own_keys"\ntitle = "Keys"\none = "key"\nabout = "Who has which key."\n'
        'beginning = "Count the keys."\n'
        'heading = "name"\nowner = "governance"\nreaders = []\nwriters = []\n'
        'fields = [{ name = "name", label = "Name", kind = "text" }]\n'
        'states = [{ name = "held", title = "Held", final = true }]\ntransitions = []\n'
    )
    actions.load(text=words, by=office.account("governance"))
    page = office.client("governance").get("/rooms/office/").content.decode()
    assert "/registers/own_keys/" in page


def test_the_quarter_counts_what_was_made_what_moved_and_what_is_open(office, monkeypatch):
    """Made and moved within the days, open at their end, late today; only what a role reads."""
    import csv
    import io
    from dataclasses import replace

    from beatwise.accountability.catalogue import register_examples
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.history import audit
    from beatwise.web.keeping.demo import register_records
    from beatwise.web.registers.models import Record

    unlinked = [
        replace(each, values={k: v for k, v in each.values.items() if k != "programme"})
        for each in register_examples.examples("risks")
    ]
    monkeypatch.setattr(register_examples, "in_order", lambda: [definition("risks")])
    monkeypatch.setattr(register_examples, "examples", lambda slug: unlinked)
    register_records.fill(office.account)
    moves = {1: [["open", "2025-12-30"]], 2: [["open", "2026-01-05"], ["accepted", "2026-03-31"]],
             3: [["open", "2026-02-01"], ["closed", "2026-04-01"]]}  # fmt: skip
    for number, steps in moves.items():
        row = Record.objects.get(register="risks", number=number)
        row.moves, row.state = steps, steps[-1][0]
        row.save()
    client = office.client("governance")
    query = "?from=2026-01-01&to=2026-03-31"
    sheet = b"".join(client.get(f"/quarter/export/csv/{query}")).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(sheet))
    title = definition("risks").states[1].title
    assert (row["Made"], row["Moved on"], row["Open at the end"]) == ("2", f"{title}: 1", "3")
    shown = client.get(f"/quarter/{query}").content.decode()
    assert "Risk register" in shown
    assert "Nothing happened in" not in shown
    with audit.changing():
        Record.objects.filter(number__in=(1, 2)).delete()
        Record.objects.update(
            moves=[["open", "2024-12-30"], ["closed", "2025-04-01"]], state="closed"
        )
        audit.write("record.change", "risks/3", by=None, after={"state": "closed"})
    shown = client.get(f"/quarter/{query}").content.decode()
    assert re.search(r"Nothing happened in: <a [^>]*>Risk register</a>\.", shown)
    other = office.client("panel_reader").get(f"/quarter/{query}").content.decode()
    assert "Risk register" not in other


def test_people_of_one_role_and_area_share_one_answer(office, monkeypatch):
    """What a quarter held is worked out once for all who see the same."""
    import datetime as dt

    from beatwise.web.home import quarter

    asked = []
    monkeypatch.setattr(quarter, "_lines", lambda *key: asked.append(key) or {})
    for email in ("one@office.example", "two@office.example"):
        person = office.account("governance", email=email)
        quarter.rooms_of(person, dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    assert asked[0] == asked[1]


def test_what_was_final_before_a_quarter_is_left_out_of_it_unless_it_is_late(office):
    """A record that was last touched before its first day is looked at for its deadline alone."""
    import datetime as dt

    from beatwise.web.history import audit
    from beatwise.web.home import quarter
    from beatwise.web.registers.models import Record

    before = dt.datetime(2025, 11, 1, 12, tzinfo=dt.UTC)
    first, last = dt.date(2026, 1, 1), dt.date(2026, 3, 31)
    rows = (("closed", before, None), ("closed", before, dt.date(2025, 12, 1)),
            ("open", before, None), ("closed", before + dt.timedelta(92), None))  # fmt: skip
    with audit.changing():
        for number, (state, changed, due) in enumerate(rows, 1):
            moves = [["open", "2025-10-01"], *([[state, str(changed.date())]] * (state != "open"))]
            Record.objects.create(register="risks", number=number, state=state, heading="R",
                                  moves=moves, changed=changed, due=due)  # fmt: skip
        audit.write("record.make", "risks/1", by=None, after={})
    [room] = [r for r in quarter.rooms_of(office.account("governance"), first, last)
              if any(line.register.slug == "risks" for line in r.lines)]  # fmt: skip
    [line] = [each for each in room.lines if each.register.slug == "risks"]
    assert (line.new, line.steps["closed"], line.left_open, line.late) == (0, 1, 1, 1)


def test_the_last_quarter_that_is_over(django_up):
    """In January it is that of the old year; on its last day a quarter is not over."""
    import datetime as dt

    from beatwise.web.home import quarter

    days = dt.date
    for day, first, last in (
        (days(2026, 1, 1), days(2025, 10, 1), days(2025, 12, 31)),
        (days(2026, 3, 31), days(2025, 10, 1), days(2025, 12, 31)),
        (days(2026, 4, 1), days(2026, 1, 1), days(2026, 3, 31)),
    ):
        assert quarter.before(day) == (first, last)
    assert quarter.period({"from": "2026-01-02", "to": "2026-01-05"})[1] == days(2026, 1, 5)
    assert quarter.period({"from": "yesterday", "to": "2026-01-05"})[1] != days(2026, 1, 5)
