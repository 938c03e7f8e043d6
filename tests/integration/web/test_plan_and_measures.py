"""The plan and its measures: loaded, varied, defined and changed; never overwritten."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from beatwise.accountability.measures import as_toml
from beatwise.accountability.measures.measure_words import FIELDS, words_of
from beatwise.accountability.plan.as_toml import load_plan
from beatwise.accountability.plan.change_control import ChangeRequest, in_words
from beatwise.errors import BadInput, Conflict, MissingData, Refused


SET = "plan-2025-29"


@pytest.fixture
def loaded(plan_office):
    """The plan that comes along, with its forty measures."""
    return plan_office


def _words() -> str:
    from beatwise.web.performance import selectors

    return selectors.plan_version().text


def _second(words: str) -> str:
    """Return the plan as its second version reads: one strategy reworded."""
    words = words.replace("number = 1", "number = 2").replace('why = ""', 'why = "a new budget"')
    words = words.replace("valid_from = 2025-04-01", "valid_from = 2026-04-01")
    return words.replace("Keep the force in a sustainable", "Keep the force in a stronger")


def _no_faults() -> list[str]:
    from beatwise.web.performance import integrity

    runs = (integrity.definitions, integrity.observations, integrity.standings)
    return [fault for run in runs for fault in run()]


def test_a_set_that_comes_along_is_loaded_once(loaded):
    """Loading it again changes nothing; every strategy has the measures that name it."""
    from beatwise.web.history import audit
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions

    assert actions.load_shipped(name=SET, by=None) == (0, False)
    assert selectors.plan() == load_plan(SET)
    assert [m.serial for m in selectors.measures().values()] == sorted(
        m.serial for m in selectors.measures().values()
    )
    assert _no_faults() == []
    assert audit.verify()[2] == []


def test_a_plan_is_varied_by_a_new_version_with_a_reason(loaded):
    """The version before stays; what changed stands side by side; each holds from its day."""
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions

    actions.load_plan(text=_second(_words()), by=None)
    assert [v.number for v in selectors.plan_versions()] == [1, 2]
    assert selectors.plan_version(day=dt.date(2026, 3, 31)).number == 1
    assert selectors.plan_version(day=dt.date(2026, 4, 1)).number == 2
    page = loaded.client("commissioner").get("/plan/versions/2/").content.decode()
    assert "a sustainable financial position" in page
    assert "a stronger financial position" in page
    assert "a new budget" in page


@pytest.mark.parametrize(("old", "new", "message"), [
    ("number = 2", "number = 3", "the next is 2"),
    ("valid_from = 2026-04-01", "valid_from = 2025-04-01", "from a later day"),
    ('why = "a new budget"', 'why = ""', "does not say why"),
    ("delivery = ", "delivry = ", "delivery"),
])  # fmt: skip
def test_a_version_at_fault_is_refused_in_words(loaded, old, new, message):
    """A wrong number, an earlier day, no reason, a misspelt field: nothing is kept."""
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions

    words = _second(_words()).replace(old, new)
    with pytest.raises(BadInput, match=message):
        actions.load_plan(text=words, by=None)
    assert len(selectors.plan_versions()) == 1


def test_a_version_that_changes_nothing_is_refused(loaded):
    """A new version says something new."""
    from beatwise.web.performance.definitions import actions

    words = _second(_words()).replace("in a stronger", "in a sustainable")
    with pytest.raises(Conflict, match="changes nothing"):
        actions.load_plan(text=words, by=None)


def test_measures_of_a_dropped_strategy_are_shown_and_not_lost(loaded):
    """A version may drop a strategy; the plan's page names the measures that it leaves over."""
    from beatwise.web.performance.definitions import actions

    first, _, rest = _words().partition("[[mission.strategy]]")
    _, _, kept = rest.partition("[[mission.strategy]]")
    actions.load_plan(text=_second(f"{first}[[mission.strategy]]{kept}"), by=None)
    page = loaded.client("commissioner").get("/plan/").content.decode()
    assert "whose strategy is not in this version" in page
    assert loaded.client("commissioner").get("/plan/strategies/finances/").status_code == 404


def test_the_document_of_a_next_version_waits_for_a_second_person(loaded):
    """The page shows what it would change; whoever puts it forward does not make it a version."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from beatwise.accountability.plan.plan_draft import PUT_FORWARD
    from beatwise.web.performance import selectors
    from beatwise.web.plan.drafts import draft_steps
    from beatwise.web.plan.drafts import selectors as drafts

    client, text = loaded.client("governance"), _second(_words())
    looked = client.post("/plan/load/", {"file": SimpleUploadedFile("p.toml", text.encode())})
    assert "a stronger financial position" in looked.content.decode()
    assert len(selectors.plan_versions()) == 1
    done = client.post("/plan/load/", {"text": text, "do": "commit"})
    assert (done.status_code, done["Location"]) == (302, "/plan/draft/")
    assert len(selectors.plan_versions()) == 1
    assert "a stronger financial position" in client.get("/plan/draft/").content.decode()
    row = drafts.draft()
    assert (row.state, row.why, row.valid_from) == (
        PUT_FORWARD,
        "a new budget",
        dt.date(2026, 4, 1),
    )
    draft_steps.approve(
        number=row.pk, version=row.version, by=loaded.account("commissioner"), stepped_up=True
    )
    assert selectors.plan_version(day=dt.date(2026, 4, 1)).number == 2
    assert selectors.plan_versions()[-1].why == "a new budget"
    wrong = client.post("/plan/load/", {"file": SimpleUploadedFile("p.toml", b"\xff\xfe")})
    assert b"is not a text file" in wrong.content


def test_a_measure_that_is_there_is_not_defined_over(loaded):
    """Other words for the same id are refused: a definition changes by an approved request."""
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions

    held = as_toml.write(selectors.measure("robbery"))
    assert actions.define(texts=[held], by=None) == []
    with pytest.raises(Conflict, match="is there already"):
        actions.define(texts=[held.replace("Robbery", "Robberies", 1)], by=None)


@pytest.mark.parametrize(("old", "new", "message"), [
    ('id = "robbery"', 'id = "exceptions"', "cannot be called"),
    ('id = "robbery"', 'id = "robbery-two"', "have the same number"),
    ('id = "robbery"\nversion = 1', 'id = "other"\nversion = 2', "is version 2"),
    ('title = "', f'title = "{"x" * 200}', "too long"),
])  # fmt: skip
def test_a_new_measure_at_fault_is_refused(loaded, old, new, message):
    """A reserved name, a number that is taken, a later version, a title too long."""
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions

    held = as_toml.write(selectors.measure("robbery")).replace(old, new)
    if "too long" in message:
        held = held.replace('id = "robbery"', 'id = "longer"')
    with pytest.raises(BadInput, match=message):
        actions.define(texts=[held], by=None)


def test_a_new_measure_comes_in_by_its_document(loaded):
    """The page takes documents, and the measure is on its list at once."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from beatwise.web.performance import selectors

    held = as_toml.write(selectors.measure("robbery"))
    words = held.replace('id = "robbery"', 'id = "own-measure"').replace("serial = 66\n", "")
    client = loaded.client("performance")
    done = client.post("/measures/new/", {"files": SimpleUploadedFile("m.toml", words.encode())})
    assert done.status_code == 302, done.content.decode()
    assert done["Location"] == "/measures/own-measure/"
    assert client.get("/measures/own-measure/").status_code == 200
    bad = client.post("/measures/new/", {"files": SimpleUploadedFile("m.toml", b"id = ")})
    assert b"this is not toml" in bad.content.lower()


def test_a_definition_changes_only_by_an_approved_request(loaded):
    """The next version holds from its day on, and stands beside the one before."""
    from beatwise.web.history import audit
    from beatwise.web.performance import selectors
    from beatwise.web.registry import registry

    kind, by = registry.changeable["measure"], loaded.account("governance")
    wanted = kind.read("robbery", "expectation", "at most 0.5")
    request = ChangeRequest("robbery", (("expectation", wanted),), "the board wants a number",
                            "performance", dt.date(2026, 10, 1))  # fmt: skip
    with audit.changing(), pytest.raises(BadInput, match="not approved"):
        kind.apply(request, valid_from=dt.date(2027, 4, 1), by=by)
    approved = replace(request, state="approved")
    with audit.changing():
        kind.apply(approved, valid_from=dt.date(2027, 4, 1), by=by)
    assert kind.now(by, "robbery").version == 2
    other = replace(approved, after=(("note", "counted anew"),))
    with audit.changing():
        kind.apply(other, valid_from=dt.date(2027, 4, 1), by=by)
    assert kind.now(by, "robbery").valid_from == dt.date(2027, 4, 2)
    assert selectors.measure("robbery", dt.date(2027, 3, 31)).version == 1
    assert selectors.measure("robbery", dt.date(2027, 4, 1)).expectation.target == Decimal("0.5")
    page = loaded.client("commissioner").get("/measures/robbery/definition/2/").content.decode()
    assert "Decrease" in page
    assert "at most 0.5" in page
    assert "the board wants a number" in page
    assert _no_faults() == []


def test_every_field_of_a_definition_reads_back_from_its_own_words(loaded):
    """What a request shows of a field is what it would take."""
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions.changeable_measure import MeasureDefinition

    kind = MeasureDefinition()
    for measure in selectors.measures().values():
        for field in FIELDS:
            for words in (words_of(measure, field), in_words(getattr(measure, field))):
                held = kind.read(measure.id, field, words)
                assert held == getattr(measure, field) or not (held or words_of(measure, field)), (
                    measure.id, field, words)  # fmt: skip


@pytest.mark.parametrize(("words", "period"), [
    ("4 (September 2025)", "2025-09"), ("4 (April 2025 to May 2025)", "2025-04:2025-05"),
    ("4 (31 March 2025)", "2025-03-31"), ("4 (2024/25 Q3)", "2024-10:2024-12"),
    ("4 (period not stated)", ""), ("4", ""), ("£1,200 (2025-04:2025-05)", "2025-04:2025-05"),
])  # fmt: skip
def test_a_baseline_is_read_as_pages_and_files_write_it(words, period):
    """Whatever stands on the page can be typed into the request."""
    from beatwise.web.performance.definitions.changeable_measure import MeasureDefinition

    assert str(MeasureDefinition().read("x", "baseline", words).period) == period


@pytest.mark.parametrize(("field", "words"), [
    ("expectation", "go up a bit"), ("baseline", "many"), ("tolerance", "five"), ("owner", "Bob"),
    ("frequency", "daily"), ("serial", "-3"), ("unit", "furlongs"), ("title", ""), ("colour", "x"),
])  # fmt: skip
def test_words_that_are_no_value_are_refused_with_a_next_step(loaded, field, words):
    """Each field says how it is written."""
    from beatwise.web.performance.definitions.changeable_measure import MeasureDefinition

    with pytest.raises(BadInput) as caught:
        MeasureDefinition().read("robbery", field, words)
    assert caught.value.next_step


def test_only_who_may_defines(loaded):
    """The rule stands in the action, not only at the page's door."""
    from beatwise.web.performance.definitions import actions

    with pytest.raises(Refused, match="takes a second person"):
        actions.load_plan(text=_second(_words()), by=loaded.account("governance"))
    for role in ("commissioner", "partner", "force_liaison"):
        with pytest.raises(Refused):
            actions.load_plan(text=_second(_words()), by=loaded.account(role))
        with pytest.raises(Refused):
            actions.define(texts=[], by=loaded.account(role))


def test_what_is_not_there_says_so(loaded):
    """An unknown measure, version, strategy or area is a page that says what to do next."""
    from beatwise.web.performance import selectors

    with pytest.raises(MissingData, match="no measure 'nothing'"):
        selectors.measure("nothing")
    client = loaded.client("commissioner")
    for path in ("/measures/nothing/", "/measures/robbery/definition/9/", "/plan/versions/9/",
                 "/plan/strategies/nothing/", "/measures/robbery/?area=Atlantis-is-empty",
                 "/measures/robbery/peers.svg", "/measures/robbery/chart.svg"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 404, path


def test_an_empty_office_says_what_to_do_first(office):
    """Plan, measures and exceptions each lead to loading the plan, for who may."""
    for path in ("/plan/", "/measures/", "/measures/exceptions/"):
        page = office.client("performance").get(path).content
        assert b"/plan/load/" in page, path
        assert b"/plan/load/" not in office.client("commissioner").get(path).content
    done = office.client("performance").post("/plan/load/", {"name": SET})
    assert done.status_code == 302
    assert b"Police and Crime Plan 2025-29" in office.client("commissioner").get("/plan/").content


NEW_MEASURE = {
    "title": "Night-time offences", "definition": "Recorded between 6 pm and 6 am.",
    "strategy": "finances", "level": "headline", "unit": "count", "frequency": "quarterly",
    "source": "Force", "owner": "performance", "disclosure": "none", "expectation": "reduce",
    "valid_from": "2026-04-01",
}  # fmt: skip


def test_a_measure_is_defined_in_a_form_after_a_look(loaded):
    """Nothing is saved before the page that shows it; the id is made from the title."""
    from beatwise.web.performance import selectors

    client = loaded.client("performance")
    page = client.get("/measures/new/?strategy=finances").content.decode()
    assert '<option value="finances" selected>' in page
    check = client.post("/measures/new/", NEW_MEASURE).content.decode()
    for words in ("Check before you save", "Night-time offences", "Financial Sustainability"):
        assert words in check
    assert "night-time-offences" not in selectors.measures()
    done = client.post("/measures/new/", {**NEW_MEASURE, "checked": "yes"})
    assert done["Location"] == "/measures/night-time-offences/"
    assert selectors.measure("night-time-offences").valid_from == dt.date(2026, 4, 1)
    again = client.post("/measures/new/", {**NEW_MEASURE, "checked": "yes"})
    assert again["Location"] == "/measures/night-time-offences-2/"
    back = client.post("/measures/new/", {**NEW_MEASURE, "checked": "change"}).content.decode()
    assert 'value="Night-time offences"' in back


@pytest.mark.parametrize(("change", "field", "words"), [
    ({"baseline": "many"}, "baseline", "is not a number"), ({"unit": ""}, "unit", "Choose one"),
    ({"valid_from": "soon"}, "valid_from", "is not a day"),
    ({"serial": "66.5"}, "serial", "not a whole number"),
])  # fmt: skip
def test_a_fault_of_a_new_measure_stands_at_its_field(loaded, change, field, words):
    """And what was typed is still there."""
    page = loaded.client("performance").post("/measures/new/", {**NEW_MEASURE, **change})
    error = page.content.decode().partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert words in error
    assert "Night-time offences" in page.content.decode()
