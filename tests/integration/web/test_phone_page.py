"""The addresses that serve the phone app: open to all, small, and strict."""

from __future__ import annotations

import gzip

import pytest
from tests.integration.web.patrol_world import walked


def test_the_app_is_served_to_a_phone_that_is_not_signed_in(office):
    """The page, its worker and its manifest come with their types and the office's policy."""
    page = office.client().get("/patrols/phone/")
    assert page.status_code == 200
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert not page.cookies
    worker = office.client().get("/patrols/phone/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    manifest = office.client().get("/patrols/phone/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"


def test_only_the_app_may_ask_where_it_is(office):
    """The browser lets the app read the position, fresh or from its cache, and no other page."""
    page = office.client().get("/patrols/phone/")
    again = office.client().get("/patrols/phone/", headers={"If-None-Match": page["ETag"]})
    assert again.status_code == 304
    for answer in (page, again):
        assert "geolocation=(self)" in answer["Permissions-Policy"]
    assert "geolocation=()" in office.client().get("/sign-in/")["Permissions-Policy"]


def test_a_file_comes_packed_and_only_once(office):
    """A phone that can unpack gets fewer bytes; one that has the file already gets none."""
    plain = office.client().get("/patrols/phone/app.js")
    packed = office.client().get("/patrols/phone/app.js", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < 30_000
    again = office.client().get("/patrols/phone/app.js", headers={"If-None-Match": plain["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["README", "../../urls.py", "nothing.js"])
def test_no_other_file_is_served(office, name):
    """Only the app's own files have addresses there."""
    assert office.client().get(f"/patrols/phone/{name}").status_code == 404


def test_what_the_app_sends_is_what_the_office_reads(office):
    """Items in the app's own form, with its session and its steady clock, are accepted."""
    walk = walked(office)
    start = walk.item(1, "shift_start", -2, route=1, app="1.0.0", purposes=1)
    place = {"lon": -0.1451, "lat": 53.2142, "accuracy": 6}
    arrive = walk.item(2, "arrive", -1, spot="P1", stop="1.1", **place)
    leave = walk.item(3, "leave", 0, spot="P1", stop="1.1", minutes=0.5, locked_minutes=0, **place)
    items = [
        {**item, "session": "k3j2", "mono": 1000 * item["seq"]} for item in (start, arrive, leave)
    ]
    assert walk.answers(items, session="k3j2", mono=4000) == ["accepted"] * 3
