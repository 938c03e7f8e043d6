"""A definition that keeps records confidential names nobody who may not read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.accountability.registers.aggregates_world import STOPS
from tests.unit.accountability.registers.confidential_world import COMPLAINTS

from beatwise import data
from beatwise.accountability.registers import record_keeping
from beatwise.accountability.registers.read_toml import check_links, definition, read
from beatwise.accountability.roles import Reader, table
from beatwise.errors import BadInput


READERS = {"monitoring_officer", "panel_secretary", "panel_chair", "panel_subcommittee"}


def _faults(was: str, now: str) -> str:
    assert was in COMPLAINTS
    with pytest.raises(BadInput) as caught:
        read(COMPLAINTS.replace(was, now), "own_complaints.toml")
    return str(caught.value)


@pytest.mark.parametrize("role", list(table()))
def test_a_confidential_register_is_open_to_the_named_roles_only(role):
    """Every role of the table: those named see all of it, and others nothing."""
    register, person = read(COMPLAINTS, "c.toml"), Reader(1, role, "")
    named = role in READERS
    assert register.reads(person) == named
    assert register.sees_all(person) == named
    assert register.opens_closed(person) == named
    assert register.writes(person) == (role in ("monitoring_officer", "panel_secretary"))


@pytest.mark.parametrize("role", list(table()))
def test_a_register_with_a_mark_stays_open_to_its_readers(role):
    """Its readers read it, and only the named roles its marked records."""
    words = COMPLAINTS.replace("readers = []", 'readers = ["governance", "panel_reader"]')
    register = read('closed_by = "withheld"\n' + words, "c.toml")
    person = Reader(1, role, "")
    assert register.reads(person) == (role in READERS | {"governance", "panel_reader"})
    assert register.opens_closed(person) == (role in READERS)
    assert register.sees_all(person) == (role in READERS | {"governance"})


@pytest.mark.parametrize(("was", "now", "message"), [
    ("readers = []", 'readers = ["governance"]', "'governance' is not among those that read it"),
    ('writers = ["panel_secretary"]', 'writers = ["deputy"]', "'deputy' is not among those"),
    ('roles = ["monitoring_officer"]', 'roles = ["performance"]', "'performance' is not among"),
    ('"panel_subcommittee"]', '"king"]', "no role 'king'"),
    ('"panel_subcommittee"]', '"panel_member"]', "'panel_member' reads nothing confidential"),
    ('label = "Issue"', 'label = "Issue", public = true', "'issue' is confidential, and cannot be"),
    ('title = "Sifted"', 'title = "Sifted", public = true', "'sifted' is confidential, and cannot"),
    ("readers = []", 'readers = []\nclosed_by = "issue"', "no yes or no 'issue'"),
])  # fmt: skip
def test_what_would_let_it_out_is_refused_at_its_line(was, now, message):
    """Roles outside, public fields and states, and a mark that is no yes or no."""
    words = _faults(was, now)
    assert message in words
    assert "own_complaints.toml" in words
    assert "line" in words


def test_a_mark_that_closes_records_to_nobody_is_refused():
    """``closed_by`` needs ``confidential_to``."""
    at = COMPLAINTS.index("confidential_to")
    line = COMPLAINTS[at : COMPLAINTS.index("\n", at)]
    assert "closes records to nobody" in _faults(line, 'closed_by = "withheld"')


def test_what_a_published_record_is_called_by_is_public():
    """Others would read it as the title of the record; a definition in use before may stay."""
    words = data.text("registers", "decisions.toml")
    heading = definition("decisions").heading
    of_field = f'name = "{heading}"\n'
    at = words.index(of_field)
    hidden = words[:at] + words[at:].replace("public = true\n", "", 1)
    with pytest.raises(BadInput, match=f"called by '{heading}', which is not public"):
        read(hidden, "next.toml")
    assert read(hidden, "next.toml", earlier=True).heading == heading


@pytest.mark.parametrize(("changes", "key"), [
    ({"confidential_to": (*sorted(READERS), "panel_member")}, "confidential_to"),
    ({"closed_by": "issue"}, "closed_by"), ({"readers": ("governance",)}, "readers"),
    ({"closed_by": "withheld", "confidential_to": ()}, "closed_by"),
])  # fmt: skip
def test_what_is_wrong_with_secrecy_stands_at_the_top(changes, key):
    """In no table of the definition, and at the key that lets it out."""
    register = replace(read(COMPLAINTS, "c.toml"), **changes)
    assert [fault[1:] for fault in record_keeping.secrecy_faults(register)] == [("", 0, key)]


def test_a_confidential_register_may_link_to_an_open_one():
    """Nobody learns there what they may not read."""
    complaints, stops = read(COMPLAINTS, "c.toml"), read(STOPS, "s.toml")
    assert not record_keeping.leaks(complaints, stops)
    assert record_keeping.leaks(stops, complaints)


def test_a_register_that_becomes_confidential_is_open_to_nobody_more():
    """Whoever reads it then could read it before."""
    closed = read(COMPLAINTS, "c.toml")
    assert record_keeping.widened(replace(closed, confidential_to=()), closed) == ()


def test_an_open_register_does_not_link_to_a_confidential_one():
    """A number would show that the other record is there; the other way round is right."""
    complaints = read(COMPLAINTS, "c.toml")
    link = '{ name = "about", label = "About", kind = "link", to = "own_complaints" },'
    at_fields = COMPLAINTS.replace("fields = [", f"fields = [ {link}", 1)
    open_one = at_fields.replace('slug = "own_complaints"', 'slug = "own_letters"')
    kept = read(open_one, "l.toml")
    check_links([complaints, kept])
    with pytest.raises(BadInput, match="is confidential: link from there to here"):
        check_links([complaints, replace(kept, confidential_to=())])
    wider = replace(kept, confidential_to=(*kept.confidential_to, "governance"))
    with pytest.raises(BadInput, match="is confidential"):
        check_links([complaints, wider])


def test_who_would_newly_read_is_named():
    """A next version that adds a role, drops the rule or moves the mark is wider."""
    before = read(COMPLAINTS, "c.toml")
    assert record_keeping.widened(before, before) == ()
    assert record_keeping.widened(before, replace(before, confidential_to=("panel_chair",))) == ()
    wider = replace(before, confidential_to=(*before.confidential_to, "governance"))
    assert record_keeping.widened(before, wider) == ("governance",)
    assert "commissioner" in record_keeping.widened(before, replace(before, confidential_to=()))
    marked = replace(before, closed_by="withheld")
    assert "governance" in record_keeping.widened(before, marked)
    moved = replace(marked, closed_by="other")
    assert "governance" in record_keeping.widened(marked, moved)
    assert record_keeping.widened(marked, marked) == ()


RETENTION = """
[retention]
event = "state:closed"
months = 24
keeps = ["received_on"]
holds = "withheld"
"""
LETTERS = COMPLAINTS + RETENTION
CLOSED = [["received", "2024-01-01"], ["sifted", "2024-01-05"], ["closed", "2024-02-29"]]


def _standing(values, moves, today, words=LETTERS):
    term = record_keeping.term(read(words, "l.toml"), values, moves, dt.date.fromisoformat(today))
    return term and (term.until.isoformat(), str(term.standing))


@pytest.mark.parametrize(("values", "moves", "today", "standing"), [
    ({}, CLOSED, "2026-02-28", ("2026-02-28", "kept")),
    ({}, CLOSED, "2026-03-01", ("2026-02-28", "to be erased")),
    ({"withheld": True}, CLOSED, "2026-03-01", ("2026-02-28", "on hold")),
    ({"withheld": False}, CLOSED, "2026-03-01", ("2026-02-28", "to be erased")),
    ({}, CLOSED[:2], "2036-03-01", None),
    ({}, [], "2036-03-01", None),
])  # fmt: skip
def test_how_a_record_stands_to_its_retention(values, moves, today, standing):
    """Its last day is still within; a hold keeps it; without the event nothing is ever over."""
    assert _standing(values, moves, today) == standing


def test_an_old_record_that_is_still_open_is_kept():
    """A date long ago does not erase what somebody still works on."""
    words = LETTERS.replace("state:closed", "field:received_on")
    old = {"received_on": "2010-01-31"}
    assert _standing(old, CLOSED[:1], "2026-01-01", words) == ("2012-01-31", "still open")
    assert _standing(old, CLOSED, "2026-01-01", words) == ("2012-01-31", "to be erased")
    assert _standing({"received_on": None}, CLOSED, "2026-01-01", words) is None


LOST = ' }, { name = "lost", title = "Lost", final = true'


@pytest.mark.parametrize(("was", "now", "message"), [
    ("state:closed", "state:gone", "retention: no event 'state:gone'"),
    ('title = "Closed", final = true', 'title = "Closed"', "no state is final"),
    ("state:closed", "field:issue", "retention: no date 'issue'"),
    ('title = "Closed", final = true', f'title = "Closed", final = true{LOST}',
     "that end as “Lost” would never be erased"),
    ("months = 24", "months = 0", "kept for a month at least"),
    ("months = 24", "months = 1300", "'months'"),
    ('"received_on"]\nholds', '"gone"]\nholds', "no field 'gone'"),
    ('holds = "withheld"', 'holds = "issue"', "no yes or no 'issue'"),
    ('holds = "withheld"', 'hold = "withheld"', "'hold' is not a field here"),
])  # fmt: skip
def test_a_rule_that_cannot_be_is_refused(was, now, message):
    """Events, lengths, fields and marks that there are not, each at its line."""
    assert was in LETTERS
    with pytest.raises(BadInput) as caught:
        read(LETTERS.replace(was, now), "l.toml")
    assert message in str(caught.value)
    assert "[retention]" in str(caught.value)


def test_a_month_is_the_shortest_time_that_content_is_kept():
    """It is a month at least, and may be one."""
    assert read(LETTERS.replace("months = 24", "months = 1"), "l.toml").retention.months == 1


def test_a_rule_from_a_date_is_told_with_the_label_of_its_field():
    """And one from a state with the state's title."""
    words = LETTERS.replace("state:closed", "field:received_on")
    assert "24 months after “Received on”" in record_keeping.retention_words(read(words, "l.toml"))


def test_what_goes_is_all_but_what_the_rule_keeps():
    """Names of what goes, and the rule as a sentence."""
    register = read(LETTERS, "l.toml")
    assert [f.name for f in record_keeping.erased_fields(register)] == ["issue", "withheld"]
    words = record_keeping.retention_words(register)
    assert words == (
        "What a record holds is erased 24 months after “Closed”, once its state is final; of its "
        "fields these stay: Received on. Not while “Withheld” says yes."
    )
    assert record_keeping.retention_words(read(COMPLAINTS, "c.toml")) == ""


@pytest.mark.parametrize(("was", "now", "message"), [
    ('period = "month"', 'period = "place"', "no date 'place'"),
    ('place = "place"', 'place = "men"', "no text, area or choice 'men'"),
    ('counts = ["men",', 'counts = ["share",', "no number 'share'"),
    ('"people = men + women"', '"people = men + gone"', "'gone' is none of the counts"),
    ('"people = men + women"', '"people"', "'people' is not a sum"),
    ('"governance", "performance"]', '"governance", "king"]', "no role 'king'"),
    ('exact_to = ["governance", ', "exact_to = [", "'governance' works with the counts"),
    ('whole = "Whole area"', "threshold = 3", "'threshold'"),
    ('label = "Share", kind = "number",', 'label = "S", kind = "number", public = true,',
     "what is worked out from counts passes no gate"),
    ('heading = "place"', 'heading = "men"', "a count cannot stand for its record"),
    ("fields = [", 'fields = [{ name = "note", label = "Note", kind = "long" },', "takes no long"),
    ('"men", label = "Men"', '"men", special = true, label = "Men"', "is never public"),
])  # fmt: skip
def test_a_row_that_could_be_about_a_person_is_refused(was, now, message):
    """Fields, sums, roles, thresholds: each fault at its line."""
    read(STOPS, "s.toml")
    assert was in STOPS
    with pytest.raises(BadInput) as caught:
        read(STOPS.replace(was, now, 1), "s.toml")
    assert message in str(caught.value)
    assert "line" in str(caught.value)


def test_what_is_wrong_with_counts_stands_where_it_is_mended():
    """In the table of aggregates, at the top, or at the step that one takes who sees no counts."""
    register = read(STOPS, "s.toml")
    rule = register.aggregates

    def places(**changes):
        return [f[1:] for f in record_keeping.aggregate_faults(replace(register, **changes))]

    assert places() == []
    assert places(aggregates=replace(rule, period="place")) == [("aggregates", 0, "period")]
    assert places(heading="men") == [("", 0, "heading")]
    assert places(aggregates=replace(rule, exact_to=("performance",))) == [
        ("", 0, "owner"), ("transitions", 0, "roles"),
    ]  # fmt: skip


@pytest.mark.parametrize("public", [True, False])
def test_a_special_category_is_never_public_and_never_of_a_person(public):
    """In an open register it is refused, public or not; in a confidential one it may stand."""
    mark = f"special = true, public = {str(public).lower()}, "
    words = COMPLAINTS.replace('name = "issue", ', f'name = "issue", {mark}')
    at = COMPLAINTS.index("confidential_to")
    line = COMPLAINTS[at : COMPLAINTS.index("\n", at) + 1]
    with pytest.raises(BadInput, match="is never public" if public else "needs .aggregates"):
        read(words.replace(line, ""), "c.toml")
    if not public:
        assert read(words, "c.toml").by_name["issue"].special


def test_a_column_of_lines_can_be_of_a_special_category():
    """A table within a record says so by its columns."""
    lines = (
        '{ name = "cases", label = "Cases", kind = "lines", public = true, columns = '
        '[{ name = "faith", label = "Faith", kind = "text", special = true }] },'
    )
    words = COMPLAINTS.replace("fields = [", f"fields = [ {lines}", 1)
    with pytest.raises(BadInput, match="field cases: a special category is never public"):
        read(words, "c.toml")


def test_a_public_table_of_ordinary_columns_is_not_special():
    """Only a column that is of a special category makes its table one."""
    field = read(COMPLAINTS, "c.toml").fields[0]
    lines = replace(field, name="cases", kind="lines", public=True, columns=(field,))
    open_one = replace(read(COMPLAINTS, "c.toml"), confidential_to=(), fields=(lines,))
    assert list(record_keeping.aggregate_faults(open_one)) == []


@pytest.mark.parametrize("role", list(table()))
def test_only_the_named_roles_see_counts_as_they_are(role):
    """Everybody else who reads sees what is published, whatever else they see of the office."""
    register, person = read(STOPS, "s.toml"), Reader(1, role, "Northtown")
    assert register.sees_exact(person) == (role in ("governance", "performance"))
    assert register.sees_all(person) == (role in ("governance", "performance"))
    if not register.sees_all(person):
        assert all(field.public for field in register.seen_fields(person))
