"""Documents of every room tell all their faults at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beatwise import data
from beatwise.accountability.measures.as_toml import parse as parse_measure
from beatwise.accountability.measures.measure_set import parse_set
from beatwise.accountability.registers.read_toml import read as read_register
from beatwise.accountability.tables.layout import parse as parse_layout
from beatwise.errors import BadInput
from beatwise.fields import document
from beatwise.hotspots.severity import parse as parse_severity
from beatwise.planning.options.appraisal_toml import read_appraisal
from beatwise.planning.team.team_toml import read_team


MEASURE = """format = 1
unit = "miles"
id = "Not A Name"
version = 0
owner = "J. Smith"
level = "middling"
[expectation]
words = "go on"
"""
SET = """format = 1
title = "A set"
[defaults]
unit = "number"
[[measure]]
id = "a"
version = 0
[[measure]]
id = "b"
owner = "nobody"
"""
TEAM = """name = "Two towns"
[[employer]]
id = "council"
pay_hour = -3
[[person]]
id = "W1"
employer = "mars"
skills = []
skils = 1
"""
LAYOUT = """format = 2
makes = "gold"
[row]
serial = { fixed = 3 }
"""
SEVERITY = """format = 1
codes = "home-office"
name = ""
[weights]
"56A" = -1
"7" = "many"
"""


def _register(text: str) -> None:
    read_register(text, "mine.toml")


@pytest.mark.parametrize(("read", "text", "faults"), [
    (lambda text: parse_measure(text, place="m.toml"), MEASURE, [
        "m.toml, unit (line 2): 'miles' is not a unit", "m.toml, id (line 3): ",
        "m.toml, version (line 4): ", "m.toml, title: 'title' is missing",
        "m.toml, expectation (line 7): ", "m.toml, owner (line 5): 'J. Smith' is not a role",
        "m.toml, level (line 6): 'level' must be one of: headline, sub.",
    ]),
    (lambda text: parse_set("s", text), SET, [
        "s.toml, [[measure]] 1 (a), version (line 7): ",
        "s.toml, [[measure]] 2 (b), version (table at line 8): 'version' is missing",
        "s.toml, [[measure]] 2 (b), owner (line 10): 'nobody' is not a role",
        "s.toml, office: 'office' is missing.",
    ]),
    (lambda text: read_team(document(text, "t.toml", decimals=False)), TEAM, [
        "t.toml, [[employer]] 1 (council), name (table at line 2): 'name' is missing",
        "t.toml, [[employer]] 1 (council), pay_hour (line 4): 'pay_hour' is -3, which is negative",
        "t.toml, [[person]] 1 (W1), employer (line 7): 'mars' is not an employer",
        "t.toml, [[person]] 1 (W1), skills (line 8): this person has no skills",
        "t.toml, [[person]] 1 (W1), skils (line 9): 'skils' is not a field here",
        "t.toml, base: there is none.", "t.toml, provider: 'provider' is missing",
    ]),
    (lambda text: parse_layout(text, place="l.toml"), LAYOUT, [
        "l.toml, format (line 1): 'format' must be 1.", "l.toml, makes (line 2): ",
        "l.toml, name: 'name' is missing", "l.toml, [row], ",
    ]),
    (lambda text: parse_severity(text, place="s.toml"), SEVERITY, [
        "s.toml, name (line 3): ", "s.toml, source: 'source' is missing",
        "s.toml, [weights], 56A (line 5): ", "s.toml, [weights], 7 (line 6): ",
    ]),
    (lambda text: read_appraisal(document(text, "o.toml", decimals=False)),
     "[appraisal]\nhours_year = -1\n[design]\nplaces = 0\n", [
        "o.toml, [appraisal], hours_year (line 2): ", "o.toml, [design], places (line 4): ",
        "o.toml, option: there is no option of kind 'none'.",
    ]),
    (_register, data.text("registers", "decisions.toml").replace("label =", "lable =", 2), [
        "mine.toml, [[fields]] 1", "mine.toml, [[fields]] 2",
    ]),
])  # fmt: skip
def test_every_fault_is_in_one_message(
    read: Callable[[str], object], text: str, faults: list[str]
) -> None:
    """Nobody corrects one line only to be told of the next."""
    with pytest.raises(BadInput) as caught:
        read(text)
    for fault in faults:
        assert f"  {fault}" in caught.value.message


@pytest.mark.parametrize("kind", ["layouts", "registers", "measures"])
def test_a_shipped_document_has_no_fault(kind: str) -> None:
    """What comes along is read without a word."""
    readers: dict[str, Callable[[str], object]] = {
        "layouts": lambda name: parse_layout(data.text(kind, f"{name}.toml"), place=name),
        "registers": lambda name: read_register(data.text(kind, f"{name}.toml"), name),
        "measures": lambda name: parse_set(name, data.text(kind, f"{name}.toml")),
    }
    for name in data.names(kind):
        assert readers[kind](name)
