"""Forms of boards and meetings."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability.boards.agenda_template import EXAMPLE, KINDS
from beatwise.accountability.boards.body_documents import WHOSE
from beatwise.accountability.boards.body_rights import nameable
from beatwise.accountability.boards.frequencies import FREQUENCIES
from beatwise.accountability.roles import Person, owner_titles, owners_by_house
from beatwise.web.actions import named_actions
from beatwise.web.actions.forms import day_field, strategy_field
from beatwise.web.meetings.models import Board
from beatwise.web.pages.form_data.choice_field import select_field
from beatwise.web.pages.form_data.known_things import ThingField
from beatwise.web.pages.forms import TickBoxes, long_field, number_field, why_field


_ROLES = list(owner_titles().items())
_NAMED = list(nameable().items())


class BoardForm(forms.Form):
    """A board's fields."""

    name = forms.CharField(label="Name", max_length=120)
    about = long_field("What it is for", 3, 2000, required=False)
    whose = forms.ChoiceField(
        label="Whose it is", choices=list(WHOSE.items()), initial="office", required=False
    )
    basis = forms.CharField(
        label="What it rests on", max_length=300, required=False,
        help_text="The law, order or paper it was set up by.",
    )  # fmt: skip
    chair = forms.ChoiceField(
        label="Chair", choices=[("", "One of its seats is elected to it"), *_ROLES],
        required=False, help_text="A role, never a person.",
    )  # fmt: skip
    members = forms.MultipleChoiceField(label="Who sits on it", required=False, widget=TickBoxes)
    keepers = forms.MultipleChoiceField(
        label="Who from outside keeps its papers", choices=_NAMED, required=False,
        widget=TickBoxes,
        help_text="They plan its meetings, write its minutes and record its requests, and see no "
        "other body's.",
    )  # fmt: skip
    readers = forms.MultipleChoiceField(
        label="Who from outside reads its papers", choices=_NAMED, required=False,
        widget=TickBoxes,
    )  # fmt: skip
    frequency = forms.ChoiceField(
        label="How often it meets", choices=[(name, name.capitalize()) for name in FREQUENCIES]
    )
    papers_days = number_field("Papers are due how many days before", initial="7")
    question_days = number_field(
        "Public questions are due how many days before", required=False,
        help_text="Empty where it takes no public questions.",
    )  # fmt: skip
    quorum = forms.CharField(
        label="Quorum", max_length=8, required=False,
        help_text="A number of members, such as 5, or a share of them, such as 1/3.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip
    template = long_field(
        "Items of its own agenda", 10, 20_000, required=False,
        help_text="One item a line: heading, presenter, minutes, kind, and “yearly” for the first "
        f"meeting from May. For example “{EXAMPLE}”. The kinds are: {', '.join(KINDS)}.",
    )  # fmt: skip
    draws_record = forms.BooleanField(
        label="The plan's measures, actions and changes stand on its agenda",
        required=False, initial=True,
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None):
        super().__init__(data, initial=initial)
        self.fields["members"].choices = owners_by_house(str(self["whose"].value()))

    def clean_whose(self) -> str:
        """Return whose it is: the office's own where nothing was chosen."""
        return str(self.cleaned_data["whose"] or "office")


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
    minutes_long = number_field("How many minutes", initial="120")
    place = forms.CharField(label="Place", max_length=200, required=False)


class ItemForm(forms.Form):
    """An item that somebody puts on an agenda."""

    heading = forms.CharField(label="Heading", max_length=200)
    words = long_field("What it is about", 4, 5000, required=False)
    owner = select_field("Owner", dict(_ROLES), hint="A role, never a person.")


class PostponeForm(MeetingForm):
    """The day to which a meeting is postponed, and why."""

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None):
        super().__init__(data, initial=initial)
        self.fields["on"].label = "New day"
        self.fields["why"] = why_field()


class WhyForm(forms.Form):
    """A reason, where the step needs one."""

    def __init__(self, data: QueryDict | None = None, *, needed: bool):
        super().__init__(data)
        self.fields["why"] = why_field(required=needed)


class HoldForm(forms.Form):
    """Who was there."""

    attended = forms.MultipleChoiceField(
        label="Who was there", widget=TickBoxes,
        help_text="Roles of the office. The members' seats are called on the page of proceedings.",
    )  # fmt: skip

    def __init__(self, board: Board, data: QueryDict | None = None):
        super().__init__(data, initial={"attended": [board.chair, *board.members]})
        self.fields["attended"].choices = owners_by_house(board.whose)
        self.fields["attended"].required = bool(board.chair or board.members)


class MinutesForm(forms.Form):
    """What was said."""

    minutes = long_field("Minutes", 15, 50_000, help_text="Roles, never names of persons.")


class DecisionForm(forms.Form):
    """A decision in words."""

    words = long_field("What was decided", 4, 2000)


class RewordForm(DecisionForm):
    """A decision in other words."""

    why = why_field()


class ActionForm(forms.Form):
    """An action that the board decides."""

    def __init__(self, person: Person, data: QueryDict | None = None):
        super().__init__(data)
        self.fields["title"] = long_field("What is to be done", 3, 300)
        self.fields["strategy"] = strategy_field()
        self.fields["owner"] = forms.ChoiceField(
            label="Owner",
            choices=[("", "Choose a role"), *_ROLES],
            help_text="A role, never a person.",
        )
        self.fields["due"] = day_field(label="Due")
        self.fields["depends_on"] = named_actions.waits_field(person)


class ChangeForm(forms.Form):
    """A change asked for, approved or refused."""

    def __init__(self, lines: dict[int, str], data: QueryDict | None = None):
        super().__init__(data)
        choices = [(number, words[:150]) for number, words in lines.items()]
        self.fields["change"] = forms.ChoiceField(label="Change", choices=choices)
        self.fields["step"] = select_field("Decision", {"approve": "Approve", "refuse": "Refuse"})
        self.fields["why"] = forms.CharField(
            label="Why", required=False, max_length=500, help_text="Needed to refuse."
        )


class WithdrawForm(forms.Form):
    """An action that the board withdraws."""

    def __init__(self, person: Person, data: QueryDict | None = None):
        super().__init__(data)
        open_actions = named_actions.things(person, only_open=True)
        self.fields["action"] = ThingField(open_actions, label="Action")
        self.fields["why"] = forms.CharField(label="Why", max_length=500)
