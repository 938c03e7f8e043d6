"""The plan written in forms: a draft, its steps up to a version in force, and refusals."""

from __future__ import annotations

import pytest


PLAN = {
    "title": "Police and Crime Plan 2026-30",
    "first": "2026-04-01",
    "last": "2030-03-31",
    "body": "Police and Crime Commissioner for Millshire",
    "body_kind": "police and crime commissioner",
    "area": "Millshire",
}
TERM = {"title": "Commissioner", "first": "2024-05-09", "last": ""}
STRATEGY = {
    "part_of": "safer-streets",
    "title": "Calm town centres",
    "success": "People feel safe in town after dark.",
    "delivery": "Foot patrols where harm gathers.",
    "how_known": "Recorded offences and a yearly survey.",
    "owner": "performance",
}
MEASURE = {
    "part_of": "calm-town-centres",
    "title": "Night-time offences",
    "definition": "Offences recorded in town centres between 6 pm and 6 am.",
    "unit": "count",
    "level": "headline",
    "frequency": "quarterly",
    "source": "Force performance team",
    "owner": "performance",
    "disclosure": "none",
    "expectation": "reduce",
    "baseline": "412 (2025/26)",
}
ACTION = {
    "part_of": "calm-town-centres",
    "title": "Agree the patrol plan with the force",
    "owner": "performance",
    "due": "2027-09-30",
}


def write_plan(client) -> None:
    """Write a first plan in forms, as a policy officer would."""
    assert client.post("/plan/draft/start/")["Location"] == "/plan/draft/"
    for kind, fields in (
        ("plan", PLAN), ("term", TERM), ("mission", {"title": "Safer streets"}),
        ("strategy", STRATEGY), ("measure", MEASURE), ("action", ACTION),
        ("outcome", {"part_of": "calm-town-centres", "title": "Fewer victims",
                     "measure": "Night-time offences"}),
    ):  # fmt: skip
        added = client.post(f"/plan/draft/add/{kind}/", fields)
        assert added.status_code == 302, added.content.decode()


def step(client, name: str, **fields: str):
    """Take a step of the draft as its page stands now."""
    from beatwise.web.plan.drafts import selectors

    seen = selectors.draft().version
    return client.post(f"/plan/draft/steps/{name}/", {"version": seen, **fields})


@pytest.fixture
def in_force(office):
    """An office whose plan was written in forms and approved."""
    client = office.client("performance")
    write_plan(client)
    assert step(client, "put-forward", valid_from="2026-04-01").status_code == 302
    assert step(office.client("commissioner"), "approve").status_code == 302
    return office


def test_a_plan_is_written_in_forms_approved_and_shown(in_force):
    """From an empty office to version 1, its measure and its action, without a document."""
    from beatwise.web.history import audit
    from beatwise.web.performance import selectors
    from beatwise.web.registry import registry

    in_force.account("governance")
    reader = in_force.client("deputy")
    page = reader.get("/plan/").content.decode()
    for words in ("Police and Crime Plan 2026-30", "Safer streets", "Calm town centres"):
        assert words in page
    page = reader.get("/plan/strategies/calm-town-centres/").content.decode()
    for words in ("Night-time offences", "Agree the patrol plan", "Outcome: Fewer victims"):
        assert words in page
    assert selectors.plan_version().number == 1
    assert selectors.measure("night-time-offences").baseline.value == 412
    assert [fault for name in registry.checks for fault in registry.checks[name]()] == []
    assert audit.verify()[2] == []


def test_an_empty_plan_page_says_what_to_do_first(office):
    """Who writes the plan is shown three ways to begin; who reads it, who writes it."""
    page = office.client("performance").get("/plan/").content.decode()
    for words in ("Begin a draft", "/plan/table/import/", "/plan/load/"):
        assert words in page
    reader = office.client("commissioner").get("/plan/").content.decode()
    assert "The performance officer writes it." in reader
    assert "Begin a draft" not in reader


def test_the_first_step_of_an_empty_office_asks_nobody_for_a_document(office):
    """A set that comes along, then forms and the spreadsheet, and only then a document."""
    page = office.client("governance").get("/plan/load/").content.decode()
    ways = ("Load the set", ">Write it in forms, or fill in a spreadsheet<", "TOML document")
    assert all(way in page for way in ways)
    assert sorted(ways, key=page.index) == list(ways)
    assert "Begin a draft" in office.client("governance").get("/plan/").content.decode()


def test_a_draft_says_what_it_lacks_and_waits(office):
    """Without body, term and strategy it cannot be put forward, and the page says why."""
    client = office.client("performance")
    client.post("/plan/draft/start/")
    page = client.get("/plan/draft/").content.decode()
    assert "no title, dates and body yet" in page
    assert "waits for what the draft still lacks" in page
    assert step(client, "put-forward", valid_from="2026-04-01").status_code == 409
    client.post("/plan/draft/add/plan/", PLAN)
    client.post("/plan/draft/add/mission/", {"title": "Safer streets"})
    page = client.get("/plan/draft/").content.decode()
    assert "The mission safer-streets has no strategies." in page
    assert "obody held office" in page


@pytest.mark.parametrize(("kind", "fields", "field", "words"), [
    ("plan", PLAN | {"last": "2026-03-31"}, "last", "the last day is before the first"),
    ("term", TERM | {"first": "soon"}, "first", "is not a day"),
    ("strategy", STRATEGY | {"owner": "J. Smith"}, "owner", "not one of the available choices"),
    ("strategy", STRATEGY | {"success": ""}, "success", "fill this in"),
    ("measure", MEASURE | {"baseline": "many"}, "baseline", "is not a number"),
    ("measure", MEASURE | {"expectation": "a bit better"}, "expectation", "can be rated"),
    ("outcome", {"part_of": "calm-town-centres", "title": "Less", "measure": "Nobody"}, "measure",
     "there is no measure"),
])  # fmt: skip
def test_a_fault_stands_at_its_field(office, kind, fields, field, words):
    """What cannot be read is said beside the field, and what was typed is still there."""
    client = office.client("performance")
    client.post("/plan/draft/start/")
    client.post("/plan/draft/add/mission/", {"title": "Safer streets"})
    client.post("/plan/draft/add/strategy/", STRATEGY)
    page = client.post(f"/plan/draft/add/{kind}/", fields).content.decode()
    error = page.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert words.lower() in error.lower().replace("&#x27;", "'"), page
    assert fields["title"] in page


def test_a_change_shows_theirs_and_mine(office):
    """Two people change one strategy: the second chooses, and nothing typed is lost."""
    client, other = office.client("performance"), office.client("governance")
    write_plan(client)
    key = next(_keys("strategy"))
    address, mine = f"/plan/draft/rows/{key}/", STRATEGY | {"success": "Calm nights."}
    assert "People feel safe" in client.get(address).content.decode()
    theirs = STRATEGY | {"success": "Quiet nights.", "version": "1"}
    assert other.post(address, theirs).status_code == 302
    page = client.post(address, mine | {"version": "1"}).content.decode()
    assert "Quiet nights." in page
    assert "Calm nights." in page
    assert 'name="pick-success"' in page
    chosen = mine | {
        "version": "2", "theirs-success": "Quiet nights.", "older": "1", "pick-success": "both",
    }  # fmt: skip
    assert client.post(address, chosen).status_code == 302
    page = client.get("/plan/draft/").content.decode()
    assert "Quiet nights.\n\nCalm nights." in page


def _keys(kind: str):
    from beatwise.web.plan.drafts import selectors

    return (row["key"] for row in selectors.draft().rows if row["cells"]["kind"] == kind)


def test_rows_are_put_into_another_order_and_withdrawn_with_what_hangs_on_them(office):
    """Missions move up and down; a withdrawn strategy takes its measures along, after a page."""
    client = office.client("performance")
    write_plan(client)
    client.post("/plan/draft/add/mission/", {"title": "Fewer victims of fraud"})
    one, two = _keys("mission")
    client.post(f"/plan/draft/rows/{two}/move/", {"do": "up"})
    assert list(_keys("mission")) == [two, one]
    client.post(f"/plan/draft/rows/{two}/move/", {"do": "up"})
    assert list(_keys("mission")) == [two, one]
    strategy = next(_keys("strategy"))
    page = client.get(f"/plan/draft/rows/{strategy}/withdraw/").content.decode()
    assert "Measure: Night-time offences" in page
    client.post(f"/plan/draft/rows/{strategy}/withdraw/")
    assert not [*_keys("strategy"), *_keys("measure"), *_keys("action")]
    gone = client.get(f"/plan/draft/rows/{strategy}/")
    assert gone.status_code == 404
    assert "somebody has taken it out" in gone.content.decode()


def test_a_version_is_varied_compared_and_its_draft_closed(in_force):
    """The next version says what it changes before and after; the page compares any two."""
    from beatwise.web.performance import selectors

    client = in_force.client("performance")
    client.post("/plan/draft/start/")
    key = next(_keys("mission"))
    client.post(f"/plan/draft/rows/{key}/", {"title": "Safer towns", "version": "1"})
    page = client.get("/plan/draft/").content.decode()
    assert "What it changes" in page
    assert "Safer towns" in page
    today = selectors.today().isoformat()
    refused = step(client, "put-forward", valid_from=today, why="").content.decode()
    assert "required" in refused.lower()
    assert step(client, "put-forward", valid_from=today, why="A better word").status_code == 302
    approver = in_force.client("commissioner")
    assert "Safer towns" in approver.get("/plan/draft/steps/approve/").content.decode()
    assert step(approver, "approve")["Location"] == "/plan/versions/2/"
    page = approver.get("/plan/versions/2/").content.decode()
    for words in ("Safer streets", "Safer towns", "A better word", "Commissioner"):
        assert words in page
    page = approver.get("/plan/versions/1/?with=2").content.decode()
    assert "What version 2 changed of it" in page
    assert page.index("Safer streets") < page.rindex("Safer towns")
    assert client.get("/plan/draft/").status_code == 404
    assert selectors.measure("night-time-offences").version == 1


def test_approval_needs_another_person_proof_and_the_permission(office):
    """The officer may not approve; the commissioner proves who they are first; a deputy may not."""
    client = office.client("performance")
    write_plan(client)
    step(client, "put-forward", valid_from="2026-04-01")
    assert step(client, "approve").status_code == 403
    assert step(office.client("deputy"), "approve").status_code == 403
    unproved = step(office.client("commissioner", proved=False), "approve")
    assert unproved.status_code == 302
    assert unproved["Location"].startswith("/sign-in/")
    page = client.get("/plan/draft/").content.decode()
    assert "waits for commissioner" in page
    assert client.post("/plan/draft/add/mission/", {"title": "Late"}).status_code == 409


def test_what_was_put_forward_waits_on_home_and_may_be_sent_back(office):
    """The commissioner finds it on Home; sent back, the officer finds it with the reason."""
    client, approver = office.client("performance"), office.client("commissioner")
    write_plan(client)
    step(client, "put-forward", valid_from="2026-04-01")
    assert "The draft of the plan" in approver.get("/").content.decode()
    assert step(approver, "send-back", why="Say more on rural crime.").status_code == 302
    assert "which was sent back" in client.get("/").content.decode()
    assert "Say more on rural crime." in client.get("/plan/draft/").content.decode()
    assert step(client, "put-forward", valid_from="2026-04-01").status_code == 302
    assert step(client, "take-back").status_code == 302
    assert step(client, "withdraw", why="Begun too early.")["Location"] == "/plan/"
    assert client.get("/plan/draft/").status_code == 404


def test_a_draft_that_the_plan_overtook_is_not_approved(in_force):
    """A version loaded from a document meanwhile stands: the draft is not put over it."""
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions

    client = in_force.client("performance")
    client.post("/plan/draft/start/")
    text = selectors.plan_version().text.replace("number = 1", "number = 2")
    text = text.replace("valid_from = 2026-04-01", "valid_from = 2026-05-01")
    text = text.replace('why = ""', 'why = "a new title"').replace("Safer streets", "Safer")
    actions.load_plan(text=text, by=None)
    key = next(_keys("mission"))
    client.post(f"/plan/draft/rows/{key}/", {"title": "Rural crime", "version": "1"})
    late = step(client, "put-forward", valid_from="2026-06-01", why="Rural crime")
    assert late.status_code == 409
    assert "was varied since this draft was begun" in late.content.decode()
    assert len(selectors.plan_versions()) == 2


def test_a_strategy_with_measures_is_not_dropped_unseen(in_force):
    """Withdrawing it, and the draft without it, say what is left over."""
    client = in_force.client("performance")
    client.post("/plan/draft/start/")
    key = next(_keys("strategy"))
    words = "1 measure and 1 open action belong to it and would be left over"
    assert words in client.get(f"/plan/draft/rows/{key}/withdraw/").content.decode()
    client.post(f"/plan/draft/rows/{key}/withdraw/")
    assert words in client.get("/plan/draft/").content.decode()
