"""How long an answer is remembered: until a change that it hangs on, and never over one."""

from __future__ import annotations

import pytest


@pytest.fixture
def write(office):
    """Write a line of the history."""
    from beatwise.web.history import audit

    def written(action: str) -> None:
        with audit.changing():
            audit.write(action, "thing/1", after={"a": 1}, by=None)

    return written


def test_an_answer_lasts_over_changes_that_it_does_not_hang_on(office, write):
    """A sign-in leaves a rating as it is; a new value, or one after it, does not."""
    from beatwise.web.history.cache import ACCOUNTS, RECORDS, remembered

    times: list[int] = []

    @remembered(4, whatever=(ACCOUNTS, RECORDS))
    def answer() -> int:
        times.append(1)
        return len(times)

    write("observation.add")
    assert (answer(), answer()) == (1, 1)
    write("account.sign_in")
    write("record.comment")
    assert answer() == 1
    write("observation.add")
    write("account.sign_out")
    assert answer() == 2
    write("accounting.begin")  # begins with the same letters, and is another kind
    assert (answer(), answer()) == (3, 3)


def test_files_and_letters_leave_every_figure_and_what_an_import_does_does_not(office, write):
    """An upload or an export is no reason to work anything out again; a commit or an undo is."""
    from beatwise.web.history.cache import WITHOUT_FIGURES, remembered

    times: list[int] = []

    @remembered(4, whatever=WITHOUT_FIGURES)
    def answer() -> int:
        times.append(1)
        return len(times)

    write("observation.add")
    for name in ("import.upload", "import.ask", "export.ready", "letters.choose", "token.revoke"):
        write(name)
        assert answer() == 1, name
    for count, name in enumerate(("import.commit", "import.undo", "meeting.freeze"), start=2):
        write(name)
        assert answer() == count, name


def test_a_change_that_was_taken_back_is_not_remembered(office, write):
    """What was asked inside an action that failed is asked again, also under the same number."""
    from django.db import transaction

    from beatwise.web.history.cache import ACCOUNTS, last_hash, remembered

    @remembered(4, whatever=(ACCOUNTS,))
    def answer() -> str:
        return last_hash()

    write("observation.add")
    before = answer()
    with transaction.atomic():
        mark = transaction.savepoint()
        write("observation.add")
        assert answer() != before
        transaction.savepoint_rollback(mark)
    assert answer() == before
    write("observation.take_back")
    assert answer() == last_hash() != before


def test_a_page_that_reads_is_of_one_moment(office, write):
    """Within a page the history is looked at once, until the page writes history itself."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from beatwise.web.history.cache import ACCOUNTS, last_hash, one_moment, remembered

    @remembered(4, whatever=(ACCOUNTS,))
    def one() -> str:
        return last_hash()

    @remembered(4, whatever=(ACCOUNTS,))
    def another(words: str) -> str:
        return words + last_hash()

    write("observation.add")
    one(), another("a"), another("b")
    with CaptureQueriesContext(connections["default"]) as queries, one_moment():
        assert [one(), another("a"), another("b"), one()][0] == last_hash()
    assert len(queries) == 2  # the mark, and the test's own question
    with one_moment():
        before = one()
        write("observation.add")
        assert one() == last_hash() != before
    write("observation.add")
    assert one() == last_hash()  # and outside a page each question is asked anew


def test_home_follows_each_step(office):
    """A decision is on the home page of who takes it at once, and off it at once."""
    from beatwise.accountability.questions import EVERY
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    decisions, chief = definition("decisions"), office.client("commissioner")
    given = {"title": "Patrols in two towns", "options": "a", "evidence": "b", "equality": "c",
             "decided_on": "2026-11-02", "decided_by": "commissioner"}  # fmt: skip
    row = actions.make(register=decisions, values=given, by=office.account("performance"))
    for step, role, waits in (
        ("propose", "performance", True),
        ("take", "deputy", False),
    ):
        assert (given["title"] in chief.get("/").content.decode()) is not waits
        row = actions.move(
            register=decisions, number=row.number, version=row.version, step=step,
            by=office.account(role), stepped_up=True, reasons={EVERY: "It was decided on paper."},
        )  # fmt: skip
        assert (given["title"] in chief.get("/").content.decode()) is waits
