"""Every address, asked by every role."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest


TABLE = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text("utf-8"))
ADDRESSES, GROUPS = TABLE["addresses"], TABLE["groups"]
EVERYONE = GROUPS["all"]


def _resolved(office) -> dict[str, object]:
    """Return every named address that the office serves, with its view."""
    from django.urls import URLPattern, get_resolver

    def walk(patterns, space=""):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield space + (pattern.name or ""), pattern.callback
            else:
                inner = f"{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, inner)

    return dict(walk(get_resolver().url_patterns))


@pytest.fixture
def world(office):
    """What the addresses of the table speak of."""
    return made_world(office)


def made_world(office) -> dict:
    """One draft decision with a file and an import, and an account to look at."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.imports import batches
    from beatwise.web.registers import actions, additions
    from beatwise.web.registers.imports import Records

    made, by = definition("decisions"), office.account("governance")
    given = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
    record = actions.make(register=made, values=given, by=by)
    file = additions.attach(register=made, number=1, name="a.txt", content=b"words", by=by)
    batch = batches.keep(Records(made), name="a.csv", content=_empty(made), by=by)
    return {"draft": record.number, "file": file.pk, "batch": batch.pk,
            "account": office.account("patroller").pk, **_of_boards(office), **_of_the_plan(office),
            **_a_table(office), **_a_programme(office), **_a_fund(office)}  # fmt: skip


def _of_boards(office) -> dict:
    """Two actions, one a partner's, a change asked for, a meeting held and another planned."""
    from beatwise.web.actions import actions, changes
    from beatwise.web.actions.imports.importer import Actions
    from beatwise.web.bodies import membership, vote_records
    from beatwise.web.imports import batches
    from beatwise.web.meetings import boards, minutes, selectors, workflow
    from beatwise.web.meetings.items import agenda_items

    by, today = office.account("governance"), selectors.today()
    given = {"title": "Lights", "strategy": "neighbourhood-crime", "due": "2026-01-01"}
    actions.make(values={**given, "owner": "performance"}, by=by)
    actions.make(values={**given, "owner": "partner", "area": "Northtown"}, by=by)
    shown = actions.add_evidence(number=1, words="Done", file="a.txt", content=b"words", by=by)
    changes.ask(kind="action", about="A1", new_values={"due": "2027-01-01"}, why="Late", by=by)
    row = b"id,title,strategy,owner,due,state\r\nB1,Paths,neighbourhood-crime,partner,,planned\r\n"
    batch = batches.keep(Actions(), name="a.csv", content=row, by=by)
    boards.make_board(values={"name": "Plan board"}, by=by)
    for _ in range(2):
        boards.plan(board=1, values={"on": today, "begins": "10:00"}, by=by)
    item_file = agenda_items.attach(
        number=1, version=1, key="decisions", name="a.txt", content=b"words", by=by
    )
    workflow.freeze(number=1, version=2, by=by)
    workflow.hold(number=1, version=3, attended=["deputy"], by=by)
    minutes.decide(number=1, version=4, words="Noted", by=by)
    council = membership.add_council(board=1, values={"name": "Northtown"}, by=by)
    membership.add_seat(board=1, values={"council": str(council.pk), "party": "Oak"}, by=by)
    vote = {"motion": "Noted", "rule": "veto", "members": 1, "present": 1, "carried": "no"}
    vote_records.record(meeting=1, version=5, values=vote, by=by)
    return {"evidence": shown.pk, "actions": batch.pk, "item_file": item_file.pk,
            "council": council.pk}  # fmt: skip


def _of_the_plan(office) -> dict:
    """The plan and its measures with a value, a re-basing and two imports to look at."""
    from beatwise.web.imports import batches
    from beatwise.web.performance import commentary, imports, observations
    from beatwise.web.performance.definitions import actions as defining
    from beatwise.web.plan.drafts import draft_actions
    from beatwise.web.plan.tables.imports import PlanTable

    by = office.account("performance")
    defining.load_shipped(name="plan-2025-29", by=by)
    one = {"measure": "robbery", "by": by}
    observations.observe(cells={"period": "2024/25 Q4", "value": "110"}, **one)
    value = observations.observe(cells={"period": "2025/26 Q1", "value": "120"}, **one)
    rebased = commentary.rebase(starts="2025/26 Q1", reason="A new way of counting", **one)
    row = b"robbery,2025/26 Q2,130\r\n"
    values = batches.keep(
        imports.Values(), name="v.csv", by=by, content=b"measure,period,value\r\n" + row
    )
    peers = batches.keep(
        imports.Peers(),
        name="p.csv",
        by=by,
        content=b"measure,force,period,value\r\n" + row.replace(b",", b",X,", 1),
    )
    draft_actions.start(by=by)
    row = b"kind,id,part_of,title\r\nmission,,,Rural crime\r\n"
    table = batches.keep(PlanTable(), name="t.csv", by=by, content=row)
    return {"value": value.pk, "rebased": rebased.pk, "values": values.pk, "peers": peers.pk,
            "plan_table": table.pk}  # fmt: skip


def _a_table(office) -> dict:
    """A table that waits, one kept as printed, and an own dashboard and register."""
    from tests.integration.web.test_own_registers import PARKING

    from beatwise.web.dashboards import actions as dashboards
    from beatwise.web.paper_tables import actions, import_options
    from beatwise.web.registers.loading import actions as registers

    registers.load(text=PARKING, by=office.account("governance"))
    by = office.account("performance")
    text = 'format = 1\nname = "own-one"\ntitle = "Own"\nabout = "Ours"\n'
    dashboards.load(text=text + '[[panel]]\nshape = "tally"\ntitle = "All"\n', by=by)
    content = b"year,incidents,decrease,decrease_pct,source\r\n2018/19,10,,,x\r\n"
    batch = actions.keep(
        name="asb_incidents.csv", content=content, options=import_options.ImportOptions(), by=by
    )
    printed = actions.keep(
        name="printed.csv", content=b"Measure,Period,Value\r\nRobbery,2025,1\r\n",
        options=import_options.ImportOptions(layout="printed"), by=by,
    )  # fmt: skip
    actions.take_in(batch=printed, by=by)
    return {"table": batch.pk, "printed": printed.pk}


def _a_fund(office) -> dict:
    """Two funds, one with an entry and a line in the area of those who see only their own."""
    from beatwise.web.funds import accounts, ledger_entries

    by = office.account("commissioning")
    for name in ("Safety", "Prevention"):
        accounts.make_fund(values={"name": name}, by=by)
    for year in ("2025/26", "2026/27"):
        values = {"receiver": "Northtown partnership", "area": "Northtown", "year": year}
        accounts.add_line(fund=1, values=values, by=by)
    ledger_entries.enter(fund=1, line=None, kind="opening", amount="10", on="2026-01-05", by=by)
    return {}


def _a_programme(office) -> dict:
    """A programme of patrols in the area of those who see only their own, with a shift walked."""
    from tests.integration.web.patrol_world import walked

    from beatwise.web.imports import batches
    from beatwise.web.patrols.models import PatrolShift, PlanShift
    from beatwise.web.patrols.paper.importer import PaperImport

    walk = walked(office)
    PlanShift.objects.update(partner="Northtown")
    walk.programme.phones.update(partner="Northtown")
    walk.answers([walk.item(1, "shift_start", -2)])
    shift = PlanShift.objects.get(name=walk.shift)
    paper = batches.keep(
        PaperImport(walk.programme), name="paper.csv", by=office.account("governance"),
        content=b"day,partner,hot_spot,hours\r\n2026-03-05,Northtown,P1,2\r\n",
    )  # fmt: skip
    return {"programme": walk.programme.pk, "phone": walk.phone.pk, "plan_shift": shift.pk,
            "patrol": PatrolShift.objects.get().pk, "paper": paper.pk}  # fmt: skip


def _empty(made) -> bytes:
    labels = ["Number", "State", *(f.label for f in made.fields)]
    return (",".join(labels) + "\r\n").encode()


def _in(answer: int, wanted: int | list[int]) -> bool:
    return answer in (wanted if isinstance(wanted, list) else [wanted])


def test_every_address_is_in_the_table_and_none_that_is_gone(office):
    """The table of addresses and roles is whole."""
    assert set(_resolved(office)) == set(ADDRESSES)


def test_an_address_that_says_nothing_is_closed_to_all(office):
    """Each view names what it needs; the guard has no default that lets in."""
    from beatwise.web.access.guard import needed

    named = ((name, name.rpartition(":")[2], view) for name, view in _resolved(office).items())
    assert [name for name, short, view in named if needed(view, short) is None] == []


@pytest.mark.parametrize("role", [*EVERYONE, None])
def test_each_role_opens_what_the_table_says(office, world, role):
    """Each role gets the answer that the table gives for it, and no page fails."""
    client = office.client(role)
    wrong = []
    for name, row in ADDRESSES.items():
        answer = client.get(row["path"].format(**world))
        group = row["roles"]
        if group == "token":
            wanted = [401, 405] if row.get("get") == 405 else 401
        elif group == "public":
            wanted = row.get("get", 200)
        elif role is None:
            wanted = 302
        elif role in GROUPS[group]:
            wanted = row.get("get", 200)
        else:
            wanted = row["others"]
        if not _in(answer.status_code, wanted):
            wrong.append((name, answer.status_code, wanted))
        if role is None and wanted == 302 and group != "public":
            assert answer["Location"].startswith("/sign-in/?next="), name
    assert wrong == []


@pytest.mark.parametrize("role", EVERYONE)
def test_nobody_without_the_right_posts_to_an_address(office, world, role):
    """What a role may not open it may not post to either."""
    client = office.client(role)
    wrong = []
    for name, row in ADDRESSES.items():
        if row["roles"] in ("public", "token") or role in GROUPS[row["roles"]]:
            continue
        answer = client.post(row["path"].format(**world), {"text": "x", "do": "commit"})
        if answer.status_code not in (403, 404, 405):
            wrong.append((name, answer.status_code))
    assert wrong == []


def test_a_password_alone_opens_only_the_way_to_a_second_factor(office, world):
    """Without a second factor every page of the office leads to setting one up."""
    from beatwise.web.access.guard import BEFORE_SECOND_FACTOR

    client = office.client("governance")
    session = client.session
    session["second_factor"] = False
    session.save()
    for name, row in ADDRESSES.items():
        if row["roles"] in ("public", "token") or name in BEFORE_SECOND_FACTOR:
            continue
        if "governance" not in GROUPS[row["roles"]]:
            continue
        answer = client.get(row["path"].format(**world))
        assert (answer.status_code, answer["Location"]) == (302, "/me/second-factor/"), name


def test_what_changes_things_needs_the_forms_token(office):
    """A form sent from elsewhere is refused."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    account = office.account("governance")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/registers/decisions/new/", {"title": "x"})
    assert answer.status_code == 403
    assert b"Nothing was saved" in answer.content


BEGINNINGS = {
    "text/html": (b"<!doctype html", b"\n<!doctype html", b"<!DOCTYPE html"),
    "image/svg+xml": (b"<svg", b"<?xml"),
    "application/atom+xml": (b"<?xml",),
    "application/json": (b"{", b"["),
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG",),
    "text/calendar": (b"BEGIN:VCALENDAR",),
    "application/vnd.oasis.opendocument.spreadsheet": (b"PK",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (b"PK",),
}


def test_every_answer_says_what_it_is_and_in_which_characters(office, world):
    """ASVS 4.1.1: a type that fits the content, and UTF-8 where the content is characters."""
    paths = {row["path"].format(**world) for row in ADDRESSES.values()}
    paths |= {"/nothing/here/", "/static/pages/icon.svg", "/static/pages/office.css",
              "/static/pages/office.min.js", "/patrols/phone/icon.svg"}  # fmt: skip
    found, wrong = set(), []
    for client in (office.client("governance"), office.client()):
        for path in sorted(paths):
            answer = client.get(path)
            content = b"".join(answer) if answer.streaming else answer.content
            kind, _, more = answer.headers.get("Content-Type", "").partition(";")
            if not content:
                continue
            found.add(kind)
            of_characters = kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
            beginnings = BEGINNINGS.get(kind, (b"",))
            if not kind or (
                of_characters and more.replace('"', "").strip().lower() != "charset=utf-8"
            ):
                wrong.append((path, kind, more))
            elif not content.lstrip().startswith(beginnings):
                wrong.append((path, kind, content[:20]))
    assert wrong == []
    assert {"text/html", "text/plain", "text/css", "image/svg+xml", "text/csv"} <= found
