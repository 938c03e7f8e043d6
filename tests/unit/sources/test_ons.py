"""Boundary layers fetched page by page, and the lookup of LSOAs."""

from __future__ import annotations

import json

import pytest
from tests.unit.sources.misbehaving_server import refuses, send, serving

from beatwise.clock import Month
from beatwise.errors import BadInput, MissingData
from beatwise.sources.geography import lsoa_lookup
from beatwise.sources.geography.ons import fetch_boundaries
from beatwise.sources.geography.open_data_addresses import ons_boundaries, police_archive
from beatwise.sources.http import Patience


def pages(*documents):
    """Answer one document a request."""

    def page(document):
        def answer(handler, body, start):
            handler.send_response(200)
            send(handler, json.dumps(document).encode())

        return answer

    return [page(document) for document in documents]


def fetch(tmp_path, url):
    patience = Patience(tries=2, sleep=lambda seconds: None, timeout_seconds=5)
    return fetch_boundaries(
        "PFA", tmp_path / "pfa.geojson", patience=patience, address=lambda *a, **k: url
    )


def test_pages_become_one_file(tmp_path):
    """Pages are fetched until the portal says there are no more, and put together in order."""
    first = {"features": [{"id": 1}], "properties": {"exceededTransferLimit": True}}
    with serving(b"", *pages(first, {"features": [{"id": 2}]})) as (url, asked):
        path = fetch(tmp_path, url)
    assert [f["id"] for f in json.loads(path.read_text())["features"]] == [1, 2]
    assert len(asked) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["pfa.geojson"]


def test_a_fetch_that_failed_goes_on(tmp_path):
    """A page that came is not fetched again when the next try goes on."""
    first = {"features": [{"id": 1}], "exceededTransferLimit": True}
    with serving(b"", *pages(first), refuses(500)) as (url, _), pytest.raises(MissingData):
        fetch(tmp_path, url)
    with serving(b"", *pages({"features": [{"id": 2}]})) as (url, asked):
        path = fetch(tmp_path, url)
    assert len(json.loads(path.read_text())["features"]) == 2
    assert len(asked) == 1


def test_an_error_page_is_not_a_layer(tmp_path):
    """A page that is no GeoJSON is refused and not kept."""
    pages_of_errors = pages({"error": {"code": 400}})
    with serving(b"", *pages_of_errors) as (url, _), pytest.raises(BadInput, match="GeoJSON"):
        fetch(tmp_path, url)
    assert not [p for p in tmp_path.iterdir() if "page" in p.name and "etag" not in p.name]


def test_addresses_name_month_and_layer():
    """Addresses are those at which the files are published."""
    assert police_archive(Month.parse("2025-12")).endswith("/data/archive/2025-12.zip")
    assert "/PFA/FeatureServer/0/query?where=1%3D1" in ons_boundaries("PFA")


def test_the_lookup_is_read_whatever_its_spelling(tmp_path):
    """ONS's own column names and the re-publishers' are both read."""
    for header in ("LSOA11CD,CHGIND,LSOA21CD", "lsoa11_code,change_code,lsoa21_code"):
        path = tmp_path / "l.csv"
        path.write_text(f"{header}\nE01000001,U,E01000001\nE01000010,S,E01033769\n")
        assert lsoa_lookup.read(path).rows["lsoa21"].tolist() == ["E01000001", "E01033769"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "is empty"), ("a,b\n1,2\n", "no column"),
     ("lsoa11cd,lsoa21cd\nE01000001,E01000001\nE01,x\n", "row 3"),
     ("lsoa11cd,lsoa21cd\n", "row 2")],
)  # fmt: skip
def test_a_bad_lookup_is_named(tmp_path, text, words):
    """An empty file, other columns and words that are no codes are refused."""
    path = tmp_path / "l.csv"
    path.write_text(text)
    with pytest.raises(BadInput, match=words):
        lsoa_lookup.read(path)
