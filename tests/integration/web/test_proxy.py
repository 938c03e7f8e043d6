"""The office behind a real nginx, as the documentation sets it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests import nginx
from tests.patience import patience
from tests.prepared_office import copy_tables
from tests.served import Served, environment, python


PASSWORD = "three unusual words"
ACCOUNTS = f"""
from beatwise.web.accounts import actions
for name in ("clerk", "other"):
    email = f"{{name}}@office.example"
    actions.make(email=email, role="governance", password="{PASSWORD}", by=None)
"""
ADDRESSES = """
from axes.models import AccessAttempt
print(*sorted({row.ip_address for row in AccessAttempt.objects.all()}))
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: Any) -> Iterator[tuple[Served, int, dict[str, str]]]:
    """An office behind nginx: the served office, nginx' port, the office's environment."""
    folder = tmp_path_factory.mktemp("proxy")
    copy_tables(folder)
    given = environment(folder)
    python(ACCOUNTS, given)
    given |= {"BEATWISE_HTTPS": "1", "BEATWISE_PROXIES": "127.0.0.1",
              "BEATWISE_HOSTS": f"{nginx.NAME},127.0.0.1"}  # fmt: skip
    served = Served(given, processes=2)
    served._answers = lambda: _up(served)  # type: ignore[method-assign]
    served.start()
    conf = tmp_path_factory.mktemp("nginx")
    with nginx.proxy(conf, served.port) as port:
        yield served, port, given
    served.stop()


def _up(served: Served) -> bool:
    try:
        answer = httpx.get(f"{served.base}/up/", timeout=patience(5))
    except httpx.TransportError:
        return False
    return answer.status_code == 301


def _browser(port: int, address: str) -> httpx.Client:
    """Return a browser at an address of its own, which reaches the office through nginx."""
    transport = httpx.HTTPTransport(local_address=address, verify=False)
    headers = {"Host": nginx.NAME}
    base = f"https://127.0.0.1:{port}"
    return httpx.Client(transport=transport, base_url=base, headers=headers, timeout=patience(20))


def _sign_in(browser: httpx.Client, email: str, password: str, **headers: str) -> httpx.Response:
    page = browser.get("/sign-in/", headers=headers)
    mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    cookies = "; ".join(f"{k}={v}" for k, v in page.cookies.items())
    headers |= {"Referer": f"https://{nginx.NAME}/sign-in/", "Cookie": cookies}
    data = {"login": email, "password": password, "csrfmiddlewaretoken": mark}
    return browser.post("/sign-in/", data=data, headers=headers)


def test_one_attacker_behind_the_proxy_closes_the_sign_in_for_nobody_else(office):
    """Forty tries a minute at many accounts, with made-up headers, stop the attacker alone."""
    _, port, given = office
    with _browser(port, "127.0.0.2") as attacker:
        answers = [
            _sign_in(
                attacker, "clerk@office.example" if n < 8 else f"{n}@office.example",
                "wrong" if n < 8 else "",  # hashing would spread them over more than a minute
                **{"X-Forwarded-For": f"198.51.100.{n}, 127.0.0.1"},
            ).status_code
            for n in range(40)
        ]  # fmt: skip
    assert answers[:4] == [200] * 4
    assert answers[4:8] == [429] * 4
    assert answers[-1] == 429
    assert python(ADDRESSES, given).split() == ["127.0.0.2"]
    for name in ("clerk", "other"):
        with _browser(port, "127.0.0.3") as person:
            answer = _sign_in(person, f"{name}@office.example", PASSWORD)
            assert answer.status_code == 302, name


def test_the_documented_proxy_gives_https_and_secure_cookies(office):
    """Behind the documented block the office knows that the line is safe."""
    _, port, _ = office
    with _browser(port, "127.0.0.4") as person:
        page = person.get("/sign-in/")
    assert page.status_code == 200
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert page.headers["Set-Cookie"].startswith("__Host-beatwise-csrf=")
    assert "Secure" in page.headers["Set-Cookie"]


def test_who_is_no_stated_proxy_is_not_believed(office):
    """Whoever reaches the office past the proxy is led to HTTPS, whatever they claim."""
    served, _, _ = office
    transport = httpx.HTTPTransport(local_address="127.0.0.5")
    with httpx.Client(transport=transport, timeout=patience(20)) as visitor:
        claims = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
        answer = visitor.get(f"{served.base}/sign-in/", headers=claims)
    assert answer.status_code == 301
