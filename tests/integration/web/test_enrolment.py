"""Nobody becomes somebody else: links, lost factors, roles and tokens, each on the record."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.core import mail
from django.test import Client

from beatwise.errors import Conflict, Refused


PASSWORD, NEW = "three unusual words", "entirely other words"


@pytest.fixture
def people(office):
    """Two governance officers, a commissioner and an analyst, each with a password."""
    from beatwise.web.accounts import actions

    roles = {"first": "governance", "second": "governance", "chief": "commissioner",
             "analyst": "performance"}  # fmt: skip
    return {
        name: actions.make(email=f"{name}@office.example", role=role, password=PASSWORD, by=None)
        for name, role in roles.items()
    }


def _link(client: Client, account) -> str:
    page = client.post(f"/accounts/{account.pk}/link/").content.decode()
    return re.search(r"http://localhost(/choose-password/[^<]+)<", page)[1]


def _confirm(office, officer) -> str:
    """Confirm the request that waits; return the code that the officer is shown."""
    from beatwise.web.accounts.models import Proposal

    key = Proposal.objects.get(state="waiting").pk
    answer = office.client(officer).post(f"/accounts/requests/{key}/", {"do": "confirm"})
    code = re.search(r'id="code">([^<]+)<', answer.content.decode())
    return code[1] if code else ""


def _sign_in(email: str, password: str = NEW) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.post("/sign-in/", {"login": email, "password": password})
    return client


def _lines(account, action: str = "account.") -> list:
    from beatwise.web.history.models import Change

    rows = Change.objects.filter(thing=f"account/{account.pk}", action__startswith=action)
    return list(rows.order_by("number"))


def test_a_link_is_on_the_record_from_its_making_to_its_use(office, people):
    """Who made it, for whom, when it was used and from where: in the list and in the history."""
    analyst, first = people["analyst"], people["first"]
    link = _link(office.client(first), analyst)
    made = _lines(analyst, "account.link")[-1]
    assert made.by_id == first.pk
    assert json.loads(made.details)["after"]["for"] == analyst.email
    visitor = Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7")
    assert visitor.post(link, {"password": NEW})["Location"] == "/sign-in/"
    row = analyst.enrolments.get()
    assert (row.by, row.used_from) == (first, "192.0.2.7")
    assert row.used_at is not None
    page = office.client(people["second"]).get(f"/accounts/{analyst.pk}/").content.decode()
    assert "from 192.0.2.7" in page
    assert first.email in page


def test_the_history_never_says_that_the_owner_did_what_a_link_did(office, people):
    """Password, sign-in and new factor are the link holder's, until the account has its factor."""
    from beatwise.web.accounts.enrolment.link_holder import note_factor

    analyst, first = people["analyst"], people["first"]
    link = _link(office.client(first), analyst)
    Client(SERVER_NAME="localhost").post(link, {"password": NEW})
    _sign_in(analyst.email)
    note_factor(analyst, "added", "totp")
    for action in ("password_by_link", "sign_in", "factor_added"):
        line = _lines(analyst, f"account.{action}")[-1]
        assert line.by is None, action
        assert line.role == "holder of a link"
        assert line.why == f"password chosen by link from {first.email}"
    note_factor(analyst, "removed", "totp")
    assert _lines(analyst, "account.factor_removed")[-1].by_id == analyst.pk
    page = office.client(people["second"]).get("/history/").content.decode()
    assert "holder of a link" in page
    assert f"password chosen by link from {first.email}" in page


def test_a_new_account_is_enrolled_by_the_link_of_its_maker(office, people):
    """The first password of an account says by whose link it came."""
    from beatwise.web.accounts.models import Account

    given = {"email": "new@office.example", "role": "evaluator", "area": ""}
    page = office.client(people["first"]).post("/accounts/new/", given).content.decode()
    link = re.search(r"http://localhost(/choose-password/[^<]+)<", page)[1]
    Client(SERVER_NAME="localhost").post(link, {"password": NEW})
    account = Account.objects.get(email="new@office.example")
    line = _lines(account, "account.enrol")[0]
    assert line.why == "account enrolled by link from first@office.example"
    assert line.by is None


@pytest.mark.parametrize("name", ["chief", "second"])
def test_a_link_into_a_role_that_decides_needs_both_officers_halves(office, people, name):
    """The link alone, the code alone and a wrong code open nothing; five wrong codes end it."""
    owner = people[name]
    confirms = people["second" if name == "chief" else "chief"]
    link = _link(office.client(people["first"]), owner)
    visitor = Client(SERVER_NAME="localhost")
    assert visitor.post(link, {"password": NEW}).status_code == 403
    code = _confirm(office, confirms)
    assert re.fullmatch(r"([A-Z2-9]{4}-){5}[A-Z2-9]{4}", code)
    assert visitor.post(link, {"password": NEW}).status_code == 200
    wrong = visitor.post(link, {"password": NEW, "code": "AAAA-" * 6})
    assert b"This code is not right" in wrong.content
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
    right = {"password": NEW, "code": code.lower().replace("-", " ")}
    assert visitor.post(link, right)["Location"] == "/sign-in/"
    owner.refresh_from_db()
    assert owner.check_password(NEW)
    why = _lines(owner, "account.password_by_link")[0].why
    assert (
        why == f"password chosen by link from first@office.example, confirmed by {confirms.email}"
    )


def test_five_wrong_codes_end_a_link(office, people):
    """Whoever has the link cannot try codes until one fits."""
    link = _link(office.client(people["first"]), people["chief"])
    code = _confirm(office, people["second"])
    visitor = Client(SERVER_NAME="localhost")
    for _ in range(5):
        visitor.post(link, {"password": NEW, "code": "wrong"})
    assert visitor.post(link, {"password": NEW, "code": code}).status_code == 403


def test_who_asked_and_whose_account_it_is_do_not_confirm(office, people):
    """The second officer is another person, with the right to confirm, and proves themselves."""
    from beatwise.web.accounts.models import Proposal

    _link(office.client(people["first"]), people["second"])
    address = f"/accounts/requests/{Proposal.objects.get().pk}/"
    for name in ("first", "second", "analyst"):
        answer = office.client(people[name]).post(address, {"do": "confirm"})
        assert answer.status_code == 403, name
    stale = office.client(people["chief"], proved=False).post(address, {"do": "confirm"})
    assert stale["Location"].startswith("/sign-in/confirm/")
    assert Proposal.objects.get().state == "waiting"
    page = office.client(people["chief"]).get("/").content.decode()
    assert "first@office.example asks: let a link choose the password" in page
    assert "asks: let a link" not in office.client(people["first"]).get("/").content.decode()


def test_an_account_that_decides_stays_closed_until_a_second_officer_confirms(office, people):
    """One officer makes no commissioner alone: not new, not by a change, not by reopening."""
    from beatwise.web.accounts import actions
    from beatwise.web.accounts.models import Account

    given = {"email": "alter.ego@office.example", "role": "commissioner", "area": ""}
    page = office.client(people["first"]).post("/accounts/new/", given).content.decode()
    link = re.search(r"http://localhost(/choose-password/[^<]+)<", page)[1]
    account = Account.objects.get(email="alter.ego@office.example")
    assert not account.is_active
    assert Client(SERVER_NAME="localhost").post(link, {"password": NEW}).status_code == 403
    code = _confirm(office, people["second"])
    account.refresh_from_db()
    assert account.is_active
    choice = {"password": NEW, "code": code}
    assert Client(SERVER_NAME="localhost").post(link, choice).status_code == 302
    one = {"area": "", "why": "x", "by": people["first"]}
    actions.change(account=people["analyst"], role="deputy", is_active=True, **one)
    people["analyst"].refresh_from_db()
    assert people["analyst"].role == "performance"
    _confirm(office, people["chief"])
    people["analyst"].refresh_from_db()
    assert people["analyst"].role == "deputy"
    actions.change(account=people["chief"], role="commissioner", is_active=False, **one)
    people["chief"].refresh_from_db()
    assert not people["chief"].is_active
    actions.change(account=people["chief"], role="commissioner", is_active=True, **one)
    people["chief"].refresh_from_db()
    assert not people["chief"].is_active


def test_what_is_confirmed_is_what_was_asked(office, people):
    """A request about an account that has changed since, or of an officer who left, is refused."""
    from beatwise.web.accounts import actions, second_officer
    from beatwise.web.accounts.models import Proposal

    first, second, chief = (people[name] for name in ("first", "second", "chief"))
    one = {"area": "", "why": "x", "is_active": True}
    actions.change(account=people["analyst"], role="deputy", by=first, **one)
    asked = Proposal.objects.get()
    actions.change(account=people["analyst"], role="evaluator", by=first, **one)
    with pytest.raises(Conflict, match="has changed"):
        second_officer.confirm(proposal=asked, by=second)
    actions.change(account=people["analyst"], role="deputy", by=first, **one)
    asked = Proposal.objects.get(state="waiting")
    actions.change(account=first, role="performance", by=second, **one)
    with pytest.raises(Refused, match="no longer manages"):
        second_officer.confirm(proposal=asked, by=chief)
    Proposal.objects.update(created_at=asked.created_at - dt.timedelta(days=8))
    with pytest.raises(Conflict, match="run out"):
        second_officer.confirm(proposal=asked, by=chief)


def test_a_link_ends_with_the_right_of_who_made_it(office, people):
    """Used, run out, replaced, after a sign-in, or of an officer who left: it opens nothing."""
    from beatwise.web.accounts import actions
    from beatwise.web.accounts.models import Enrolment

    analyst, first = people["analyst"], people["first"]
    visitor = Client(SERVER_NAME="localhost")
    old = _link(office.client(first), analyst)
    new = _link(office.client(first), analyst)
    assert visitor.get(old).status_code == 403
    assert visitor.get(new).status_code == 200
    _sign_in(analyst.email, PASSWORD)
    assert visitor.get(new).status_code == 403
    late = _link(office.client(first), analyst)
    Enrolment.objects.update(expires=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert visitor.get(late).status_code == 403
    last = _link(office.client(first), analyst)
    by = people["second"]
    actions.change(account=first, role="performance", area="", is_active=True, why="x", by=by)
    assert visitor.get(last).status_code == 403


def test_a_lost_factor_of_a_role_that_decides_needs_a_second_officer(office, people):
    """It stays until another confirms; then everything ends, and both are on the record."""
    from allauth.mfa.models import Authenticator

    chief, first = people["chief"], people["first"]
    Authenticator.objects.create(user=chief, type="totp", data={"secret": "A" * 32})
    why = {"why": "lost phone, seen in person"}
    office.client(first).post(f"/accounts/{chief.pk}/lost-factor/", why)
    assert Authenticator.objects.filter(user=chief).exists()
    _confirm(office, people["second"])
    assert not Authenticator.objects.filter(user=chief).exists()
    line = _lines(chief, "account.second_factor")[0]
    assert line.by_id == people["second"].pk
    assert json.loads(line.details)["after"]["asked_by"] == first.email
    _sign_in(chief.email, PASSWORD)
    line = _lines(chief, "account.sign_in")[-1]
    assert line.by is None
    assert line.why == f"second factor removed by {first.email}, confirmed by second@office.example"


def test_the_owner_is_told_at_the_next_sign_in_and_by_mail(
    office, people, django_mail, immediate_commit
):
    """Each thing done to an account is a message until it is read, and a letter to its address."""
    analyst, first = people["analyst"], people["first"]
    link = _link(office.client(first), analyst)
    Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7").post(link, {"password": NEW})
    assert [letter.to for letter in mail.outbox] == [[analyst.email]] * 2
    assert "first@office.example made a link" in mail.outbox[0].body
    assert "192.0.2.7" in mail.outbox[1].body
    assert "/choose-password/" not in "".join(letter.body for letter in mail.outbox)
    analyst.refresh_from_db()
    client = office.client(analyst)
    page = client.get("/registers/").content.decode()
    assert "Something was done to your account" in page
    page = client.get("/me/notices/").content.decode()
    assert "made a link for choosing the password" in page
    client.post("/me/notices/")
    for path in ("/", "/registers/"):
        assert "Something was done" not in client.get(path).content.decode()
    assert analyst.notices.filter(read_at=None).count() == 0


def test_with_mail_set_up_a_link_goes_to_the_owner_alone(
    office, people, django_mail, immediate_commit, settings_of
):
    """The officer who makes it does not see it, and so cannot choose the password (ASVS 6.4.6)."""
    settings_of.MAIL = True
    page = office.client(people["first"]).post(f"/accounts/{people['analyst'].pk}/link/")
    assert b"choose-password" not in page.content
    letter = next(m for m in mail.outbox if "/choose-password/" in m.body)
    assert letter.to == ["analyst@office.example"]
    link = re.search(r"http://localhost(/\S+)", letter.body)[1]
    assert Client(SERVER_NAME="localhost").get(link).status_code == 200


@pytest.mark.parametrize("closed_first", [False, True])
def test_a_changed_or_reopened_account_has_no_session_and_no_token(office, people, closed_first):
    """Role changed, or closed and opened again: what was open before opens nothing."""
    from beatwise.web.accounts import actions

    analyst, by = people["analyst"], people["first"]
    words = actions.make_token(name="t", scopes=["records:read"], days=9, by=analyst)[1]
    client = office.client(analyst)
    assert _call(words) == 200
    role = analyst.role if closed_first else "evaluator"
    for is_active in [False, True] if closed_first else [True]:
        actions.change(account=analyst, role=role, area="", is_active=is_active, why="x", by=by)
    assert _call(words) == 401
    assert client.get("/me/").status_code == 302


def _call(words: str) -> int:
    client = Client(SERVER_NAME="localhost", HTTP_AUTHORIZATION=f"Bearer {words}")
    return client.get("/api/v1/registers/").status_code


def test_what_a_token_may_do_is_asked_at_each_call(office, people):
    """A role without tokens has none, whatever was made before; a role that writes less, less."""
    from beatwise.web.accounts import actions
    from beatwise.web.accounts.models import Account

    analyst = people["analyst"]
    scopes = ["records:read", "records:write"]
    words = actions.make_token(name="t", scopes=scopes, days=9, by=analyst)[1]
    client = Client(SERVER_NAME="localhost", HTTP_AUTHORIZATION=f"Bearer {words}")
    body = json.dumps({"values": {"title": "A"}})
    address = "/api/v1/registers/decisions/records/"

    def write() -> int:
        return client.post(address, body, content_type="application/json").status_code

    assert write() == 201
    row = Account.objects.filter(pk=analyst.pk)
    row.update(role="evaluator")  # past every action, as a mended database might
    assert (write(), _call(words)) == (403, 200)
    row.update(role="force_liaison")
    assert (write(), _call(words)) == (401, 401)


def test_who_manages_accounts_sees_and_closes_the_tokens_of_others(office, people):
    """The account's page lists them; closing one asks for proof, is recorded and told."""
    from beatwise.web.accounts import actions

    analyst = people["analyst"]
    token, words = actions.make_token(name="Nightly", scopes=["records:read"], days=9, by=analyst)
    address = f"/accounts/{analyst.pk}/tokens/{token.pk}/revoke/"
    assert b"Nightly" in office.client(people["first"]).get(f"/accounts/{analyst.pk}/").content
    stale = office.client(people["first"], proved=False).post(address)
    assert stale["Location"].startswith("/sign-in/confirm/")
    assert office.client(people["chief"]).post(address).status_code == 403
    assert _call(words) == 200
    assert office.client(people["first"]).post(address).status_code == 302
    assert _call(words) == 401
    assert [line.by_id for line in _lines(analyst, "token.revoke")] == [people["first"].pk]
    assert "closed your token 'Nightly'" in analyst.notices.get().words


def test_recovery_codes_are_shown_once_kept_as_hashes_and_open_once(office, people):
    """The database holds nothing that opens; a code opens once and the owner is told."""
    from allauth.mfa.models import Authenticator

    analyst = people["analyst"]
    Authenticator.objects.create(user=analyst, type="totp", data={"secret": "A" * 32})
    client = office.client(analyst)
    page = client.post("/me/recovery-codes/").content.decode()
    codes = re.findall(r'class="bw-code">([A-Z2-9-]{29})<', page)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get("/me/recovery-codes/").content.decode()
    assert not Authenticator.objects.filter(type="recovery_codes").exists()
    hashes = set(analyst.recovery_codes.values_list("hash", flat=True))
    assert all(re.fullmatch("[0-9a-f]{64}", h) for h in hashes)
    for wanted in ("/", None):
        visitor = _sign_in(analyst.email, PASSWORD)
        visitor.post("/sign-in/second-factor/authenticate/", {"code": codes[0].lower()})
        assert (visitor.get("/").status_code == 200) == (wanted == "/")
    assert analyst.recovery_codes.filter(used_at=None).count() == 9
    assert "recovery code of your account was used; 9 are left" in analyst.notices.first().words


def test_codes_of_an_earlier_version_are_taken_over_as_slow_hashes(office, people):
    """The seed goes, from which anybody could make them; the codes still open once."""
    import importlib

    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.apps import apps

    from beatwise.web.accounts.enrolment import recovery_codes

    analyst = people["analyst"]
    codes = RecoveryCodes.activate(analyst).get_unused_codes()
    name = "beatwise.web.accounts.migrations.0003_hashed_recovery_codes"
    importlib.import_module(name).hash_codes(apps, None)
    assert not Authenticator.objects.exists()
    hashes = analyst.recovery_codes.values_list("hash", flat=True)
    assert all(h.startswith("argon2$argon2id$") for h in hashes)
    assert recovery_codes.use(analyst, codes[3])
    assert not recovery_codes.use(analyst, codes[3])
    assert recovery_codes.left(analyst) == len(codes) - 1


def test_who_manages_accounts_ends_the_sessions_of_others(office, people):
    """At once, and nobody else does: not the commissioner, not an analyst."""
    analyst = people["analyst"]
    client = office.client(analyst)
    assert client.get("/me/").status_code == 200
    address = f"/accounts/{analyst.pk}/end-sessions/"
    for name in ("chief", "analyst"):
        assert office.client(people[name]).post(address).status_code == 403
    assert client.get("/me/").status_code == 200
    assert office.client(people["first"]).post(address).status_code == 302
    assert client.get("/me/").status_code == 302


def test_no_words_of_anyone_begin_a_header_of_a_letter(
    office, people, django_mail, immediate_commit, settings_of
):
    """Neither the body's name nor an address with a line break reaches a letter's head."""
    from beatwise.errors import BadInput
    from beatwise.web.accounts import actions
    from beatwise.web.accounts.enrolment import notices

    settings_of.BODY = "Body\r\nBcc: stranger@evil.example"
    notices.notify(people["analyst"], "Words\r\nBcc: other@evil.example")
    head, _, _ = mail.outbox[0].message().as_bytes().partition(b"\n\n")
    assert not re.search(rb"^Bcc:", head, re.M)
    assert mail.outbox[0].recipients() == ["analyst@office.example"]
    with pytest.raises(BadInput):
        actions.make(email="a@b.example\r\nBcc: c@d.example", role="evaluator", by=people["first"])


def test_a_mail_server_that_is_away_holds_nothing_up(
    office, people, settings_of, immediate_commit, caplog
):
    """The message stands in the office, and the log says that no letter left."""
    from beatwise.web.accounts import actions

    settings_of.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings_of.EMAIL_HOST, settings_of.EMAIL_PORT = "127.0.0.1", 9
    actions.make_link(account=people["analyst"], by=people["first"])
    assert people["analyst"].notices.count() == 1
    assert "could not be sent" in caplog.text


def test_every_role_that_decides_or_publishes_needs_two_officers():
    """Whoever takes a decision, publishes or manages accounts is in the table of two officers."""
    import tomllib

    from beatwise import data
    from beatwise.accountability import roles

    register = tomllib.loads(data.text("registers/decisions.toml"))
    steps = {step["name"]: set(step["roles"]) for step in register["transitions"]}
    deciding = steps["take"] | steps["publish"]
    assert deciding <= roles.guarded()
    for role in roles.table().values():
        if {"packs.publish", "accounts.manage", "accounts.confirm"} & role.may:
            assert role.name in roles.guarded()
    assert roles.guarded() == {
        "commissioner", "deputy", "governance",
        "finance_officer",  # confirms what is paid
        # Confidential records.
        "monitoring_officer", "panel_secretary", "panel_chair", "panel_subcommittee",
    }  # fmt: skip


def test_a_role_taken_away_to_get_at_its_account_still_needs_two_officers(office, people):
    """One officer lowers a commissioner, makes a link alone and raises the account again: no."""
    from beatwise.web.accounts import actions
    from beatwise.web.accounts.models import Proposal
    from beatwise.web.history.models import Change

    chief, one = people["chief"], {"area": "", "is_active": True, "why": "x"}
    actions.change(account=chief, role="performance", by=people["first"], **one)
    chief.refresh_from_db()
    assert chief.role == "performance"
    link = _link(office.client(people["first"]), chief)
    visitor = Client(SERVER_NAME="localhost")
    assert visitor.post(link, {"password": NEW}).status_code == 403
    actions.forget_second_factor(account=chief, why="x", by=people["first"])
    assert set(Proposal.objects.values_list("kind", flat=True)) == {"link", "factor"}
    assert Change.objects.filter(action="account.second_factor").count() == 0


def test_who_confirms_a_role_sees_who_let_its_owner_in(office, people):
    """The request for a raised role lists the links by which the account was opened."""
    from beatwise.web.accounts import actions
    from beatwise.web.accounts.models import Proposal

    analyst, first = people["analyst"], people["first"]
    link = _link(office.client(first), analyst)
    visitor = Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7")
    visitor.post(link, {"password": NEW})
    actions.change(account=analyst, role="deputy", area="", is_active=True, why="x", by=first)
    address = f"/accounts/requests/{Proposal.objects.get().pk}/"
    assert "from 192.0.2.7" in office.client(people["second"]).get(address).content.decode()
