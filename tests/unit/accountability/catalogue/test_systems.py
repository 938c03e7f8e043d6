"""The list of systems: each is carried by something that there is, and the page says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from beatwise import data
from beatwise.accountability.catalogue import systems
from beatwise.accountability.measures.measure_set import sets
from beatwise.accountability.registers.read_toml import definitions


ROOT = Path(__file__).parents[4]
# Money, scrutiny, engagement, victims and justice, prevention, people and demand, and later ones.
# Meetings and consultations are carried by pages of their own.
ASKED = {
    *range(11, 35), 44, 45, *range(47, 81), *range(82, 84), *range(86, 96), 97, 98, 99,
    *range(101, 127), 140, 141, 142, *range(144, 158), *range(159, 168), *range(169, 175),
}  # fmt: skip


def test_nothing_is_wrong_with_the_list():
    """No number twice, nothing without a carrier, no example of a system that is not listed."""
    assert list(systems.faults()) == []


def test_every_system_of_these_rooms_is_carried():
    """Each number that was asked of the registers, measures and dashboards stands in the list."""
    assert {each.number for each in systems.systems()} >= ASKED


def test_every_carrier_is_there():
    """Registers, sets and dashboards that ship, under their own names."""
    known = {f"register:{slug}" for slug in definitions()}
    known |= {f"measures:{name}" for name in sets()}
    known |= {f"dashboard:{name}" for name in data.names("dashboards")}
    for each in systems.systems():
        assert {c for c in each.carriers if not c.startswith("page:")} <= known, each.number


def test_the_page_is_what_the_definitions_say():
    """``docs/reference/systems.md`` is written from them and is not behind."""
    done = subprocess.run(
        [sys.executable, "-m", "checks.systems", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
