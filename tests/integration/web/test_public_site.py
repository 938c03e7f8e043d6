"""The public site: what is in an edition, who releases it, and what its reader may touch."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.patience import patience, until
from tests.postgres import cluster
from tests.prepared_office import copy_tables
from tests.served import environment, python

from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.publicsite.published_store import EditionHead, write_file
from beatwise.web.publicsite.resource import HTML, Resource, digest, line


DAY = dt.date(2026, 4, 21)
VOID = {"meta", "link", "input", "br", "hr", "img", "col"}
SKIPPED = ("https:", "http:", "#", "mailto:")
FILLED = """
from beatwise.web.keeping.demo.demo_office import populate
populate()
"""
BARE = """
from beatwise.web.accounts.models import Account
for role in ("performance", "governance"):
    Account.objects.create(email=f"{role}@office.example", role=role)
"""
PUBLISH = """
import datetime as dt
from beatwise.web.accounts.models import Account
from beatwise.web.publicsite import actions
of = {account.role: account for account in Account.objects.all()}
actions.prepare(address="https://www.example.org", day=dt.date(2026, 4, 21), by=of["performance"])
print(actions.release(by=of["governance"])[1])
"""


@pytest.fixture
def edition(office) -> dict[str, Any]:
    """The resources of a demo office's edition, by address."""
    from beatwise.web.keeping.demo.demo_office import populate
    from beatwise.web.publicsite.edition import edition as make

    populate()
    resources = make("Millshire", "https://www.example.org", DAY)
    again = make("Millshire", "https://www.example.org", DAY)
    assert resources == again
    return {each.address: each for each in resources}


class _Balance(HTMLParser):
    """Tags that are opened and closed in order, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "form") or (tag == "form" and self.links)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def test_every_page_is_whole_and_every_link_leads_somewhere(edition):
    """Tags close in order, no id stands twice, and no page asks for what is not in the edition."""
    for address, each in edition.items():
        if not each.media_type.startswith("text/html"):
            continue
        page = _Balance()
        page.feed(each.content.decode())
        assert page.open == [], address
        assert len(set(page.ids)) == len(page.ids), address
        for link in page.links:
            if not link.startswith(SKIPPED):
                there = os.path.normpath(Path(address).parent / link.partition("#")[0])
                assert there in edition, (address, link)


def test_an_edition_holds_what_is_published_and_nothing_else(edition):
    """Pages for the plan, measures, papers, decisions, meetings, patrols; feeds; data."""
    for address in ("index.html", "plan.html", "measures/index.html", "papers/index.html",
                    "decisions/index.html", "meetings/index.html", "patrols/index.html",
                    "concerns.html", "accessibility.html", "search.html", "data/index.html",
                    "data/catalogue.jsonld", "feed.atom", "meetings.ics", "style.css"):  # fmt: skip
        assert address in edition, address
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.own_definitions.known import definitions
    from beatwise.web.registers.published import public_list

    given_out = public_list.registers(public_list.ANYBODY)
    text = b"\n".join(each.content for each in edition.values()).decode("utf-8", "replace")
    kept_back = 0
    for record in Record.objects.all():
        register = definitions()[record.register]
        public = register in given_out and register.state(record.state).public
        if not public and len(record.heading) > 25:
            kept_back += 1
            assert record.heading not in text, record
    assert kept_back
    assert json.loads(edition["data/catalogue.jsonld"].content)["dcat:dataset"]


def test_an_edition_is_an_anchor_of_the_history(edition):
    """What its page about the site prints is what the check of the office takes."""
    from beatwise.web.keeping import anchors

    (printed,) = re.findall(r"History: (\d+:[0-9a-f]{64})", edition["about.html"].content.decode())
    anchor = anchors.read(printed)
    assert anchor.head.change > 0
    assert list(anchors.compare(anchor)) == []


def test_every_table_is_there_in_every_open_format(edition):
    """A CSV has its metadata, a spreadsheet and JSON beside it, each in the catalogue."""
    # A released paper has files of its own, as they were frozen.
    tables = [a for a in edition if a.endswith(".csv") and not a.startswith("papers/")]
    assert len(tables) > 20
    catalogue = edition["data/catalogue.jsonld"].content.decode()
    for address in tables:
        base = address.removesuffix(".csv")
        about = json.loads(edition[f"{address}-metadata.json"].content)
        first = edition[address].content.decode().splitlines()[0]
        assert about["url"] == address.rpartition("/")[2]
        assert len(next(csv.reader([first]))) == len(about["tableSchema"]["columns"])
        assert edition[f"{base}.ods"].content.startswith(b"PK")
        assert json.loads(edition[f"{base}.json"].content)
        for ending in ("csv", "ods", "json"):
            assert f"../{base}.{ending}" in catalogue


def test_a_programme_has_a_map_and_its_hot_spots_as_geojson(office):
    """Each hot spot by its number, on the map, in the table and as a closed ring in degrees."""
    from tests.integration.web.patrol_world import walked

    from beatwise.web.publicsite.page_frame import Site
    from beatwise.web.publicsite.pages.patrol_pages import patrol_pages

    programme = walked(office).programme
    later = programme.first + dt.timedelta(weeks=8)
    pages = {each.address: each for each in patrol_pages(Site("Millshire", f"{later}"), later)}
    page = pages[f"patrols/{programme.pk}.html"].content.decode()
    assert page.count("<svg") == 4  # of two beats, for a wide page and a narrow one
    assert "Map of Pelbrook with 1 hot spot by number" in page
    assert "Map of Dunstowe with 1 hot spot by number" in page
    places = json.loads(pages[f"patrols/{programme.pk}.geojson"].content)
    assert [each["properties"]["number"] for each in places["features"]] == [1, 2]
    for each in places["features"]:
        assert f"{each['properties']['hot_spot']}</" in page
        [ring] = each["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        assert twice > 0  # counter-clockwise
        assert 49 < ring[0][1] < 61


def test_one_person_prepares_and_another_releases(office, tmp_path, settings_of):
    """Who prepared cannot release, a touched draft is refused, and each edition goes out once."""
    from beatwise.web.publicsite import actions

    settings_of.FOLDER = tmp_path / "office"
    settings_of.FOLDER.mkdir()
    governance, performance = office.account("governance"), office.account("performance")
    with pytest.raises(Refused):
        actions.prepare(address="", day=DAY, by=office.account("partner"))
    actions.prepare(address="", day=DAY, by=governance)
    with pytest.raises(Refused, match="does not release it"):
        actions.release(by=governance)
    with pytest.raises(Refused, match="does not publish"):
        actions.release(by=performance)
    actions.prepare(address="", day=DAY, by=performance)
    draft = tmp_path / "public" / "draft.sqlite3"
    shutil.copy(draft, tmp_path / "draft")
    with sqlite3.connect(draft) as file:
        file.execute("UPDATE resource SET title = 'x' WHERE address = 'index.html'")
    with pytest.raises(BadInput, match="not what was prepared"):
        actions.release(by=governance)
    shutil.copy(tmp_path / "draft", draft)
    head, readable = actions.release(by=governance)
    assert head.number == 2
    assert readable is (office.engine == "sqlite")
    with pytest.raises(Conflict, match="released already"):
        actions.release(by=governance)
    assert actions.copy(tmp_path / "copy") > 10
    assert (tmp_path / "copy" / "index.html").is_file()
    with pytest.raises(Conflict, match="something here already"):
        actions.copy(tmp_path / "copy")


def test_the_check_of_the_office_knows_what_was_released(office, tmp_path, settings_of):
    """A changed page is named, and so is another edition with a digest that fits it."""
    from django.db import connection

    from beatwise.web.keeping.check import check
    from beatwise.web.publicsite import actions, published_store

    def faults() -> list[str]:
        return check().faults["public site"]

    settings_of.FOLDER = tmp_path / "office"
    settings_of.FOLDER.mkdir()
    assert faults() == []
    actions.prepare(address="", day=DAY, by=office.account("performance"))
    head, _ = actions.release(by=office.account("governance"))
    assert faults() == []
    file = tmp_path / "public" / "published.sqlite3"
    if office.engine == "postgresql":
        file.unlink()  # the tables are what people see
        with connection.cursor() as cursor:
            cursor.execute("UPDATE published.resource SET title = 'x' WHERE address = 'plan.html'")
    else:
        with sqlite3.connect(file) as altered:
            altered.execute("UPDATE resource SET title = 'x' WHERE address = 'plan.html'")
    (fault,) = faults()
    assert "the edition is not what was prepared" in fault
    page = Resource("index.html", HTML, b"<p>Another</p>")
    forged = replace(head, digest=digest([line(page)]))
    if office.engine == "postgresql":
        published_store.write_tables(forged, [page])
    else:
        published_store.write_file(file, forged, [page])
    (fault,) = faults()
    assert "edition 1 is not the one released last" in fault


@contextmanager
def _serving(given: dict[str, str]):
    """Yield the address of a public site that is served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "beatwise", "serve", "--public", "--port", str(port)]
    server = subprocess.Popen(words, env=given)
    base = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return httpx.get(f"{base}/", timeout=patience(5)).status_code == 200
        except httpx.TransportError:
            return False

    try:
        until(answers, 30)
        yield base
    finally:
        server.terminate()
        server.wait(patience(15))


def test_the_site_is_served_alone_and_goes_on_without_its_file(tmp_path):
    """No cookie, cache headers, 304, search, 404; and the file may go away while it serves."""
    (tmp_path / "w").mkdir()
    copy_tables(tmp_path / "w")
    given = environment(tmp_path / "w")
    assert python(FILLED + PUBLISH, given, timeout=120).strip() == "True"
    with _serving(given) as base:
        _look(base)
        assert "The plan at a glance" in httpx.get(f"{base}/").text
        shutil.rmtree(tmp_path / "w" / "office")  # the office is no part of it
        (tmp_path / "w" / "public" / "published.sqlite3").unlink()
        _look(base)


def _look(base: str) -> None:
    home = httpx.get(f"{base}/")
    assert home.status_code == 200
    assert "set-cookie" not in home.headers
    assert home.headers["cache-control"].startswith("public, max-age=")
    assert "default-src 'none'" in home.headers["content-security-policy"]
    again = httpx.get(f"{base}/index.html", headers={"If-None-Match": home.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    hits = httpx.get(f"{base}/search.html", params={"q": "measures <b>"})
    assert "&lt;b&gt;" in hits.text
    assert "0 pages with" in hits.text
    assert "Accessibility statement" in httpx.get(f"{base}/search.html?q=accessibility").text
    assert "Accessibility statement" in httpx.get(f"{base}/search.html?q=ÁCCESSIBILITY").text
    many = httpx.get(f"{base}/search.html", params={"q": "a b c d e f g h i j k"})
    assert "A search takes at most 10 words, and this one has 11." in many.text
    long = httpx.get(f"{base}/search.html", params={"q": "a" * 201})
    assert "This takes at most 200 characters, and 201 came." in long.text
    assert httpx.get(f"{base}/nowhere.html").status_code == 404
    assert httpx.get(f"{base}/../office/office.sqlite3").status_code == 404
    assert httpx.post(f"{base}/").status_code == 405
    assert httpx.get(f"{base}/feed.atom").headers["content-type"] == "application/atom+xml"


def test_on_postgresql_the_reader_has_rights_on_the_published_tables_alone(tmp_path):
    """Every table of the database is tried with the public role: two can be read, none written."""
    import psycopg

    with cluster() as address:
        (tmp_path / "w").mkdir()
        given = environment(tmp_path / "w", address)
        with psycopg.connect(address, autocommit=True) as owner:
            owner.execute("CREATE ROLE beatwise_public LOGIN")
            assert python(BARE + PUBLISH, given, timeout=120).strip() == "True"
            tables = owner.execute(
                "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN "
                "('pg_catalog', 'information_schema')"
            ).fetchall()
        assert len(tables) > 50
        public = address.replace("postgres@", "beatwise_public@")
        readable = set()
        with psycopg.connect(public, autocommit=True) as reader:
            for schema, table in tables:
                try:
                    reader.execute(f'SELECT 1 FROM "{schema}"."{table}" LIMIT 1')
                    readable.add(f"{schema}.{table}")
                except psycopg.errors.InsufficientPrivilege:
                    pass
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    reader.execute(f'DELETE FROM "{schema}"."{table}"')
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute("CREATE TABLE published.mine (a int)")
        assert readable == {"published.edition", "published.resource"}
        del given["BEATWISE_DATABASE_URL"]
        given["BEATWISE_PUBLIC_DATABASE_URL"] = public
        with _serving(given) as base:
            _look(base)


def test_without_an_edition_there_is_nothing_to_serve(tmp_path):
    """The command says what to do, and ends with the code of what is missing."""
    done = _serve_in_vain(tmp_path)
    assert done.returncode == 11
    assert "beatwise publish prepare" in done.stderr


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE resource SET title = 'x' WHERE address = 'plan.html'",
        "DELETE FROM resource WHERE address = 'plan.html'",
        "UPDATE resource SET content = NULL",
        "UPDATE resource SET status = 'x'",
    ],
)
def test_an_edition_that_is_not_whole_is_not_served(tmp_path, damage):
    """The command names what is wrong and what to do, and ends with the code of damage."""
    page, plan = Resource("index.html", HTML, b"<p>Home</p>"), Resource("plan.html", HTML, b"")
    head = EditionHead(1, "2026-04-21", digest(map(line, (page, plan))), "Millshire")
    file = tmp_path / "public" / "published.sqlite3"
    write_file(file, head, [page, plan])
    with sqlite3.connect(file) as altered:
        altered.executescript("CREATE TABLE loose AS SELECT * FROM resource; DROP TABLE resource;"
                              f"ALTER TABLE loose RENAME TO resource; {damage}")  # fmt: skip
    done = _serve_in_vain(tmp_path)
    assert done.returncode == 10
    assert "beatwise publish prepare" in done.stderr


def _serve_in_vain(folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "beatwise", "serve", "--public", "--port", "18431"]
    return subprocess.run(
        [*words, "--workspace", str(folder)],
        env=environment(folder), capture_output=True, text=True, check=False,
        timeout=patience(60),
    )  # fmt: skip
