"""Letters: each arrives once or is listed as not sent, whatever the mail server does."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from email import message_from_string

import pytest
from tests.smtp_server import Mood, smtp_server


NO_PAUSE = dt.timedelta(0)
ROUGH = {
    "greeting": {"fine": 12, "554": 1, "421": 1, "stall": 1, "drop": 1},
    "rcpt": {"fine": 14, "450": 2, "550": 1, "421": 1, "stall": 1, "drop": 1},
    "data": {"fine": 16, "451": 1, "554": 1, "stall": 1, "drop": 1},
    "text": {"fine": 16, "451": 1, "554": 1, "drop taken": 1, "drop": 1, "stall taken": 1,
             "stall": 1, "421": 1},
}  # fmt: skip


def _letters(office, count: int):
    from beatwise.web.letters.models import Letter

    account = office.account("commissioner")
    return Letter.objects.bulk_create(
        [
            Letter(account=account, mark=f"test/{n}", subject=f"S{n}", body=".dot\nwords\n")
            for n in range(count)
        ]
    )


def _use(settings, server, timeout: float = 5) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = timeout


def _sender(pause: dt.timedelta = NO_PAUSE):
    from beatwise.web.letters.sender import Sender

    return Sender(seconds=3600, pause=lambda tries: pause)


def _states() -> Counter[str]:
    from beatwise.web.letters.models import Letter

    return Counter(Letter.objects.values_list("state", flat=True))


def _send_all(sender) -> None:
    from beatwise.web.letters.models import Letter

    while Letter.objects.filter(state=Letter.WAITING).exists():
        sender.run()


def check_each_arrives_once_or_is_listed(office, settings, seed: int, count: int) -> Counter[str]:
    """Send letters through a rough server; what it has and what the office says must agree."""
    from beatwise.web.letters.models import Letter

    _letters(office, count)
    with smtp_server(Mood(seed, **ROUGH)) as server:
        _use(settings, server, timeout=0.3)
        _send_all(_sender())
        arrived = server.arrived
    for letter in Letter.objects.all():
        times = arrived[f"<{letter.message_id}@beatwise.invalid>"]
        known = {Letter.SENT: (1,), Letter.NOT_SENT: (0,), Letter.UNSURE: (0, 1)}
        assert times in known[letter.state], (letter.state, times, letter.fault)
    assert sum(arrived.values()) == len(arrived) <= count
    page = office.client("governance").get("/letters/").content.decode()
    listed = Letter.objects.filter(state__in=[Letter.NOT_SENT, Letter.UNSURE]).count()
    assert page.count("govuk-summary-card__title-wrapper") == min(listed, 50)
    return _states()


@pytest.mark.soak
def test_each_letter_arrives_once_or_is_listed_as_not_sent(office, settings_of, soak):
    """Refused, stalled and dropped at every moment: no letter is lost, and none is doubled."""
    count = max(60, round(1000 * soak))
    states = check_each_arrives_once_or_is_listed(office, settings_of, 7, count)
    assert sum(states.values()) == count
    assert set(states) == {"sent", "not sent", "unsure"}
    assert states["sent"] > count / 2


def test_a_letter_is_whole_and_names_no_content(office, settings_of):
    """Its subject, its address, its lines that begin with a dot, and that a program wrote it."""
    _letters(office, 1)
    with smtp_server() as server:
        _use(settings_of, server)
        assert _sender().run() == 1
    (letter,) = server.letters
    assert (letter["To"], letter["Subject"]) == ("commissioner@office.example", "S0")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_payload(decode=True).decode().split() == [".dot", "words"]
    assert _states() == {"sent": 1}


@pytest.mark.parametrize(("mood", "state", "arrived", "fault"), [
    ({"greeting": {"554": 1}}, "waiting", 0, "554"),
    ({"greeting": {"drop": 1}}, "waiting", 0, "closed"),
    ({"greeting": {"stall": 1}}, "waiting", 0, "timed out"),
    ({"rcpt": {"450": 1}}, "waiting", 0, "450 no"),
    ({"rcpt": {"550": 1}}, "not sent", 0, "550 no"),
    ({"data": {"drop": 1}}, "waiting", 0, "closed"),
    ({"data": {"554": 1}}, "not sent", 0, "554 no"),
    ({"text": {"451": 1}}, "waiting", 0, "451 no"),
    ({"text": {"421": 1}}, "waiting", 0, "421 no"),
    ({"text": {"554": 1}}, "not sent", 0, "554 no"),
    ({"text": {"drop taken": 1}}, "unsure", 1, "closed"),
    ({"text": {"drop": 1}}, "unsure", 0, "closed"),
    ({"text": {"stall taken": 1}}, "unsure", 1, "timed out"),
])  # fmt: skip
def test_what_became_of_a_letter_is_known(office, settings_of, mood, state, arrived, fault):
    """Not taken for now, not taken for good, or nobody knows: each moment is told apart."""
    from beatwise.web.letters.models import Letter

    _letters(office, 1)
    with smtp_server(Mood(**mood)) as server:
        _use(settings_of, server, timeout=0.5)
        assert _sender(dt.timedelta(hours=1)).run() == 0
    letter = Letter.objects.get()
    assert (letter.state, sum(server.arrived.values()), letter.tries) == (state, arrived, 1)
    assert fault in letter.fault


def test_a_server_that_is_down_is_asked_for_one_letter_only(office, settings_of):
    """The others wait with it, and the pause grows; then they all go."""
    from beatwise.web.letters.models import Letter

    _letters(office, 5)
    sender = _sender(dt.timedelta(hours=1))
    with smtp_server(Mood(greeting={"421": 1})) as server:
        _use(settings_of, server)
        assert [sender.run(), sender.run()] == [0, 0]
        assert server.moments["greeting 421"] == 1
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]
    with smtp_server() as server:
        _use(settings_of, server)
        assert _sender().run() == 4
        Letter.objects.update(next_try=dt.datetime.now(dt.UTC))
        assert _sender().run() == 1


def test_the_distance_between_tries_grows():
    """One minute, two, four; never more than six hours."""
    from beatwise.web.letters.sender import distance

    minutes = [distance(tries).total_seconds() / 60 for tries in (1, 2, 3, 9, 10, 50)]
    assert minutes == [1, 2, 4, 256, 360, 360]


def test_a_letter_is_given_up_after_ten_tries_or_two_days(office, settings_of):
    """It is then on the list, and on the home page of who manages letters."""
    from django.utils import timezone

    from beatwise.web.letters.models import Letter

    _letters(office, 2)
    long_ago = timezone.now() - dt.timedelta(days=2, minutes=1)
    Letter.objects.filter(mark="test/1").update(tries=1, made_at=long_ago)
    with smtp_server(Mood(rcpt={"450": 1})) as server:
        _use(settings_of, server)
        sender = _sender()
        for _ in range(10):
            assert _states()["waiting"]
            sender.run()
            assert Letter.objects.get(mark="test/1").state == Letter.NOT_SENT
    assert _states() == {"not sent": 2}
    assert "2 emails could not be sent" in office.client("governance").get("/").content.decode()
    assert "could not be sent" not in office.client("commissioner").get("/").content.decode()


def test_a_worker_that_was_killed_leaves_a_letter_that_nobody_sends_twice(office, settings_of):
    """Nobody knows whether it arrived, so somebody decides."""
    from beatwise.web.letters.models import Letter

    _letters(office, 1)
    Letter.objects.update(state=Letter.HANDED)
    with smtp_server() as server:
        _use(settings_of, server)
        assert _sender().run() == 0
        assert _states() == {"unsure": 1}
        client = office.client("governance")
        key = Letter.objects.get().pk
        assert "May not have arrived" in client.get("/letters/").content.decode()
        client.post(f"/letters/{key}/again/")
        assert _sender().run() == 1
        assert sum(server.arrived.values()) == 1
    answer = client.post(f"/letters/{key}/again/")
    assert answer.status_code == 409
    assert "his email is sent by now" in answer.content.decode()


def test_who_is_gone_gets_no_letter(office, settings_of):
    """The letter of a closed account is listed, and can be taken off the list."""
    from beatwise.web.history.models import Change
    from beatwise.web.letters.models import Letter

    (letter,) = _letters(office, 1)
    letter.account.is_active = False
    letter.account.save()
    with smtp_server() as server:
        _use(settings_of, server)
        assert _sender().run() == 0
        assert not server.arrived
    client = office.client("governance")
    assert "the account is closed" in client.get("/letters/").content.decode()
    client.post(f"/letters/{Letter.objects.get().pk}/leave/")
    assert "Every email was sent" in client.get("/letters/").content.decode()
    assert Change.objects.order_by("-number")[0].action == "letter.leave"


def test_without_a_mail_server_letters_are_files(office, settings_of, tmp_path):
    """Each run writes what is due into the folder of letters."""
    settings_of.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings_of.EMAIL_FILE_PATH = str(tmp_path)
    _letters(office, 2)
    assert _sender().run() == 2
    texts = "".join(file.read_text() for file in tmp_path.iterdir())
    first = message_from_string(texts)
    assert first["To"] == "commissioner@office.example"
    assert texts.count("Message-ID") == 2
