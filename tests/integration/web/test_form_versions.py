"""Every form that carries a record's version refuses one that is no number, such as ``²``."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.integration.web.test_addresses import ADDRESSES, made_world

import beatwise.web
from beatwise.errors import BadInput


WORDS = "the form does not say which version it saw"
# The templates with a form that carries a version, and the addresses that such forms are sent to.
# ``FILLED`` is what must be filled in before the version is read.
FORMS = {
    "actions/take_back.html": {"take_back_change"},
    "actions/form.html": {"edit_action"},
    "bodies/co_option.html": {
        "co_option"
    },  # the world's has no step left: test_proceedings takes them
    "bodies/form.html": {"change_council", "change_seat"},
    "budget/form.html": {"change_budget", "change_deadline"},
    "commissioning/last_day.html": {"set_last_day"},
    "commissioning/publisher.html": {"publisher"},
    "commissioning/return.html": {"answer_return"},
    "consultations/form.html": {"change_consultation"},
    "proceedings/form.html": {"forward_item"},
    "funds/form.html": {"change_fund", "change_line", "change_project"},
    "funds/step.html": {"take_step"},
    "actions/step.html": {"action_step"},
    "meetings/agenda.html": {"agenda"},
    "meetings/decide.html": {"decide"},
    "meetings/item.html": {"agenda_item"},
    "meetings/form.html": {"change_board", "change_meeting", "write_minutes", "reword_decision"},
    "meetings/step.html": {"meeting_step"},
    "papers/form.html": {"note_on_figure"},
    "papers/step.html": {"paper_step"},
    "papers/release.html": {"release_paper"},
    "papers/write.html": {"write_paper"},
    "patrols/rules.html": {"patrol_rules"},
    "plan/draft_step.html": {"plan_draft_step"},
    "plan/row_form.html": {"change_plan_row"},
    "registers/form.html": {"change_record"},
    "registers/step.html": {"step"},
}
FINANCE = {"budget/form.html", "commissioning/last_day.html", "funds/step.html"}
FILLED = {
    "answer_return": {"step": "send_back", "words": "No figures"},
    "agenda_item": {"do": "save", "owner": "performance"},
    "agenda": {"do": "add", "heading": "Lights", "words": "Why", "owner": "performance"},
    "decide": {
        "title": "Lights", "strategy": "neighbourhood-crime", "owner": "performance",
        "due": "2027-01-01",
    },
    "plan_draft_step": {"valid_from": "2027-01-01", "why": "A new budget"},
    "set_last_day": {"on": "2028-05-07", "basis": "The Act"},
    "meeting_step": {"why": "No quorum"},
    "paper_step": {"why": "Not needed"},
    "note_on_figure": {"words": "As stated"},
    "reword_decision": {"why": "Clearer"},
    "write_minutes": {"minutes": "Noted"},
    "edit_action": {"title": "Lights", "strategy": "neighbourhood-crime", "owner": "performance"},
}  # fmt: skip


class Fields(HTMLParser):
    """The fields of a page's forms by name, each with the value that it would send."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag, attrs):
        """Note a field's value; of several choices the first, of ticks those that are set."""
        attributes = dict(attrs)
        name, value = attributes.get("name") or "", attributes.get("value") or ""
        if tag in ("select", "textarea"):
            self._open = name
        elif tag == "option" and self._open and "selected" in attributes:
            self.fields[self._open] = value
        elif tag == "option" and self._open and value:
            self.fields.setdefault(self._open, value)
        elif tag == "input" and name:
            ticked = attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes
            if ticked:
                self.fields[name] = value

    def handle_endtag(self, tag):
        """Leave a choice or a text."""
        if tag in ("select", "textarea"):
            self._open = ""

    def handle_data(self, data):
        """Note what a text holds."""
        if self._open and data.strip():
            self.fields.setdefault(self._open, data.strip())


def _templates(name: str) -> set[str]:
    return {template for template, names in FORMS.items() if name in names}


@pytest.mark.parametrize("version", ["²", "٣", "1.0", "-1", "9999999999", ""])
def test_a_version_is_at_most_nine_plain_digits(django_up, version):
    """Digits that only look like a number, and numbers too long to be a version, are refused."""
    from beatwise.web.pages.form_actions import read_version

    assert read_version("12") == 12
    with pytest.raises(BadInput, match=WORDS):
        read_version(version)


def test_no_template_with_a_version_is_forgotten():
    """A new form that carries a version is listed above, or this test fails."""
    templates = Path(beatwise.web.__file__).parent.rglob("templates/**/*.html")
    having = {t for t in templates if 'name="version"' in t.read_text(encoding="utf-8")}
    assert {"/".join(t.parts[-2:]) for t in having} == set(FORMS)


def test_every_form_with_a_version_refuses_one_that_is_no_number(office):
    """The answer says that the form knows no version, and nothing is changed."""
    from beatwise.web.history.models import Change

    world = made_world(office)
    clients = {role: office.client(role) for role in ("governance", "finance_officer")}
    before, wrong = Change.objects.count(), {}
    for name in sorted(set().union(*FORMS.values()) - {"co_option"}):
        # The plan's exceptions without a word keep this pack from being frozen, so it is cancelled.
        address = ADDRESSES[name]["path"].format(**world).replace("freeze", "cancel")
        # Finance keeps budgets and confirms entries; governance may change everything else.
        of_finance = FINANCE & _templates(name)
        client = clients["finance_officer" if of_finance else "governance"]
        page = Fields()
        page.feed(client.get(address).content.decode())
        fields = {**page.fields, **FILLED.get(name, {}), "version": "²"}
        answer = client.post(address, fields)
        if WORDS not in answer.content.decode().lower() or answer.status_code not in (200, 422):
            wrong[name] = (answer.status_code, fields)
    assert wrong == {}
    assert Change.objects.count() == before
