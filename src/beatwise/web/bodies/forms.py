"""Forms of councils, seats, steps towards balance and recorded votes."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from beatwise.accountability.boards.roll_call import STANDINGS
from beatwise.accountability.boards.votes import RULES, UNANIMOUS
from beatwise.web.actions.forms import day_field
from beatwise.web.bodies import selectors
from beatwise.web.bodies.co_options import ANSWERS, KINDS
from beatwise.web.bodies.models import RecordedVote, Seat
from beatwise.web.meetings.models import Board
from beatwise.web.pages.form_data.choice_field import ChoicesInput, select_field
from beatwise.web.pages.forms import long_field, number_field, why_field


class CouncilForm(forms.Form):
    """A council that appoints to a body, and its councillors by party."""

    name = forms.CharField(label="Council", max_length=120)
    councillors = long_field(
        "Councillors by party", 6, 4000, required=False,
        help_text="One party a line, as in “Green: 4”. Independents count as one party.",
    )  # fmt: skip
    as_at = day_field(label="As at", required=False)
    source = forms.CharField(
        label="Source", max_length=300, required=False,
        help_text="The paper or page the numbers are from.",
    )  # fmt: skip


class SeatForm(forms.Form):
    """A seat and who holds it."""

    def __init__(
        self,
        board: Board,
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(data, initial=initial)
        known = list(selectors.councils(board))
        councils = [(str(row.pk), row.name) for row in known]
        self.fields["council"] = forms.ChoiceField(
            label="Appointed by", required=False,
            choices=[("", "Nobody: a co-opted independent member"), *councils],
        )  # fmt: skip
        self.fields["party"] = forms.CharField(
            label="Party", max_length=80, required=False,
            widget=ChoicesInput(sorted({p for c in known for p in c.councillors})),
            help_text="As in the council's figures. Empty for a co-opted independent member.",
        )  # fmt: skip
        self.fields["office"] = forms.CharField(
            label="Office on the body", max_length=80, required=False,
            help_text="For example chair or vice-chair. Never a person's name.",
        )  # fmt: skip
        self.fields["begins"] = day_field(label="Term begins", required=False)
        self.fields["ends"] = day_field(label="Term ends", required=False)
        self.fields["reappoint_by"] = day_field(
            label="Reappointment is decided by", required=False,
            help_text="Well before the term ends, where a new member has to be recruited.",
        )  # fmt: skip
        self.fields["ends_note"] = forms.CharField(
            label="Or earlier", max_length=120, required=False,
            help_text="For example “or on abolition of the panel”.",
        )  # fmt: skip
        self.fields["substitute"] = forms.BooleanField(
            label="A substitute may attend and vote", required=False
        )
        self.fields["vacant"] = forms.BooleanField(label="The seat is vacant", required=False)


class ChangeCouncilForm(CouncilForm):
    """A council that is there, and why it is changed."""

    why = why_field(required=False)


class ChangeSeatForm(SeatForm):
    """A seat that is there, and why it is changed."""

    def __init__(
        self,
        board: Board,
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(board, data, initial=initial)
        self.fields["why"] = why_field(required=False)


class PrintedForm(forms.Form):
    """Entitlements as a paper prints them."""

    shares = long_field(
        "Printed entitlements", 8, 4000, help_text="One party a line, as in “Green: 0.61”."
    )
    source = forms.CharField(
        label="Paper", max_length=300, help_text="Which paper, item and paragraph."
    )


class StepForm(forms.Form):
    """Something that was tried to meet the balance."""

    on = day_field(label="Day")
    words = long_field("What was asked, and of whom", 3, 2000, help_text="Roles and bodies only.")
    answer = long_field("Answer", 3, 2000, required=False)


NOT_CALLED = "not called"  # a seat that stands on no roll


class RollForm(forms.Form):
    """Who of a body's members was there: a choice for each seat."""

    def __init__(
        self,
        seats: Sequence[Seat],
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(data, initial=initial)
        for row in seats:
            self.fields[f"seat_{row.number}"] = forms.ChoiceField(
                label=row.words,
                choices=[(NOT_CALLED, "Not called"), *STANDINGS.items()],
            )
        chairs = [(str(row.number), f"Seat {row.number}") for row in seats]
        self.fields["chair"] = forms.ChoiceField(
            label="In the chair", required=False, choices=[("", "Nobody of them"), *chairs]
        )


class CoOptionForm(forms.Form):
    """A member who is to be co-opted."""

    def __init__(self, board: Board, data: QueryDict | None = None):
        super().__init__(data)
        councils = [(str(row.pk), row.name) for row in selectors.councils(board)]
        self.fields["kind"] = forms.ChoiceField(label="Who", choices=list(KINDS.items()))
        self.fields["council"] = forms.ChoiceField(
            label="Council", required=False, choices=[("", "None"), *councils],
            help_text="Of an elected member.",
        )  # fmt: skip
        self.fields["party"] = forms.CharField(label="Party", max_length=80, required=False)
        self.fields["reasons"] = long_field(
            "Reasons", 4, 4000,
            help_text="Why the balanced appointment objective is met better; these go to the "
            "Secretary of State.",
        )  # fmt: skip


class ResolutionForm(forms.Form):
    """The unanimous vote by which a body resolved."""

    def __init__(self, board: Board, data: QueryDict | None = None):
        super().__init__(data)
        votes = RecordedVote.objects.filter(meeting__board=board, rule=UNANIMOUS.name)
        choices = [(str(v.pk), f"{v.meeting}: {v.motion}"[:150]) for v in votes]
        self.fields["vote"] = forms.ChoiceField(
            label="Recorded vote", choices=choices, help_text="Only votes by the unanimous rule."
        )


class NotificationForm(forms.Form):
    """The day on which the Secretary of State was notified."""

    on = day_field(label="Notified on")


class AnswerForm(forms.Form):
    """What the Secretary of State answered."""

    answer = select_field("Answer", ANSWERS)
    on = day_field(label="Answered on")


class VoteForm(forms.Form):
    """A vote as the minutes record it."""

    motion = long_field("Motion", 3, 2000)
    mover = forms.CharField(
        label="Moved by", max_length=120, required=False,
        help_text="A seat or role, for example “councillor” or “independent member”.",
    )  # fmt: skip
    seconder = forms.CharField(label="Seconded by", max_length=120, required=False)
    rule = forms.ChoiceField(
        label="What carries it", choices=[(name, rule.in_words) for name, rule in RULES.items()]
    )
    members = number_field("Members at the time", help_text="Vacant seats are not members.")
    present = number_field("Present, with substitutes")
    in_favour = number_field("For", required=False, help_text="Empty where it is not recorded.")
    against = number_field("Against", required=False)
    abstained = number_field("Abstained", required=False)
    casting = forms.ChoiceField(
        label="Chair's casting vote", required=False,
        choices=[("", "None"), ("yes", "For"), ("no", "Against")],
    )  # fmt: skip
    carried = select_field("Result as recorded", {"yes": "Carried", "no": "Not carried"})
    named = long_field(
        "How each seat voted", 6, 4000, required=False,
        help_text="Only for a recorded vote: one seat a line, as in “3: for”.",
    )  # fmt: skip


class CorrectVoteForm(VoteForm):
    """A vote that is recorded, and why it is corrected."""

    why = why_field()
