"""Passkeys attacked from outside: raw answers that no browser would give, on both databases."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.software_passkey import SoftwarePasskey


PASSWORD = "three unusual words"
ADD = "/sign-in/second-factor/webauthn/add/"
ALONE = "/sign-in/second-factor/webauthn/login/"
AFTER_PASSWORD = "/sign-in/second-factor/authenticate/"
AGAIN = "/sign-in/second-factor/webauthn/reauthenticate/"


@pytest.fixture
def people(office):
    """A clerk and a chief, each with a password."""
    from beatwise.web.accounts import actions

    names = {"clerk": "governance", "chief": "commissioner"}
    return {
        name: actions.make(email=f"{name}@office.example", role=role, password=PASSWORD, by=None)
        for name, role in names.items()
    }


def _challenge(page: Any) -> str:
    """Return the challenge of a page, in JSON or inside HTML."""
    words = page.content.decode()
    found = re.search(r'"challenge": ?"([^"]+)"', words)
    assert found, words[:2000]
    return found[1]


def _alone(client: Client) -> str:
    return _challenge(client.get(ALONE, headers={"x-requested-with": "XMLHttpRequest"}))


def _with(client: Client, address: str, credential: str) -> Any:
    return client.post(address, {"credential": credential})


def _handle(account: Any) -> bytes:
    from allauth.account.utils import user_pk_to_url_str

    return user_pk_to_url_str(account).encode()


def _password(account: Any) -> Client:
    client = Client(SERVER_NAME="localhost")
    words = {"login": account.email, "password": PASSWORD}
    assert client.post("/sign-in/", words).status_code == 302
    return client


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _added(office: Any, account: Any, passkey: SoftwarePasskey, **more: str) -> Any:
    """Add a passkey as its owner does; return the last answer."""
    client = office.client(account)
    answer = passkey.registration(_challenge(client.get(ADD)))
    return client.post(ADD, {"name": "Key", "credential": answer, "passwordless": "on", **more})


@pytest.fixture
def passkey(office, people):
    """The clerk's passkey."""
    made = SoftwarePasskey(counter=10)
    assert _added(office, people["clerk"], made).status_code == 302
    return made


def test_a_passkey_opens_its_own_account_in_every_way(office, people, passkey):
    """Alone, after the password, and as fresh proof: what the attacks below differ from."""
    client = Client(SERVER_NAME="localhost")
    _with(client, ALONE, passkey.assertion(_alone(client), _handle(people["clerk"])))
    assert client.get("/").status_code == 200
    second = _password(people["clerk"])
    _with(second, AFTER_PASSWORD, passkey.assertion(_challenge(second.get(AFTER_PASSWORD))))
    assert _is_in(second)
    third = office.client(people["clerk"], proved=False)
    assert third.post("/accounts/new/").status_code == 302
    _with(third, AGAIN, passkey.assertion(_challenge(third.get(AGAIN))))
    assert third.post("/accounts/new/").status_code == 200


def test_an_answer_opens_once(office, people, passkey):
    """The same answer again, in the same session or another, opens nothing."""
    client = Client(SERVER_NAME="localhost")
    answer = passkey.assertion(_alone(client), _handle(people["clerk"]))
    thief = Client(SERVER_NAME="localhost")
    _alone(thief)
    _with(thief, ALONE, answer)
    assert not _is_in(thief)
    _with(client, ALONE, answer)
    assert _is_in(client)
    client.post("/sign-in/out/")
    _with(client, ALONE, answer)
    assert not _is_in(client)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://localhost.evil.example"},
        {"origin": "http://evil.localhost"},
        {"origin": "http://localhost:81"},
        {"origin": ""},
        {"rp_id": "evil.example"},
        {"rp_id": ""},
        {"is_framed": True},
        {"is_verified": False},
    ],
    ids=str,
)
def test_an_answer_made_for_another_site_opens_nothing(office, people, passkey, lie):
    """Another origin, another site's id, inside another's frame, or without asking its person."""
    for name, words in lie.items():
        setattr(passkey, name, words)
    client = Client(SERVER_NAME="localhost")
    _with(client, ALONE, passkey.assertion(_alone(client), _handle(people["clerk"])))
    assert not _is_in(client)


@pytest.mark.parametrize(
    "lie",
    [{"origin": "http://evil.example"}, {"origin": "http://evil.localhost"}, {"is_framed": True},
     {"rp_id": "evil.example"}],
    ids=str,
)  # fmt: skip
def test_a_passkey_made_on_another_site_is_not_added(office, people, lie):
    """Registration asks the same as signing in."""
    from allauth.mfa.models import Authenticator

    assert _added(office, people["clerk"], SoftwarePasskey(**lie)).status_code == 200
    assert not Authenticator.objects.filter(user=people["clerk"]).exists()


def test_a_stolen_key_without_its_pin_opens_nothing_alone(office, people, passkey):
    """A challenge of a page that asks for less does not open the account of the key's owner.

    The thief has an own account, whose second step asks for no PIN, and the clerk's key. The
    page's challenge stands for longer than the sign-in that it was made for.
    """
    assert _added(office, people["chief"], SoftwarePasskey()).status_code == 302
    thief = _password(people["chief"])
    passkey.is_verified = False
    answer = passkey.assertion(_challenge(thief.get(AFTER_PASSWORD)), _handle(people["clerk"]))
    session = thief.session
    session["account_login"]["initiated_at"] -= 3600  # an hour later
    session.save()
    _with(thief, ALONE, answer)
    assert not _is_in(thief)


def test_a_counter_that_does_not_go_up_is_a_copy(office, people, passkey):
    """The answer is refused, its owner told, and the history keeps it; zero counts nothing."""
    from beatwise.web.accounts.models import Notice
    from beatwise.web.history.models import Change

    for counter in (3, 10):  # the first answer gives 4, the second the last one's own
        client = Client(SERVER_NAME="localhost")
        passkey.counter = counter - 1
        _with(client, ALONE, passkey.assertion(_alone(client), _handle(people["clerk"])))
        assert not _is_in(client)
    assert Notice.objects.filter(account=people["clerk"], words__contains="copied").count() == 2
    assert Change.objects.filter(action="account.factor_copied").count() == 2
    passkey.counter = 10
    client = Client(SERVER_NAME="localhost")
    _with(client, ALONE, passkey.assertion(_alone(client), _handle(people["clerk"])))
    assert _is_in(client)
    passkey.counter = 10  # a copy of before that sign-in
    copy = _password(people["clerk"])
    _with(copy, AFTER_PASSWORD, passkey.assertion(_challenge(copy.get(AFTER_PASSWORD))))
    assert not _is_in(copy)


def test_a_passkey_without_a_counter_opens_again_and_again(office, people):
    """Many passkeys always say zero: nothing is learnt from that."""
    plain = SoftwarePasskey(counter=0)
    _added(office, people["clerk"], plain)
    for _ in range(3):
        client = Client(SERVER_NAME="localhost")
        _with(client, ALONE, plain.assertion(_alone(client), _handle(people["clerk"])))
        assert _is_in(client)


def test_a_passkey_opens_no_other_account(office, people, passkey):
    """Alone with another's handle, after another's password, as another's fresh proof."""
    chief = SoftwarePasskey()
    _added(office, people["chief"], chief)
    client = Client(SERVER_NAME="localhost")
    _with(client, ALONE, passkey.assertion(_alone(client), _handle(people["chief"])))
    assert not _is_in(client)
    second = _password(people["chief"])
    _with(second, AFTER_PASSWORD, passkey.assertion(_challenge(second.get(AFTER_PASSWORD))))
    assert not _is_in(second)
    third = office.client(people["chief"], proved=False)
    _with(third, AGAIN, passkey.assertion(_challenge(third.get(AGAIN))))
    assert third.post("/me/tokens/").status_code == 302


def test_a_key_that_another_account_has_is_not_added(office, people, passkey):
    """One credential is one person's (Web Authentication 7.1, step 22)."""
    assert _added(office, people["chief"], passkey).status_code == 200


def test_an_answer_of_another_kind_opens_nothing(office, people, passkey):
    """What was signed to add a passkey signs nobody in, and the other way round."""
    client = office.client(people["clerk"])
    challenge = _challenge(client.get(ADD))
    mixed = passkey.assertion(challenge, _handle(people["clerk"]))
    assert client.post(ADD, {"name": "x", "credential": mixed}).status_code == 200
    stranger = Client(SERVER_NAME="localhost")
    _with(stranger, ALONE, passkey.registration(_alone(stranger)))
    assert not _is_in(stranger)


def test_adding_and_removing_a_passkey_asks_for_fresh_proof(office, people, passkey):
    """A session that was taken over, an hour old, adds, removes and renames none."""
    from allauth.mfa.models import Authenticator

    key = Authenticator.objects.get(user=people["clerk"]).pk
    client = office.client(people["clerk"], proved=False)
    more = SoftwarePasskey()
    session = client.session
    session["mfa.webauthn.state"] = {"challenge": "AAAA", "user_verification": None}
    session.save()
    client.post(ADD, {"name": "x", "credential": more.registration("AAAA")})
    for step in ("remove", "edit"):
        client.post(f"/sign-in/second-factor/webauthn/keys/{key}/{step}/", {"name": "stolen"})
    assert [(a.pk, str(a)) for a in Authenticator.objects.filter(user=people["clerk"])] == [
        (key, "Key")
    ]


def test_nobody_removes_the_passkey_of_another(office, people, passkey):
    """Neither seen nor removed with fresh proof of one's own."""
    from allauth.mfa.models import Authenticator

    key = Authenticator.objects.get(user=people["clerk"]).pk
    client = office.client(people["chief"])
    for step in ("remove", "edit"):
        address = f"/sign-in/second-factor/webauthn/keys/{key}/{step}/"
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=key).exists()


def test_a_closed_account_is_not_opened_by_its_passkey(office, people, passkey):
    """Closed means closed, whatever proves the person; also between the two steps."""
    from beatwise.web.accounts.models import Account

    pending = _password(people["clerk"])
    challenge = _challenge(pending.get(AFTER_PASSWORD))
    Account.objects.filter(pk=people["clerk"].pk).update(is_active=False)
    client = Client(SERVER_NAME="localhost")
    _with(client, ALONE, passkey.assertion(_alone(client), _handle(people["clerk"])))
    assert not _is_in(client)
    _with(pending, AFTER_PASSWORD, passkey.assertion(challenge))
    assert not _is_in(pending)


NONSENSE = [
    "", "{}", "[]", "1", "null", '"x"', '{"id": 1}', '{"response": []}',
    '{"id": "AA", "rawId": "AA", "response": {}, "type": "public-key"}',
    '{"id": "AA", "rawId": "AA", "response": null, "type": "public-key"}',
    '{"id": "AA", "rawId": "AB", "response": {}, "type": "public-key"}',
    "[" * 5000,
]  # fmt: skip
# A flag for extensions, and an attestation, each followed by a number of which a byte is left.
CUT_SHORT = [
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
        "clientDataJSON": base64.urlsafe_b64encode(
            b'{"type": "webauthn.get", "challenge": "AAAA", "origin": "http://localhost"}'
        ).decode().rstrip("="),
        name: base64.urlsafe_b64encode(content).decode().rstrip("="), "signature": "AAAA",
    }})
    for name, content in (
        ("authenticatorData", bytes(32) + b"\x80" + bytes(4) + b"\x19\x01"),
        ("attestationObject", b"\x19\x01"),
    )
]  # fmt: skip
HANDLES = [None, b"", b"\0", b"zzzzzzzzzzzzz", b"-1", b"0", "é".encode(), b"\xff", b"9" * 400]


@pytest.mark.parametrize("address", [ALONE, AFTER_PASSWORD, ADD, AGAIN])
def test_nonsense_for_a_passkey_is_refused_and_no_fault_of_ours(office, people, passkey, address):
    """Whatever stands where a passkey's answer should, nobody is in and nothing breaks."""
    client = {
        ALONE: lambda: Client(SERVER_NAME="localhost"),
        AFTER_PASSWORD: lambda: _password(people["clerk"]),
    }.get(address, lambda: office.client(people["clerk"]))()
    before = _is_in(client)
    _alone(client) if address == ALONE else client.get(address)
    for words in [*NONSENSE, *_broken(passkey.assertion("AAAA", b"1")), *CUT_SHORT]:
        answer = client.post(address, {"credential": words})
        assert answer.status_code in (200, 302, 429), words[:80]
        assert _is_in(client) == before


def _broken(answer: str) -> list[str]:
    """Return an answer with each of its parts left out or replaced, one at a time."""
    whole = json.loads(answer)
    broken = []
    for value in (None, 1, {}, "AAAA", "é"):
        broken += [json.dumps({**whole, name: value}) for name in whole]
        parts = whole["response"]
        broken += [json.dumps({**whole, "response": {**parts, name: value}}) for name in parts]
    return broken


@pytest.mark.parametrize("handle", HANDLES, ids=repr)
def test_a_handle_of_nobody_opens_nothing(office, people, passkey, handle):
    """The part of an answer that no passkey signs is read with care."""
    client = Client(SERVER_NAME="localhost")
    answer = _with(client, ALONE, passkey.assertion(_alone(client), handle))
    assert answer.status_code == 302
    assert not _is_in(client)


def test_a_whole_office_signs_in_at_nine_from_one_address(office, people, passkey):
    """Behind one address of a network fifteen people sign in with passkeys within a minute."""
    for _ in range(15):
        client = Client(SERVER_NAME="localhost")
        _with(client, ALONE, passkey.assertion(_alone(client), _handle(people["clerk"])))
        assert _is_in(client)
