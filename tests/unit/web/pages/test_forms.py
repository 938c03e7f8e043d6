"""A file that is sent with a form: as large as its field allows, refused in words beyond that."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from beatwise.web.commissioning.forms import ReturnsFileForm, StandardFileForm
from beatwise.web.pages.forms import LimitedFileField
from beatwise.web.performance.forms import DocumentForm, MeasuresForm


@pytest.mark.parametrize(
    ("most", "words"), [(500_000, "larger than 500 kB"), (5_000_000, "larger than 5 MB")]
)
def test_the_limit_is_said_as_it_is_checked(most, words):
    """At the limit a file is taken; a byte more is refused, in words made from the limit."""
    field = LimitedFileField(most=most)
    assert field.clean(SimpleUploadedFile("a.csv", b"a" * most)).size == most
    with pytest.raises(forms.ValidationError, match=words):
        field.clean(SimpleUploadedFile("a.csv", b"a" * (most + 1)))


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (StandardFileForm, "file"),
        (ReturnsFileForm, "file"),
        (DocumentForm, "file"),
        (MeasuresForm, "files"),
    ],
)
def test_a_file_that_is_too_large_is_a_fault_of_its_field(form, field):
    """Every page that looks a file through says so beside the file, and nowhere else."""
    files = [SimpleUploadedFile("a.csv", b"a" * 5_000_001)]
    sent = form({}, {field: files if field == "files" else files[0]})
    assert not sent.is_valid()
    [fault] = sent.errors.pop(field)
    assert "larger than" in fault
    assert not sent.errors
