"""The registry of the office: each plug-in once, and none missing when the office starts."""

from __future__ import annotations

import subprocess
import sys
import tempfile

import pytest
from django.core.exceptions import ImproperlyConfigured

from beatwise.accountability.task_selection import Task
from beatwise.publication.formats.listing import Listing
from beatwise.web.registry import ExportList, Place, Registry, SearchResult
from beatwise.web.registry.start_check import check


APP = "beatwise.web.actions"
ROUTER = "beatwise.web.actions.api.routes.router"


class Person:
    """Someone with a role."""

    is_active, pk, area, is_authenticated = True, 1, "", True

    def __init__(self, role: str):
        self.role = role


class Things:
    """A changeable kind that does nothing."""

    now = fields = words = read = apply = None


def _listing(person, filters):
    return Listing("things", "Things", (), ())


def _fault(registry: Registry, apps: tuple[str, ...] = ()) -> str:
    with pytest.raises(ImproperlyConfigured) as caught:
        check(registry, apps)
    return str(caught.value)


def test_a_whole_registry_starts():
    """Every kind of plug-in, each as it should be, is accepted."""
    registry = Registry()
    offers = registry.of(APP)
    offers.place(Place("Things", "home", "office.enter", unless="history.read"))
    offers.router("/things", ROUTER)
    offers.thing("thing", lambda person, key: f"/things/{key}/")
    offers.changeable("thing", Things())
    offers.listing("things", ExportList("office.enter", _listing))
    check(registry, [APP, "django.contrib.auth"])


@pytest.mark.parametrize("kind", ["place", "search", "waiting", "check", "router", "thing",
                                  "changeable", "listing"])  # fmt: skip
def test_no_name_is_offered_twice(kind):
    """A second plug-in of the same name is refused and named."""
    offers = Registry().of(APP)
    place, listing = Place("twice", "home", "office.enter"), ExportList("office.enter", _listing)
    arguments = {
        "place": (place,), "search": (lambda p, w, m: (), lambda: ()),
        "waiting": (lambda p, looked: (),), "listing": ("twice", listing),
    }.get(kind, ("twice", lambda *_: None))  # fmt: skip
    getattr(offers, kind)(*arguments)
    with pytest.raises(ImproperlyConfigured, match=f"'({APP}|twice)' is offered twice"):
        getattr(offers, kind)(*arguments)


@pytest.mark.parametrize("kind", ["listings", "changeable", "checks", "routers", "things"])
def test_asking_for_an_unknown_name_is_an_error(kind):
    """What no app offers is an error that names what there is, never an empty answer."""
    registry = Registry()
    getattr(registry, kind).add("this", None)
    with pytest.raises(LookupError, match="'that'; there are: this"):
        getattr(registry, kind)["that"]


def test_a_changeable_kind_needs_an_address():
    """A kind that changes by request is shown somewhere."""
    registry = Registry()
    registry.of(APP).changeable("thing", Things())
    assert "the changeable kind 'thing' has no address" in _fault(registry)


def test_a_list_needs_a_permission_that_there_is():
    """A permission that no role can hold would hide a list from everybody."""
    registry = Registry()
    registry.of(APP).listing("things", ExportList("things.reed", _listing))
    assert "the list 'things' needs 'things.reed', which no role table has" in _fault(registry)


@pytest.mark.parametrize("names", [{"needs": "x.y"}, {"needs": "office.enter", "unless": "x.y"}])
def test_a_line_of_navigation_needs_a_permission_that_there_is(names):
    """Both the permission to see a line and the one by which it is left out are looked up."""
    registry = Registry()
    registry.of(APP).place(Place("Things", "home", **names))
    assert "the line of navigation 'Things' needs 'x.y', which is unknown" in _fault(registry)


@pytest.mark.parametrize("path", [
    "beatwise.web.actions.api.routes.rooter", "beatwise.web.actions.api.rutes.router",
    "beatwise.web.no_such_app.api.router", "router",
])  # fmt: skip
def test_a_part_of_the_api_exists(path):
    """A package, a module or a name that is misspelt is found without loading the API."""
    registry = Registry()
    registry.of(APP).router("/things", path)
    assert f"the part /things of the API is at '{path}', which does not exist" in _fault(registry)


def test_an_app_with_an_offers_module_offers_something():
    """An app that forgot to register is named; one without an offers module need not."""
    wrong = _fault(Registry(), (APP, "beatwise.web.pages", "django.contrib.auth"))
    assert wrong.count("has an offers module and has offered nothing") == 1
    assert APP in wrong


def test_every_fault_is_told_at_once():
    """Somebody who mends the office reads all that is wrong."""
    registry = Registry()
    registry.of(APP).router("/things", "nowhere.router")
    registry.of(APP).changeable("thing", Things())
    assert _fault(registry).count(";") == 1


def test_starting_the_office_checks_it_and_loads_no_api(monkeypatch):
    """A fault stops the start with its name; the check itself loads neither ninja nor a view."""
    code = """
import sys
from pathlib import Path
from beatwise.web.registry import registry
if sys.argv[2:]:
    registry.of("beatwise.web.history").router("/odd", "beatwise.web.history.odd.router")
from beatwise.web.start import start
start(Path(sys.argv[1]), migrate=False)
print([name for name in sys.modules if name == "ninja" or name.endswith(".views.record_page")])
"""
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, "-c", code, folder]
        whole = subprocess.run(run, capture_output=True, text=True)
        broken = subprocess.run([*run, "odd"], capture_output=True, text=True)
    assert (whole.returncode, whole.stdout.strip()) == (0, "[]"), whole.stderr
    assert broken.returncode == 1
    assert "the part /odd of the API is at 'beatwise.web.history.odd.router'" in broken.stderr


def test_the_office_meets_in_its_registry():
    """Navigation, searches and what waits are brought together, and a thing is led to."""
    registry = Registry()
    offers, others = registry.of(APP), registry.of("beatwise.web.meetings")
    offers.place(Place("Second", "b", "office.enter", 20))
    offers.place(Place("First", "a", "office.enter", 10))
    others.place(Place("Packs", "packs", "packs.read", 30, unless="meetings.read"))
    offers.search(
        lambda person, words, most: [SearchResult("Things", words, "/1/")][:most],
        lambda: ["things"],
    )
    others.search(
        lambda person, words, most: [SearchResult("Others", words, "/2/")][:most],
        lambda: ["others"],
    )
    late = Task("due", "thing/1", "Late", "/1/", "a thing")
    offers.waiting(lambda person, looked: [late])
    offers.thing("thing", lambda person, key: f"/things/{key}/")
    reader, officer = Person("panel_reader"), Person("governance")
    assert [p.words for p in registry.navigation(officer)] == ["First", "Second"]
    assert [p.words for p in registry.navigation(reader)] == ["First", "Second", "Packs"]
    assert [r.address for r in registry.search(officer, "x", 5)] == ["/1/", "/2/"]
    assert registry.search(officer, "x", 0) == []
    assert [text for texts in registry.texts.values() for text in texts()] == ["things", "others"]
    assert registry.tasks(officer, None) == [late]
    assert registry.address(officer, "thing", "7") == "/things/7/"
    assert registry.address(officer, "export", "7") is None
