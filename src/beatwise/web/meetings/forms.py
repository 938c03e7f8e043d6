"""Forms of boards and meetings."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability.roles import OWNER_ROLES
from beatwise.web.actions.forms import day_field
from beatwise.web.meetings.meeting_dates import FREQUENCIES
from beatwise.web.meetings.models import Board
from beatwise.web.pages.forms import why_field
from beatwise.web.performance import selectors as performance


_ROLES = list(OWNER_ROLES.items())
_SHORT = {"class": "govuk-input--width-5", "inputmode": "numeric"}


def _whole(**more: object) -> forms.CharField:
    return forms.CharField(max_length=5, widget=forms.TextInput(attrs=_SHORT), **more)


def _text(label: str, rows: int, longest: int, **more: object) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class _Ticks(forms.CheckboxSelectMultiple):
    template_name = "meetings/ticks.html"


class BoardForm(forms.Form):
    """A board's fields."""

    name = forms.CharField(label="Name", max_length=120)
    about = _text("What it is for", 3, 2000, required=False)
    chair = forms.ChoiceField(label="Chair", choices=_ROLES, help_text="A role, never a person.")
    members = forms.MultipleChoiceField(
        label="Who sits on it", choices=_ROLES, required=False, widget=_Ticks
    )
    frequency = forms.ChoiceField(
        label="How often it meets", choices=[(name, name.capitalize()) for name in FREQUENCIES]
    )
    papers_days = _whole(label="Papers are due how many days before", initial="7")


class ClosableBoardForm(BoardForm):
    """The fields of a board that is there."""

    closed = forms.BooleanField(label="The board is closed and no longer meets", required=False)
    why = why_field(required=False)


class MeetingForm(forms.Form):
    """A meeting's fields."""

    on = day_field(label="Day")
    begins = forms.CharField(
        label="Begins at", max_length=5, initial="10:00",
        widget=forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    minutes_long = _whole(label="How many minutes", initial="120")
    place = forms.CharField(label="Place", max_length=200, required=False)


class ItemForm(forms.Form):
    """An item that somebody puts on an agenda."""

    heading = forms.CharField(label="Heading", max_length=200)
    words = _text("What it is about", 4, 5000, required=False)
    owner = forms.ChoiceField(label="Owner", choices=_ROLES, help_text="A role, never a person.")


class WhyForm(forms.Form):
    """A reason, where the step needs one."""

    def __init__(self, data: QueryDict | None = None, *, needed: bool):
        super().__init__(data)
        self.fields["why"] = why_field(required=needed)


class HoldForm(forms.Form):
    """Who was there."""

    attended = forms.MultipleChoiceField(label="Who was there", choices=_ROLES, widget=_Ticks)

    def __init__(self, board: Board, data: QueryDict | None = None):
        super().__init__(data, initial={"attended": [board.chair, *board.members]})


class MinutesForm(forms.Form):
    """What was said."""

    minutes = _text("Minutes", 15, 50_000, help_text="Roles, never names of persons.")


class DecisionForm(forms.Form):
    """A decision in words."""

    words = _text("What was decided", 4, 2000)


class RewordForm(DecisionForm):
    """A decision in other words."""

    why = why_field()


class ActionForm(forms.Form):
    """An action that the board decides."""

    def __init__(self, data: QueryDict | None = None):
        super().__init__(data)
        self.fields["title"] = _text("What is to be done", 3, 300)
        self.fields["strategy"] = _strategy()
        self.fields["owner"] = forms.ChoiceField(
            label="Owner",
            choices=[("", "Choose a role"), *_ROLES],
            help_text="A role, never a person.",
        )
        self.fields["due"] = day_field(label="Due")
        self.fields["depends_on"] = forms.CharField(
            label="Waits for", required=False, max_length=1000,
            help_text="Ids of other actions, separated by semicolons.",
        )  # fmt: skip


class ChangeForm(forms.Form):
    """A change asked for, approved or refused."""

    def __init__(self, lines: dict[int, str], data: QueryDict | None = None):
        super().__init__(data)
        choices = [(number, words[:150]) for number, words in lines.items()]
        self.fields["change"] = forms.ChoiceField(label="Change", choices=choices)
        self.fields["step"] = forms.ChoiceField(
            label="Decision", choices=[("approve", "Approve"), ("refuse", "Refuse")]
        )
        self.fields["why"] = forms.CharField(
            label="Why", required=False, max_length=500, help_text="Needed to refuse."
        )


class WithdrawForm(forms.Form):
    """An action that the board withdraws."""

    action = forms.CharField(label="Id of the action", max_length=40)
    why = forms.CharField(label="Why", max_length=500)


def _strategy() -> forms.Field:
    plan = performance.plan()
    if plan is None:
        return forms.CharField(label="Strategy", max_length=80)
    choices = [("", "Choose a strategy"), *((s.id, s.title) for s in plan.strategies)]
    return forms.ChoiceField(label="Strategy", choices=choices)
