"""What a form's page says of a field that is wrong."""

from __future__ import annotations

from django import forms

from beatwise.web.pages.templatetags.plain import faults


class _Claim(forms.Form):
    words = forms.CharField(max_length=5)
    kind = forms.ChoiceField(choices=[("", "Choose one"), ("a", "A")])
    file = forms.FileField()


def test_an_empty_field_says_what_is_to_be_done_there():
    """A line is filled in, a list chosen from, a file chosen; each once."""
    form = _Claim({})
    said = {field.name: faults(field) for field in form}
    assert said == {
        "words": ["Fill this in."], "kind": ["Choose one."], "file": ["Choose a file."],
    }  # fmt: skip


def test_what_is_wrong_otherwise_keeps_its_words():
    """A fault that a rule found, and Django's own, stay as they are; a fine field says nothing."""
    form = _Claim({"words": "too long", "kind": "a"}, {"file": None})
    form.add_error("kind", "A is closed. Choose another.")
    assert faults(form["kind"]) == ["A is closed. Choose another."]
    (long,) = faults(form["words"])
    assert "at most 5 characters" in long
    assert faults(_Claim({"words": "fine"})["words"]) == []
