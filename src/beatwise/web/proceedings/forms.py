"""Forms of proceedings, requests, public questions and forward plans."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability.boards.agenda import CANCELLED, POSTPONED
from beatwise.accountability.roles import owner_titles
from beatwise.web.actions.forms import day_field
from beatwise.web.bodies import selectors as bodies
from beatwise.web.meetings import agenda, selectors
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.pages.form_data.choice_field import select_field
from beatwise.web.pages.forms import long_field, number_field, why_field
from beatwise.web.proceedings.proceedings import INTERESTS, NONE_OF


_ROLES = list(owner_titles().items())


def _seat_field(meeting: Meeting, label: str) -> forms.ChoiceField:
    rows = bodies.seats(meeting.board).filter(vacant=False)
    choices = {str(row.number): row.words for row in rows}
    return select_field(label, choices, hint="Seats, never names.")


class NoneForm(forms.Form):
    """That there was none of something."""

    of = select_field("What there was none of", NONE_OF)

    def __init__(self, meeting: Meeting, data: QueryDict | None = None):
        super().__init__(data)


class DeclarationForm(forms.Form):
    """An interest that a member declared."""

    def __init__(self, meeting: Meeting, data: QueryDict | None = None):
        super().__init__(data)
        items = [item.heading for item in agenda.draw(meeting, selectors.today()).items]
        self.fields["seat"] = _seat_field(meeting, "Who declared it")
        self.fields["item"] = select_field("Item of the agenda", {words: words for words in items})
        self.fields["kind"] = select_field("Kind of interest", INTERESTS)
        self.fields["left"] = forms.BooleanField(
            label="The member left the room for the item", required=False
        )


class ElectionForm(forms.Form):
    """An election to an office of the body."""

    def __init__(self, meeting: Meeting, data: QueryDict | None = None):
        super().__init__(data)
        self.fields["office"] = select_field(
            "Office", {"Chair": "Chair", "Vice-chair": "Vice-chair"}
        )
        self.fields["candidates"] = long_field(
            "Who stood", 3, 2000,
            help_text="One candidate a line: seat and votes, as in “3: 7”, or “3” for one who was "
            "unopposed. Only elected members can stand; every member votes.",
        )  # fmt: skip
        self.fields["seat"] = _seat_field(meeting, "Who was elected")
        self.fields["until"] = forms.CharField(
            label="Until", max_length=120, required=False,
            help_text="For example “the annual meeting of 2027”.",
        )  # fmt: skip


class MinuteForm(forms.Form):
    """A numbered minute."""

    def __init__(
        self,
        meeting: Meeting,
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(data, initial=initial)
        self.fields["heading"] = forms.CharField(label="Heading", max_length=200)
        self.fields["words"] = long_field(
            "Minute", 8, 30_000, required=False, help_text="Roles and seats, never names."
        )
        self.fields["resolutions"] = long_field(
            "Resolved", 5, 20_000, required=False,
            help_text="One resolution a line; the letters are added.",
        )  # fmt: skip
        votes = [(str(v.number), f"{v.number}. {v.motion}"[:120]) for v in bodies.votes(meeting)]
        self.fields["vote"] = forms.ChoiceField(
            label="Recorded vote", required=False, choices=[("", "None"), *votes]
        )


class NewMinuteForm(MinuteForm):
    """A new numbered minute; the body's numbers run on."""

    def __init__(self, meeting: Meeting, data: QueryDict | None = None):
        super().__init__(meeting, data)
        self.fields["number"] = number_field(
            "Number", 6, required=False,
            help_text="Empty for the next one. The body's first minute here can continue its own.",
        )  # fmt: skip


class CorrectMinuteForm(MinuteForm):
    """A numbered minute that is there, and why it is corrected."""

    def __init__(
        self,
        meeting: Meeting,
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(meeting, data, initial=initial)
        self.fields["why"] = why_field()


class RequestForm(forms.Form):
    """What a body asked of a role."""

    def __init__(self, meeting: Meeting, data: QueryDict | None = None):
        super().__init__(data)
        minutes = [(str(m.number), str(m)) for m in meeting.numbered_minutes.all()]
        self.fields["words"] = long_field("What was requested", 3, 4000)
        self.fields["items"] = long_field(
            "Its items", 6, 20_000, required=False,
            help_text="One item a line; the letters are added. Empty where it is one question.",
        )  # fmt: skip
        self.fields["asked_of"] = select_field(
            "Of whom", dict(_ROLES), hint="A role, never a person."
        )
        self.fields["due"] = day_field(label="Answer due", required=False)
        self.fields["minute"] = forms.ChoiceField(
            label="Minute", required=False, choices=[("", "None"), *minutes]
        )


class QuestionForm(forms.Form):
    """A question from the public."""

    def __init__(self, meeting: Meeting, data: QueryDict | None = None):
        super().__init__(data)
        self.fields["submitted_on"] = day_field(label="Submitted on")
        self.fields["words"] = long_field(
            "Question", 4, 4000, help_text="Without the name of who asks it."
        )
        self.fields["asked_of"] = select_field("Of whom", dict(_ROLES))


class AnswerQuestionForm(forms.Form):
    """What was answered, or why a question is not put."""

    answer = long_field("Answer", 5, 10_000, required=False)
    refused = long_field("Why it is not put", 2, 2000, required=False)
    answered_on = day_field(label="Day")


class AnswerItemForm(forms.Form):
    """The answer to one lettered item."""

    answered_in = forms.CharField(
        label="Answered in", max_length=200, required=False,
        help_text="The paper and its paragraphs, as in “Crime prevention activity, 13 to 18”.",
    )  # fmt: skip
    answer = long_field("Answer in words", 4, 10_000, required=False)
    answered_on = day_field(label="Answered on")


class ForwardItemForm(forms.Form):
    """Something that a body is to look at."""

    heading = forms.CharField(label="What", max_length=200)
    presenter = forms.ChoiceField(
        label="Presenter", choices=[("", "Not set"), *_ROLES], required=False
    )
    by_day = day_field(label="By", required=False)


class ChangeForwardItemForm(ForwardItemForm):
    """An item that is there: moved, heard at a meeting, or taken off."""

    def __init__(
        self,
        board: Board,
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(data, initial=initial)
        rows = board.meetings.exclude(state__in=(CANCELLED, POSTPONED)).order_by("-on")[:60]
        choices = [(str(row.number), str(row)) for row in rows]
        self.fields["heard_at"] = forms.ChoiceField(
            label="Heard at", required=False, choices=[("", "Not heard yet"), *choices]
        )
        self.fields["removed"] = forms.BooleanField(label="Take it off the plan", required=False)
