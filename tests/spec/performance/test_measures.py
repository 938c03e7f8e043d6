"""Measures are documents.

A measure is a small file that a person can read: what is counted, in which unit, which way is
better, who answers, and what it is compared with. A file that says something twice, nothing where
something is needed, or a word nobody knows, is refused.
"""

from __future__ import annotations

import pytest

from beatwise.accountability.measures.as_toml import parse, write
from beatwise.accountability.measures.expectation import Kind
from beatwise.accountability.measures.measure_set import load_set, parse_set, sets
from beatwise.errors import BadInput, MissingData


TEXT = """
format = 1
id = "shoplifting"
version = 2
valid_from = 2025-04-01
title = "Shoplifting"
definition = "Recorded shoplifting offences per 1,000 people."
strategy = "business-crime"
level = "headline"
unit = "rate"
per = 1000
frequency = "quarterly"
source = "national statistics"
owner = "performance"
disclosure = "none"

[expectation]
words = "Decrease"

[baseline]
period = "2024/25"
value = 7.60
"""


def test_a_measure_reads_as_it_is_written():
    """A measure keeps its decimals as printed, and takes its tolerance from its unit."""
    measure = parse(TEXT, place="shoplifting.toml")
    assert measure.baseline is not None
    assert f"{measure.baseline.value}" == "7.60"
    assert measure.baseline.period.words == "2024/25"
    assert measure.tolerance is not None
    assert measure.tolerance.words == "±5 %"
    assert measure.minimum_count == 30


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("format = 1", "format = 2", "format"),
        ('unit = "rate"', 'unit = "furlongs"', "unit of measurement"),
        ("per = 1000", "", "per"),
        ('owner = "performance"', 'owner = "Ms Example"', "role"),
        ('words = "Decrease"', 'words = "Improve"', "Improve"),
        ('words = "Decrease"', 'words = "Completed Y/N"', "yes/no"),
        ('frequency = "quarterly"', 'frequency = "often"', "frequency"),
        ("version = 2", "version = 0", "version"),
        ("valid_from = 2025-04-01", 'valid_from = "2025-04-01"', "valid_from"),
        ('title = "Shoplifting"', "", "title"),
        ('level = "headline"', 'level = "headline"\nrag = "green"', "rag"),
        ('period = "2024/25"', 'period = "2024/26"', "2024/26"),
        ("value = 7.60", 'value = "7.60"', "value"),
        ("value = 7.60", "value = nan", "value"),
        ("[baseline]", "[baseline", "TOML"),
        ('id = "shoplifting"', 'id = "Shop lifting"', "id"),
        ("[expectation]", '[tolerance]\nkind="points"\namount=2\n[expectation]', "tolerance"),
        ("[expectation]", '[tolerance]\nkind="relative"\namount=-2\n[expectation]', "tolerance"),
        ('words = "Decrease"', 'bound = "about"\ntarget = 5', "about"),
    ],
)
def test_a_faulty_measure_is_refused_by_name(old: str, new: str, named: str):
    """A faulty file is refused with the file, the field and what would be right."""
    assert old in TEXT
    with pytest.raises(BadInput) as refused:
        parse(TEXT.replace(old, new), place="shoplifting.toml")
    assert named in str(refused.value)


def test_a_measure_comes_round():
    """Each measure that comes with Beatwise, written as its document, reads back as itself."""
    changed = TEXT.replace('words = "Decrease"', 'bound = "below"\ntarget = 7.5')
    changed = changed.replace("[baseline]", '[tolerance]\nkind="relative"\namount=2.5\n[baseline]')
    odd = TEXT.replace('title = "Shoplifting"', 'title = "A \\"q\\" \\\\ é \\u0007 \\n \\u007F"')
    listed = [*load_set("plan-2025-29").measures, *(parse(t, place="x") for t in (changed, odd))]
    for measure in listed:
        assert parse(write(measure), place=measure.id) == measure


HEAD = 'format=1\ntitle="T"\noffice="O"\noffice_from=2012-11-22\nsource="S"\n'
SERIES = (
    HEAD
    + '[defaults]\nversion=1\nvalid_from=2025-04-01\nstrategy="policing"\nlevel="sub"\n'
    + 'unit="count"\nfrequency="yearly"\nsource="force"\nowner="performance"\n'
    + 'disclosure="none"\nexpectation={words="monitor"}\n'
    + '[[measure]]\nid="b"\ntitle="B"\ndefinition="Number of b."\n'
    + '[[measure]]\nid="a"\ntitle="A"\ndefinition="Share of a."\nunit="percent"\n'
)


def test_a_set_says_whose_it_is():
    """A set without its office and source, or with one id twice, is refused."""
    assert len(parse_set("mine", HEAD, {"a.toml": TEXT}).measures) == 1
    with pytest.raises(BadInput, match=r"mine\.toml"):
        parse_set("mine", "format=1", {"a.toml": TEXT})
    with pytest.raises(BadInput, match="two measures"):
        parse_set("mine", HEAD, {"a.toml": TEXT, "b.toml": TEXT})


def test_a_set_of_series_shares_its_fields():
    """A measure of a series has the set's defaults, and its own fields instead where it has any."""
    first, second = parse_set("mine", SERIES).measures
    assert (first.id, first.unit.name, second.id, second.unit.name) == (
        "a",
        "percent",
        "b",
        "count",
    )
    assert (first.owner, first.valid_from) == (second.owner, second.valid_from)
    assert parse(write(first), place="a") == first


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ('unit="percent"', 'unit="ounces"', r"\[\[measure\]\] 2 \(a\)", "ounces"),
        ('title="B"', "title=2", r"\[\[measure\]\] 1 \(b\), title", "'title'"),
        ('unit="count"', 'colour="red"', r"\[\[measure\]\] 1 \(b\)", "'colour'"),
        ('id="b"', 'ID="b"', r"\[\[measure\]\] 1", "'id'"),
        ('words="monitor"', 'wordz="monitor"', r"1 \(b\), \[expectation\]", "'wordz'"),
        ('id="b"', 'id="a"', "", "two measures are called a"),
    ],
)
def test_a_fault_in_a_series_names_its_measure(old, new, place, words):
    """A fault in a set of series names the file, the measure and the field."""
    with pytest.raises(BadInput, match=f"(?s)mine.*{place}.*{words}"):
        parse_set("mine", SERIES.replace(old, new, 1))


def test_the_plan_that_comes_along_is_whole():
    """Each set that comes with Beatwise loads; the plan of 2025-29 has its 40 headline measures."""
    for name in sets():
        assert load_set(name).measures
    plan = load_set("plan-2025-29")
    assert len(plan.measures) == 40
    assert len({measure.strategy for measure in plan.measures}) == 14
    assert all(measure.expectation.kind is not Kind.TARGET for measure in plan.measures)
    assert [m.serial for m in plan.measures if m.baseline is None] == [25, 49, 53]


def test_no_such_set():
    """A set nobody has is missing data, and the message names those there are."""
    with pytest.raises(MissingData, match="plan-2025-29"):
        load_set("plan-1999")
