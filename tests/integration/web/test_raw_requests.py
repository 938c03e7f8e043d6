"""Requests as no browser sends them, to both web servers: where one ends, and what is believed."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from tests.patience import patience
from tests.prepared_office import copy_tables
from tests.served import Served, environment


HOST = b"Host: localhost\r\n"
SECOND = b"GET /second/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
# Where two servers might disagree about the end of the first request.
UNCLEAR = {
    "two lengths": b"Content-Length: 5\r\nContent-Length: 0\r\n\r\n",
    "a list of lengths": b"Content-Length: 0, 5\r\n\r\n",
    "a length with a sign": b"Content-Length: +0\r\n\r\n",
    "an unknown coding": b"Content-Length: 0\r\nTransfer-Encoding: xchunked\r\n\r\n",
    "two codings": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "a space before the colon": b"Content-Length: 0\r\nTransfer-Encoding : chunked\r\n\r\n",
}


@pytest.fixture(scope="module", params=["gunicorn", "waitress"])
def office(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Served]:
    """An office under one of its web servers, behind a proxy on this computer, with HTTPS."""
    folder = tmp_path_factory.mktemp(request.param)
    copy_tables(folder)
    given = environment(folder)
    given |= {"BEATWISE_HTTPS": "1", "BEATWISE_PROXIES": "127.0.0.1", "BEATWISE_HOSTS": "localhost"}
    served = Served(given, words=("--server", request.param))
    served._answers = lambda: _listens(served.port)  # type: ignore[method-assign]
    served.start()
    yield served
    served.stop()


@pytest.mark.parametrize("unclear", UNCLEAR)
def test_a_request_whose_end_is_unclear_is_refused_and_nothing_after_it_read(office, unclear):
    """ASVS 4.2.1: what a proxy might read as a body is never a second request."""
    answers = _ask(office.port, b"POST /up/ HTTP/1.1\r\n" + HOST + UNCLEAR[unclear] + SECOND)
    assert len(answers) == 1
    assert answers[0][0] in (400, 501)


def test_a_length_beside_a_chunked_body_ends_no_request(office):
    """ASVS 4.2.1: refused, or ended by its coding; the length is not read."""
    body = b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    first, *later = _ask(office.port, b"POST /up/ HTTP/1.1\r\n" + HOST + body + SECOND)
    assert first[0] in (400, 403) or (first[0] == 301 and not first[1].startswith(b"hello"))
    assert [status for status, _ in later] in ([], [301], [404])


def test_a_proxy_that_speaks_https_is_believed(office):
    """Under either server the office behind a proxy is reached, and not led round in a circle."""
    proxied = HOST + b"X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
    assert _ask(office.port, b"GET /sign-in/ HTTP/1.1\r\n" + proxied)[0][0] == 200
    plain = HOST + b"Connection: close\r\n\r\n"
    assert _ask(office.port, b"GET /sign-in/ HTTP/1.1\r\n" + plain)[0][0] == 301


@pytest.mark.parametrize("name", [b"SCRIPT_NAME", b"SCRIPT-NAME", b"PATH_INFO", b"REMOTE_ADDR"])
@pytest.mark.parametrize("path", [b"/sign-in/", b"/elsewhere/sign-in/"])
def test_no_header_moves_the_office(office, name, path):
    """ASVS 4.1.3: what the web server sets is not set by a header that a proxy passes on."""
    lines = b"X-Forwarded-Proto: https\r\n" + name + b": /elsewhere\r\nConnection: close\r\n\r\n"
    [(status, content)] = _ask(office.port, b"GET " + path + b" HTTP/1.1\r\n" + HOST + lines)
    assert status == (200 if path == b"/sign-in/" else 404)
    assert not re.search(rb'(?:href|action|src)="/elsewhere', content)


def _ask(port: int, request: bytes) -> list[tuple[int, bytes]]:
    """Send bytes as they are; return each answer's status and what came after it."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience(10)) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        content = b""
        while more := line.recv(65536):
            content += more
    parts = re.split(rb"HTTP/1\.[01] (\d{3})", content)[1:]
    return [(int(s), words) for s, words in zip(parts[::2], parts[1::2], strict=True)]


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
