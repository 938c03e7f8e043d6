"""Forms of papers, comments, notes, the policy, and files that are checked."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability.roles import owner_titles
from beatwise.web.actions.forms import day_field
from beatwise.web.pages.forms import why_field
from beatwise.web.papers.file_checks.uploaded_paper import ENDINGS
from beatwise.web.papers.recipe_text import recipes
from beatwise.web.papers.writing import CLASSIFICATIONS, LONGEST_TEXT


TEXT_HELP = (
    "An empty line ends a paragraph. # begins a heading, - a line of a list. Write a figure as "
    "{robbery.latest} or {robbery.2025/26 | change from last year}, and a table or chart on a line "
    "of its own as {table: robbery} or {chart: robbery}."
)


class PaperForm(forms.Form):
    """What a paper is, and its text; a new one may begin with a recipe."""

    title = forms.CharField(label="Title", max_length=200)
    body = forms.CharField(
        label="For whom", max_length=200, help_text="The body that it is written to."
    )
    date = day_field(label="Report date")
    author = forms.ChoiceField(label="Report author", help_text="A role, never a person.")
    contact = forms.ChoiceField(label="Officer to contact", help_text="A role, never a person.")
    classification = forms.ChoiceField(
        label="Security classification", choices=[(each, each) for each in CLASSIFICATIONS]
    )

    def __init__(
        self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None,
        is_new: bool = False,
    ):  # fmt: skip
        super().__init__(data, initial=initial)
        owners = [("", "Choose a role"), *owner_titles().items()]
        for name in ("author", "contact"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = owners
        if is_new:
            choices = [("", "An empty paper"), *recipes().items()]
            self.fields["recipe"] = forms.ChoiceField(
                label="Begin with", choices=choices, required=False
            )
        else:
            area = forms.Textarea(attrs={"rows": 24, "data-preview-source": "yes"})
            self.fields["text"] = forms.CharField(
                label="Text", required=False, max_length=LONGEST_TEXT, widget=area,
                help_text=TEXT_HELP,
            )  # fmt: skip
            self.order_fields(["title", "text"])


class CommentForm(forms.Form):
    """What somebody says about a paper."""

    words = forms.CharField(
        label="Comment", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    paragraph = forms.CharField(
        label="Paragraph", required=False, max_length=5,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        help_text="Its number, or nothing for the whole paper.",
    )  # fmt: skip


class NoteForm(forms.Form):
    """Why a figure that does not follow from others stands as it does."""

    words = forms.CharField(
        label="Note", max_length=500, help_text="It is printed in the paper, after its text."
    )


class StepForm(forms.Form):
    """A step, with the reason where it needs one."""

    def __init__(self, data: QueryDict | None = None, *, needed: bool):
        super().__init__(data)
        if needed:
            self.fields["why"] = why_field()


class PolicyForm(forms.Form):
    """How many people a release takes, from when, and why."""

    since = day_field(label="From")
    people = forms.ChoiceField(
        label="Who releases a paper",
        choices=(("2", "A second person"), ("1", "One person, and every paper says so")),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Why", max_length=500, help_text="Kept in the history.")


class FileCheckForm(forms.Form):
    """A file to check."""

    file = forms.FileField(label="Paper", help_text=f"One of: {', '.join(ENDINGS)}. At most 5 MB.")
