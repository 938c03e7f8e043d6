"""Forms of councils, seats, steps towards balance and recorded votes."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability.boards.votes import RULES
from beatwise.web.actions.forms import day_field
from beatwise.web.bodies import selectors
from beatwise.web.meetings.models import Board
from beatwise.web.pages.forms import why_field


_NUMBER = {"class": "govuk-input--width-5", "inputmode": "numeric"}


def _lines(label: str, rows: int, longest: int, **more: object) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def _number(label: str, **more: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=5, widget=forms.TextInput(attrs=_NUMBER), **more)


class CouncilForm(forms.Form):
    """A council that appoints to a body, and its councillors by party."""

    name = forms.CharField(label="Council", max_length=120)
    councillors = _lines(
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
        councils = [(str(row.pk), row.name) for row in selectors.councils(board)]
        self.fields["council"] = forms.ChoiceField(
            label="Appointed by", required=False,
            choices=[("", "Nobody: a co-opted independent member"), *councils],
        )  # fmt: skip
        self.fields["party"] = forms.CharField(
            label="Party", max_length=80, required=False,
            help_text="As in the council's figures. Empty for a co-opted independent member.",
        )  # fmt: skip
        self.fields["office"] = forms.CharField(
            label="Office on the body", max_length=80, required=False,
            help_text="For example chair or vice-chair. Never a person's name.",
        )  # fmt: skip
        self.fields["begins"] = day_field(label="Term begins", required=False)
        self.fields["ends"] = day_field(label="Term ends", required=False)
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

    shares = _lines(
        "Printed entitlements", 8, 4000, help_text="One party a line, as in “Green: 0.61”."
    )
    source = forms.CharField(
        label="Paper", max_length=300, help_text="Which paper, item and paragraph."
    )


class StepForm(forms.Form):
    """Something that was tried to meet the balance."""

    on = day_field(label="Day")
    words = _lines("What was asked, and of whom", 3, 2000, help_text="Roles and bodies only.")
    answer = _lines("Answer", 3, 2000, required=False)


class VoteForm(forms.Form):
    """A vote as the minutes record it."""

    motion = _lines("Motion", 3, 2000)
    mover = forms.CharField(
        label="Moved by", max_length=120, required=False,
        help_text="A seat or role, for example “councillor” or “independent member”.",
    )  # fmt: skip
    seconder = forms.CharField(label="Seconded by", max_length=120, required=False)
    rule = forms.ChoiceField(
        label="What carries it", choices=[(name, rule.in_words) for name, rule in RULES.items()]
    )
    members = _number("Members at the time", help_text="Vacant seats are not members.")
    present = _number("Present, with substitutes")
    in_favour = _number("For", required=False, help_text="Empty where it is not recorded.")
    against = _number("Against", required=False)
    abstained = _number("Abstained", required=False)
    casting = forms.ChoiceField(
        label="Chair's casting vote", required=False,
        choices=[("", "None"), ("yes", "For"), ("no", "Against")],
    )  # fmt: skip
    carried = forms.ChoiceField(
        label="Result as recorded", choices=[("yes", "Carried"), ("no", "Not carried")]
    )
    named = _lines(
        "How each seat voted", 6, 4000, required=False,
        help_text="Only for a recorded vote: one seat a line, as in “3: for”.",
    )  # fmt: skip


class CorrectVoteForm(VoteForm):
    """A vote that is recorded, and why it is corrected."""

    why = why_field()
