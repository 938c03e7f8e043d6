"""Boundary layers fetched page by page."""

from __future__ import annotations

import json

import pytest
from tests.unit.sources.misbehaving_server import refuses, send, serving

from beatwise.errors import BadInput, MissingData
from beatwise.sources.geography.ons import fetch_boundaries
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
    with serving(b"", *pages(first, {"features": [{"id": 2}]})) as (url, requests):
        path = fetch(tmp_path, url)
    assert [f["id"] for f in json.loads(path.read_text())["features"]] == [1, 2]
    assert len(requests) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["pfa.geojson"]


def test_a_fetch_that_failed_goes_on(tmp_path):
    """A page that came is not fetched again when the next try goes on."""
    first = {"features": [{"id": 1}], "exceededTransferLimit": True}
    with serving(b"", *pages(first), refuses(500)) as (url, _), pytest.raises(MissingData):
        fetch(tmp_path, url)
    with serving(b"", *pages({"features": [{"id": 2}]})) as (url, requests):
        path = fetch(tmp_path, url)
    assert len(json.loads(path.read_text())["features"]) == 2
    assert len(requests) == 1


def test_an_error_page_is_not_a_layer(tmp_path):
    """A page that is no GeoJSON is refused and not kept."""
    pages_of_errors = pages({"error": {"code": 400}})
    with serving(b"", *pages_of_errors) as (url, _), pytest.raises(BadInput, match="GeoJSON"):
        fetch(tmp_path, url)
    assert not [p for p in tmp_path.iterdir() if "page" in p.name and "etag" not in p.name]
