"""Forms of funds, lines and entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.http import QueryDict

from beatwise.accountability.ledger import KINDS, SINGLE
from beatwise.accountability.roles import owner_titles
from beatwise.clock import financial_year, financial_year_words
from beatwise.web.actions.forms import day_field
from beatwise.web.funds.models import Fund, Line
from beatwise.web.pages.form_data.area_fields import AreaForm
from beatwise.web.pages.form_data.choice_field import ChoicesInput, select_field
from beatwise.web.pages.form_data.pounds_input import PoundsInput
from beatwise.web.pages.forms import why_field
from beatwise.web.pages.today import today


def _text(label: str, rows: int, **more: object) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )  # fmt: skip


def _amount() -> forms.CharField:
    return forms.CharField(
        label="Amount in pounds", max_length=20, widget=PoundsInput(),
        help_text="For example 1,234.50. Always above zero.",
    )  # fmt: skip


class FundForm(forms.Form):
    """A fund's fields."""

    name = forms.CharField(label="Name", max_length=120)
    purpose = _text("What it is for", 3)
    uses = _text("Permitted uses", 3)
    kind = forms.ChoiceField(label="What kind of fund", choices=list(Fund.KINDS.items()))
    decides = select_field("Who decides", owner_titles(), hint="A role, never a person.")
    after_end = _text(
        "What becomes of it when the body ends", 2,
        help_text="For example that this is not settled, and who was asked.",
    )  # fmt: skip
    opens = day_field(label="Opens", required=False)
    closes = day_field(label="Closes", required=False)


class ChangeFundForm(FundForm):
    """The fields of a fund that is there."""

    closed = forms.BooleanField(
        label="The fund is closed: no entry is made any more", required=False
    )
    why = why_field(required=False)


class LineForm(AreaForm):
    """A line's fields; ``areas`` are those to choose from, besides one that is written."""

    def __init__(
        self,
        areas: Sequence[str],
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(data, initial=initial)
        self.fields["receiver"] = forms.CharField(
            label="Receiver", max_length=160,
            help_text="A partnership, organisation or service, never a person.",
        )  # fmt: skip
        words = "As measures and partners' accounts name it; none for the whole area."
        self.offer_areas(areas, hint=words)
        self.fields["year"] = forms.CharField(
            label="Financial year", max_length=9, help_text="For example 2026/27.",
            widget=ChoicesInput(_years(), attrs={"class": "govuk-input--width-10"}),
        )  # fmt: skip
        self.fields["spend_by"] = day_field(label="To be spent by", required=False)


class ChangeLineForm(LineForm):
    """The fields of a line that is there."""

    def __init__(
        self,
        areas: Sequence[str],
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(areas, data, initial=initial)
        self.fields["closed"] = forms.BooleanField(
            label="The line is closed: no entry is made any more", required=False
        )
        self.fields["why"] = why_field(required=False)


class EntryForm(forms.Form):
    """An entry on a line, or of the fund as a whole."""

    def __init__(self, data: QueryDict | None = None, *, of_line: bool):
        super().__init__(data)
        kinds = {k: f"{KINDS[k].title}: {KINDS[k].about}" for k in SINGLE
                 if KINDS[k].of_line == of_line}  # fmt: skip
        self.fields["kind"] = select_field("What kind of entry", kinds)
        self.fields["amount"] = _amount()
        self.fields["on"] = day_field(label="Day")
        self.fields["reference"] = forms.CharField(
            label="Reference", max_length=80, required=False,
            help_text="The agreement's or invoice's number. Never bank details.",
        )  # fmt: skip
        self.fields["words"] = forms.CharField(
            label="Note", max_length=300, required=False, help_text="Where it comes from, or why."
        )


class ClaimForm(forms.Form):
    """What a receiver claims of its line."""

    amount = _amount()
    on = day_field(label="Day of the invoice or report")
    reference = forms.CharField(
        label="Reference", max_length=80, required=False,
        help_text="The invoice's number. Never bank details.",
    )  # fmt: skip
    evidence = forms.CharField(
        label="What shows that it was spent", max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was done, and the report, register or invoice that shows it. No names.",
    )  # fmt: skip
    words = forms.CharField(label="Note", max_length=300, required=False)


class MoveForm(forms.Form):
    """Money that moves to another fund, or to a line of the following year."""

    def __init__(
        self, targets: Iterable[tuple[str, str]], data: QueryDict | None = None, *, carry: bool
    ):
        super().__init__(data)
        if carry:
            kinds = {k: f"{KINDS[k].title}: {KINDS[k].about}"
                     for k in ("carried_out", "accrued_out")}  # fmt: skip
            self.fields["kind"] = select_field("What moves", kinds)
        label = "To the line" if carry else "To the fund"
        self.fields["target"] = select_field(label, dict(targets))
        self.fields["amount"] = _amount()
        self.fields["on"] = day_field(label="Day")
        self.fields["words"] = forms.CharField(
            label="Why", max_length=300, help_text="Kept with both entries."
        )


class YearForm(forms.Form):
    """A financial year whose books are closed."""

    why = why_field()
    field_order = ("year", "why")

    def __init__(self, data: QueryDict | None = None):
        super().__init__(data)
        self.fields["year"] = forms.CharField(
            label="Financial year", max_length=9, widget=ChoicesInput(_years())
        )
        self.order_fields(self.field_order)


def _years() -> list[str]:
    """Return the financial years that a form offers: this one first, then those beside it."""
    this = financial_year(today())
    return [financial_year_words(year) for year in (this, this + 1, this - 1, this + 2)]


def line_choices(rows: Iterable[Line]) -> list[tuple[str, str]]:
    """Return lines as the choices of a field."""
    return [(str(row.number), str(row)) for row in rows]
