"""The rooms: every register that ships stands in one, and nobody meets a list of sixty."""

from __future__ import annotations

from beatwise import data
from beatwise.accountability.catalogue.rooms import key_of, room_of, rooms
from beatwise.accountability.registers.read_toml import definitions


def test_every_register_and_dashboard_stands_in_one_room():
    """None is missing, none stands twice, and no room names what does not ship."""
    keys = [key for room in rooms() for key in room.keys]
    assert len(keys) == len(set(keys))
    registers = {key_of("register", slug) for slug in definitions()}
    dashboards = {key_of("dashboard", name) for name in data.names("dashboards")}
    assert {key for key in keys if not key.startswith("place:")} == registers | dashboards


def test_rooms_can_be_taken_in_at_a_glance():
    """At most nine of them, with short titles, and none with more than twenty lines."""
    assert 5 <= len(rooms()) <= 9
    assert all(len(room.title) <= 25 and len(room.keys) <= 20 for room in rooms())
    assert len({room.name for room in rooms()}) == len(rooms())
    assert room_of()["register:risks"].name == "scrutiny"
