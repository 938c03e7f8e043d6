"""The kinds of decision that minutes hold: the words, the form and the action of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import BaseForm
from django.http import QueryDict

from beatwise.accountability.roles import Person
from beatwise.web.actions import board_papers
from beatwise.web.meetings import forms, minutes
from beatwise.web.meetings.views.meeting_form import Subject
from beatwise.web.pages.form_actions import Answers


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """One kind of decision.

    ``lines`` are the changes still asked for, by number, where the kind decides one of them;
    ``form`` makes the form from what was sent, those lines and who asks; ``minute`` does what it
    says.
    """

    words: str
    form: Callable[[QueryDict | None, dict[int, str], Person], BaseForm]
    minute: Callable[[Subject, Answers], object]
    lines: Callable[[], dict[int, str]] = dict


def _decide(meeting: Subject, answers: Answers) -> None:
    minutes.decide(**meeting, words=answers["words"])


def _decide_action(meeting: Subject, answers: Answers) -> None:
    minutes.decide_action(**meeting, values=answers)


def _decide_change(meeting: Subject, answers: Answers) -> None:
    number, step, why = int(answers["change"]), answers["step"], answers["why"]
    minutes.decide_change(**meeting, change=number, step=step, why=why)


def _withdraw(meeting: Subject, answers: Answers) -> None:
    minutes.withdraw_action(**meeting, action=answers["action"], why=answers["why"])


KINDS = {
    "decision": DecisionKind(
        "Minute a decision", lambda data, *_: forms.DecisionForm(data), _decide
    ),
    "action": DecisionKind(
        "Minute an action", lambda data, _, by: forms.ActionForm(by, data), _decide_action
    ),
    "change": DecisionKind(
        "Decide a change",
        lambda data, lines, _: forms.ChangeForm(lines, data),
        _decide_change,
        board_papers.change_lines,
    ),
    "withdrawal": DecisionKind(
        "Withdraw an action", lambda data, _, by: forms.WithdrawForm(by, data), _withdraw
    ),
}
# What a keeper of one body minutes, who does not see the plan's actions and changes.
IN_WORDS = {"decision": KINDS["decision"]}
