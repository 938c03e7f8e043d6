"""An organisation's sign-in against a server that speaks OpenID Connect, on both databases."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from tests.oidc_provider import CLIENT, SECRET, Organisation, organisation
from tests.patience import patience
from tests.prepared_office import prepared
from tests.served import Served, python


ACCOUNTS = """
from beatwise.web.accounts import actions
for name, role in (("clerk", "governance"), ("chief", "commissioner")):
    actions.make(email=f"{name}@office.example", role=role, by=None)
"""
LAST = """
import json
from beatwise.web.history.models import Change
rows = Change.objects.order_by("-number").filter(action="account.sign_in")
print(json.dumps([row.by.email for row in rows]))
"""


@dataclass
class World:
    """A served office and the organisation's server that it asks."""

    server: Organisation
    office: Served
    given: dict[str, str]
    on_the_way: Callable[[str], str] = str  # what an attacker makes of the address back

    def sign_in(self, *, change: dict[str, str] | None = None) -> httpx.Response:
        """Press the button, be led to the organisation and back; return the last page."""
        with httpx.Client(base_url=self.office.base, timeout=patience(20)) as browser:
            self.page = browser.get("/sign-in/")
            form = re.search(r'action="(/sign-in/with/oidc/[^"]+)"', self.page.text)[1]
            mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page.text)[1]
            answer = browser.post(form, data={"csrfmiddlewaretoken": mark})
            if answer.status_code != 302:
                return answer
            self.asked = answer.headers["Location"]
            back = httpx.get(self.asked, timeout=patience(20)).headers["Location"]
            back = self.on_the_way(back)
            answer = browser.get(back, follow_redirects=True)
            self.again = browser.get(back, follow_redirects=True)
            self.home = browser.get("/", follow_redirects=True)
            return answer


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[World]:
    """One office a database, with accounts that have no second factor of the office."""
    folder = tmp_path_factory.mktemp("organisation")
    with prepared(folder, request.param) as given, organisation() as server:
        given |= {"BEATWISE_OIDC_SERVER": server.base, "BEATWISE_OIDC_CLIENT": CLIENT,
                  "BEATWISE_OIDC_SECRET": SECRET, "BEATWISE_OIDC_ACR": "gold"}  # fmt: skip
        python(ACCOUNTS, given)
        office = Served(given)
        office.start()
        try:
            yield World(server, office, given)
        finally:
            office.stop()


@pytest.fixture
def world(served: World) -> World:
    """The office, its server speaking the truth again."""
    fresh = Organisation()
    for name in ("claims", "userinfo", "description", "email", "signs_with", "leaves_out"):
        setattr(served.server, name, getattr(fresh, name))
    served.server.claims = {"amr": ["pwd", "mfa"]}
    served.on_the_way = str
    return served


def _is_in(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and answer.url.path == "/"


def test_who_the_organisation_knows_is_in_their_own_account(world):
    """Code flow with PKCE, state and nonce; the history says who signed in; a code opens once."""
    assert _is_in(world.sign_in())
    for word in ("code_challenge=", "code_challenge_method=S256", "state=", "nonce="):
        assert word in world.asked
    assert json.loads(python(LAST, world.given))[0] == "clerk@office.example"
    world.sign_in()
    assert not _is_in(world.again)


@pytest.mark.parametrize("signs_with", ["another key", "nothing", "the client's secret"])
def test_a_token_that_the_server_did_not_sign_opens_nothing(world, signs_with):
    """The signature is checked with the server's own published key (ASVS 6.8.2)."""
    world.server.signs_with = signs_with
    assert not _is_in(world.sign_in())
    assert world.home.url.path == "/sign-in/"


@pytest.mark.parametrize(
    "signs_with", ["a key in the token's head", "a key at an address in the token's head"]
)
def test_a_token_that_brings_its_own_key_opens_nothing(world, signs_with):
    """Keys come from the server of the settings alone (9.1.3)."""
    world.server.signs_with = signs_with
    assert not _is_in(world.sign_in())
    assert world.home.url.path == "/sign-in/"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another sign-in"},
        {"nonce": ""},
        {"iss": "https://other.example"},
        {"aud": "another client"},
        {"exp": 1},
        {"nbf": 4_102_444_800},
    ],
)
def test_a_token_made_for_something_else_opens_nothing(world, claims):
    """Nonce (10.5.1), issuer (10.5.3), audience (10.5.4) and time are those of this sign-in."""
    world.server.claims = {"amr": ["mfa"], **claims}
    assert not _is_in(world.sign_in())
    assert world.home.url.path == "/sign-in/"


def test_a_server_that_says_it_is_another_is_not_asked(world):
    """The issuer of the description is the address in the settings (10.5.3)."""
    world.server.description = {"issuer": "https://other.example"}
    world.server.claims = {"iss": "https://other.example"}
    answer = world.sign_in()
    assert answer.status_code == 503
    assert "does not answer as it should" in answer.text


def test_a_server_that_is_away_is_a_page_and_the_password_stays(world):
    """Without the organisation's server people are told so, and the other way in stands."""
    world.server.description = {"token_endpoint": "http://127.0.0.1:9/"}
    answer = world.sign_in()
    assert answer.status_code in (200, 401, 503)
    assert not _is_in(answer)
    assert 'name="password"' in world.page.text


def test_an_answer_without_an_id_token_opens_nothing(world):
    """The user's description alone proves nothing."""
    world.server.leaves_out = ("id_token",)
    assert not _is_in(world.sign_in())


def test_a_description_of_somebody_else_opens_nothing(world):
    """Userinfo must be about the ID token's own subject (OpenID Connect Core 5.3.2)."""
    world.server.userinfo = {"sub": "person-8", "email": "chief@office.example"}
    assert not _is_in(world.sign_in())


@pytest.mark.parametrize(
    "userinfo", [{"email": "stranger@office.example"}, {"email_verified": False}]
)
def test_an_address_without_an_account_or_proof_opens_nothing(world, userinfo):
    """Only an address that the organisation checked, and that has an account, is let in."""
    world.server.claims = {"sub": "person-9", "amr": ["mfa"]}
    world.server.userinfo = {"sub": "person-9", "email": "chief@office.example", **userinfo}
    answer = world.sign_in()
    assert not _is_in(answer)
    assert world.home.url.path == "/sign-in/"


@pytest.mark.parametrize(
    ("claims", "page"),
    [
        ({"amr": ["pwd"]}, "/me/second-factor/"),
        ({}, "/me/second-factor/"),
        ({"acr": "silver"}, "/me/second-factor/"),
        ({"acr": "gold"}, "/"),
        ({"amr": ["pwd", "mfa"]}, "/"),
    ],
)
def test_a_sign_in_that_says_no_second_factor_needs_the_offices(world, claims, page):
    """Without a word of the organisation the least is assumed (6.8.4)."""
    world.server.claims = claims
    world.sign_in()
    assert world.home.url.path == page


@pytest.mark.parametrize(
    "change",
    [
        lambda back: re.sub(r"state=[^&]+", "state=another", back),
        lambda back: re.sub(r"&?state=[^&]+", "", back),
        lambda back: re.sub(r"code=[^&]+", "code=another", back),
        lambda back: f"{back}&iss=https%3A%2F%2Fother.example",
        lambda back: f"{back}&iss=",
        lambda back: re.sub(r"code=[^&]+", "error=access_denied", back),
    ],
    ids=["another state", "no state", "another code", "another issuer", "no issuer", "an error"],
)
def test_an_address_back_that_was_changed_opens_nothing(world, change):
    """State (10.2.1), code and the server that gave it (RFC 9207) are those of this sign-in."""
    world.on_the_way = change
    assert not _is_in(world.sign_in())
    assert world.home.url.path == "/sign-in/"


def test_an_answer_that_names_its_own_server_is_taken(world):
    """Also with a slash at the end."""
    world.on_the_way = lambda back: f"{back}&iss={world.server.base}/"
    assert _is_in(world.sign_in())


def test_an_answer_opens_nothing_in_another_browser(world):
    """Neither a victim's for a thief, nor a thief's for a victim (10.2.1)."""
    answers = []

    def elsewhere(back: str) -> str:
        with httpx.Client(follow_redirects=True, timeout=patience(20)) as other:
            answers.append(other.get(back))
            answers.append(other.get(f"{world.office.base}/"))
        return back

    world.on_the_way = elsewhere
    world.sign_in()
    assert [_is_in(answer) for answer in answers] == [False, False]


FORGOTTEN = """
from beatwise.web.accounts import actions
from beatwise.web.accounts.models import Account
chief, clerk = (Account.objects.get(email=f"{n}@office.example") for n in ("chief", "clerk"))
officer = actions.make(email="officer@office.example", role="governance", by=None)
actions.take_factor_away(account=clerk, why="another person", asked_by=officer, by=officer)
"""


def test_an_address_that_was_given_to_somebody_else_opens_nothing(world):
    """Who one is says the subject, not the address; an officer can make it forgotten (10.5.2)."""
    assert _is_in(world.sign_in())
    world.server.claims = {"amr": ["pwd", "mfa"], "sub": "person-77"}
    world.server.userinfo = {"sub": "person-77"}
    assert not _is_in(world.sign_in())
    assert world.home.url.path == "/sign-in/"
    python(FORGOTTEN, world.given)
    assert _is_in(world.sign_in())
