"""Forms that several apps show."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile


class TickBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, under a heading for each group where the choices have groups."""

    template_name = "pages/form/ticks.html"


def why_field(*, required: bool = True, longest: int = 500) -> forms.CharField:
    """Return the field for the reason of a change."""
    return forms.CharField(
        label="Why", required=required, max_length=longest, help_text="Kept in the history."
    )


def long_field(label: str, rows: int, longest: int, **more: object) -> forms.CharField:
    """Return the field for text of several lines; ``more`` as Django's field takes it."""
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def number_field(
    label: str, longest: int = 5, *, inputmode: str = "numeric", **more: object
) -> forms.CharField:
    """Return a narrow field for a number, which is read where it is kept."""
    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": inputmode})
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


class LimitedFileField(forms.FileField):
    """A file of at most ``most`` bytes; a larger one is refused before it is read."""

    def __init__(self, *, most: int, **more: object):
        super().__init__(**more)
        self.most = most

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """Return the file; raise ``ValidationError`` where it is empty or too large."""
        file: UploadedFile | None = super().to_python(data)
        if file is not None and file.size > self.most:
            raise forms.ValidationError(
                f"The file is larger than {_bytes(self.most)}. Divide it, or give a smaller one."
            )
        return file


def _bytes(count: int) -> str:
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count // 1000} kB"


class ListForm(forms.Form):
    """A list to import."""

    file = forms.FileField(
        label="CSV, OpenDocument or Excel file", help_text="The same columns as the export."
    )


class OwnDocumentForm(forms.Form):
    """A document of an office's own, and why where it takes the place of one that is there.

    ``longest`` is how many characters of it are read, and one more: whoever takes it refuses that.
    """

    longest = 200_000
    file = forms.FileField(label="Document (TOML)")
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        help_text="Needed where it takes the place of one that is there. Kept in the history.",
    )

    def text(self) -> str:
        """Return the document; ``is_valid`` must have been asked."""
        file: UploadedFile = self.cleaned_data["file"]
        return str(file.read(self.longest + 1).decode("utf-8", errors="replace"))


class WhyForm(forms.Form):
    """A reason."""

    why = why_field()


class ReasonForm(forms.Form):
    """Why what is asked about the rows of a file is right."""

    reason = forms.CharField(
        label="Why they are right",
        max_length=300,
        help_text="One reason for all of them, kept with each and in the history.",
    )
