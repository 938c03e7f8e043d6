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


@pytest.fixture(scope="module")
def world(module_office):
    """What the addresses of the table speak of."""
    return made_world(module_office)


@pytest.fixture
def office(world, restored_office):
    """The office of that world, as it was made."""
    return restored_office


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
            **_a_table(office), **_a_programme(office), **_a_fund(office),
            **_consultations(office), **_a_grant(office), **_papers(office)}  # fmt: skip


def _papers(office) -> dict:
    """A released paper, a draft with a finding and a comment, and one that is signed off."""
    from tests.integration.web import paper_world

    from beatwise.web.papers import writing

    row = paper_world.released(office, text="There were {robbery.latest} robberies.")
    draft = paper_world.write(office, text="There were 50 of 200 (30%) visits on time.")
    by = office.account("evaluator")
    writing.comment(number=draft.number, words="Which?", paragraph="1", by=by)
    last = paper_world.write(office, text="Nothing happened.")
    paper_world.step(office, last.number, "performance", "put_forward")
    paper_world.step(office, last.number, "finance_officer", "sign_off")
    return {"paper_slug": row.paper.slug}


def _a_grant(office) -> dict:
    """An organisation with a grant, and what the office is called in published files."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.commissioning import actions as commissioning
    from beatwise.web.registers import actions

    by = office.account("commissioning")
    values = {"name": "Youth club", "kind": "Charity", "charity_number": "1234567"}
    actions.make(register=definition("recipients"), values=values, by=by)
    grant = {"title": "Evenings", "recipient": 1, "purpose": "Two evenings", "awarded": "500",
             "award_on": "2026-01-05", "asked": "500", "conditions": "None", "reasons": "Fewer",
             "eligible": "yes"}  # fmt: skip
    record = actions.make(register=definition("grants"), values=grant, by=by)
    record.state = "running"
    record.save()
    commissioning.set_publisher(
        values={"name": "Office", "identifier": "GB-LAE-NTP", "giving_prefix": "360G-ntp",
                "contracting_prefix": "ocds-abc123"}, version=0, by=by,
    )  # fmt: skip
    actions.make(register=definition("contracts"), values={"title": "Helpline"}, by=by)
    days = {"from_day": "2026-01-01", "to_day": "2026-03-31", "received_on": "2026-04-10"}
    values = {"contract": 1, "period": "Q1 2026/27", **days}
    record = actions.make(register=definition("contract_returns"), values=values, by=by)
    record.state = "received"
    record.save()
    return {}


def _of_boards(office) -> dict:
    """Two actions, one a partner's, a change asked for, a meeting held and another planned."""
    from beatwise.web.actions import actions, changes
    from beatwise.web.actions.imports.importer import Actions
    from beatwise.web.bodies import membership, vote_records
    from beatwise.web.bodies.imports.body_tables import BodyTable
    from beatwise.web.imports import batches
    from beatwise.web.meetings import boards, minutes, selectors, workflow
    from beatwise.web.meetings.items import agenda_items
    from beatwise.web.meetings.models import Board

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
    _of_proceedings(by)
    table = BodyTable(Board.objects.get(number=1), "meetings")
    row = b"meeting_date,start\n2026-11-30,14:00\n"
    body_batch = batches.keep(table, name="a.csv", content=row, by=by)
    return {"evidence": shown.pk, "actions": batch.pk, "item_file": item_file.pk,
            "council": council.pk, "body_batch": body_batch.pk}  # fmt: skip


def _consultations(office) -> dict:
    """A reported consultation, a draft, and an import of each table."""
    from beatwise.web.consultations import consulting, survey_answers
    from beatwise.web.consultations.imports.answer_table import AnswerTable
    from beatwise.web.consultations.imports.consultation_tables import Consultations
    from beatwise.web.imports import batches

    by = office.account("governance")
    for title in ("Precept", "Plan"):
        row = consulting.plan(values={"title": title}, by=by)
        question = {"words": "Support?", "labels": "Yes\nNo"}
        survey_answers.ask(consultation=row.number, values=question, by=by)
    for version, name in enumerate(("open", "close"), start=1):
        row = consulting.step(number=1, version=version, name=name, why="", by=by)
    consulting.enter_outcome(number=1, version=3, values={"responses": 60}, by=by)
    row = consulting.step(number=1, version=4, name="report", why="", by=by)
    heads = ",".join(Consultations.needed).encode() + b"\nYouth,2025,,,,Paper\n"
    batch = batches.keep(Consultations(), name="a.csv", content=heads, by=by)
    figures = ",".join(AnswerTable.needed).encode() + b"\nsurvey_share,Yes,100,,pct,Paper\n"
    answer_batch = batches.keep(AnswerTable(row), name="a.csv", content=figures, by=by)
    return {"consultation_batch": batch.pk, "answers_batch": answer_batch.pk}


def _of_proceedings(by) -> None:
    """A numbered minute, a request, a public question, a forward plan and a co-option."""
    from beatwise.web.bodies import co_options
    from beatwise.web.meetings import boards, selectors
    from beatwise.web.meetings.models import Board
    from beatwise.web.proceedings import body_requests, forward_plan, proceedings, public_questions

    version = Board.objects.get(number=1).version
    boards.change_board(number=1, version=version, values={"question_days": "0"}, by=by)
    proceedings.minute(meeting=1, version=6, values={"heading": "Noted"}, by=by)
    asked = {"words": "Tell us", "asked_of": "deputy"}
    body_requests.ask(meeting=1, values=asked, by=by)
    sent = {**asked, "submitted_on": selectors.today()}
    public_questions.submit(meeting=1, values=sent, by=by)
    forward_plan.add(board=1, values={"heading": "Winter"}, by=by)
    co_options.propose(board=1, values={"kind": "independent", "reasons": "A skill"}, by=by)


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
    """Two funds, one with an entry, a proposal, a formula and a project in the partner's area."""
    from beatwise.web.funds import accounts, ledger_entries
    from beatwise.web.funds.money_imports.importer import MoneyTables
    from beatwise.web.funds.proposals import formulas, projects, proposed_entries
    from beatwise.web.imports import batches

    by = office.account("commissioning")
    for name in ("Safety", "Prevention"):
        accounts.make_fund(values={"name": name}, by=by)
    for year in ("2025/26", "2026/27"):
        values = {"receiver": "Northtown partnership", "area": "Northtown", "year": year}
        accounts.add_line(fund=1, values=values, by=by)
    finance = office.account("finance_officer")
    ledger_entries.enter(
        fund=1, line=None, kind="opening", amount="10", on="2026-01-05", by=finance
    )
    proposed_entries.propose(
        fund=1, kind="allocation", parts=[proposed_entries.Part(1, "5")], on="2026-01-05", by=by
    )
    factor = {"name": "People", "weight": "100", "source": "Census", "values": {"1": "5"}}
    formulas.keep(fund=1, year="2025/26", version=0, amount="5", factors=[factor], by=by)
    projects.add(fund=1, line=1, values={"name": "Club"}, by=by)
    heads = "fund,receiver,area,year,allocated,committed,paid"
    row = "Safety,Northtown partnership,Northtown,2025/26,4,,"
    batch = batches.keep(
        MoneyTables(by.pk), name="m.csv", content=f"{heads}\n{row}\n".encode(), by=by
    )
    return {"money": batch.pk, **_a_budget(office)}


def _a_budget(office) -> dict:
    """A budget year with a line and a proposed precept, published, and a table to import."""
    from beatwise.web.budget import budget_actions
    from beatwise.web.budget.option_import import PreceptOptions
    from beatwise.web.imports import batches

    by = office.account("finance_officer")
    budget_actions.open_year(year="2026/27", by=by)
    line = {"name": "Officers", "part": "force", "planned": "5"}
    budget_actions.keep_row(year=2026, kind="lines", number=None, values=line, by=by)
    step = {"kind": "proposed", "on": "2026-01-30", "rise": "11"}
    budget_actions.take_step(year=2026, values=step, by=by)
    content = {"words": "2026/27"}
    checked = budget_actions.content_id(content)
    by_deputy = office.account("deputy")
    budget_actions.publish(year=2026, content=content, checked=checked, by=by_deputy)
    table = b"record_type,record,value,qualifier,unit,date,source\n"
    batch = batches.keep(PreceptOptions(), name="p.csv", content=table, by=by)
    return {"options": batch.pk}


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
    from django.core.cache import caches

    client = office.client(role)
    wrong = []
    for name, row in ADDRESSES.items():
        caches["near"].clear()  # who asks for every file in a minute would have to wait
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


# What phones and trackers send bears a code or key of its own, which no browser sends by itself.
OF_DEVICES = {"patrol_enrol", "patrol_owntracks", "patrol_overland", "patrol_osmand"}


def test_what_changes_things_needs_the_forms_token(office, world):
    """ASVS 3.5.1: whatever is sent from elsewhere, to whichever address, is refused."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    account = office.account("governance")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/registers/decisions/new/", {"title": "x"})
    assert b"Nothing was saved" in answer.content
    wrong = []
    for name, row in ADDRESSES.items():
        if name in OF_DEVICES:
            continue
        answer = client.post(row["path"].format(**world), {"title": "x"})
        if answer.status_code not in ((401, 405) if row["roles"] == "token" else (403,)):
            wrong.append((name, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("method", ["post", "patch", "put", "delete"])
def test_a_browsers_session_changes_nothing_through_the_api(office, world, method):
    """ASVS 3.5.2: its cookie goes along by itself, so that no address takes it for a token."""
    client = office.client("governance")
    answers = {}
    for name, row in ADDRESSES.items():
        if row["roles"] == "token":
            send = getattr(client, method)
            path = row["path"].format(**world)
            answers[name] = send(path, "{}", content_type="application/json").status_code
    assert set(answers.values()) <= {401, 405}
    assert method not in ("post", "patch") or 401 in answers.values()


def test_asking_for_a_page_changes_no_record(office, world):
    """ASVS 3.5.3: whatever address is asked for by GET, the record is as it was."""
    from django.core.cache import caches

    client = office.client("governance")
    before = _record()
    wrong = []
    for name, row in ADDRESSES.items():
        caches["near"].clear()
        answer = client.get(row["path"].format(**world))
        b"".join(answer) if answer.streaming else answer.content
        after = _record()
        if after != before:
            wrong.append((name, [table for table in after if after[table] != before[table]]))
            before = after
    assert wrong == []


def _record() -> dict[str, str]:
    """Return every sealed table and the history, with their rows."""
    from django.apps import apps

    from beatwise.web.history.models import Change
    from beatwise.web.history.sealing.row_marks import sealed_tables

    models = [Change, *(apps.get_model(label) for label in sealed_tables())]
    return {m._meta.label_lower: repr(list(m._base_manager.order_by("pk").values_list()))
            for m in models}  # fmt: skip


# What is the same for everyone, and holds nothing of a record (14.2.2).
MAY_BE_KEPT = ("/static/", "/patrols/phone/")
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


def _unguarded(answer) -> bool:
    """Whether a browser may frame, sniff or run what is in an answer (ASVS 3.4.3 to 3.4.6)."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = ("frame-ancestors 'none'", "default-src 'none'", "base-uri 'none'")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        return True
    if answer.headers.get("Referrer-Policy") != "same-origin":
        return True
    return not ("sandbox" in policy or all(part in policy for part in wanted))


def test_every_answer_says_what_it_is_and_how_a_browser_may_use_it(office, world):
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
            if _unguarded(answer):
                wrong.append((path, dict(answer.headers)))
            is_kept = "no-store" not in answer.headers.get("Cache-Control", "")
            if is_kept and not path.startswith(MAY_BE_KEPT):
                wrong.append((path, answer.headers.get("Cache-Control")))
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
