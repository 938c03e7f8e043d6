"""Things are chosen by their titles; ids are read too, and nothing is guessed."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from beatwise.web.pages.form_data.known_things import (
    MOST_OFFERED,
    SeveralThingsField,
    ThingField,
    Things,
)


THINGS = Things(
    "action",
    {
        "A1": "Light the path by the station",
        "A2": "Light the path; mend the fence",
        "A3": "Light the path",
        "B7": "Café hours for young people",
    },
    frozenset({"A1", "Z1"}),
)


class Form(forms.Form):
    """Both kinds of field."""

    one = ThingField(THINGS, label="Action", required=False)
    several = SeveralThingsField(THINGS, label="Waits for")


def _form(query: str) -> Form:
    return Form(QueryDict(query))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("A1", "A1"),
        ("a1", "A1"),
        ("Light the path by the station (A1)", "A1"),
        ("  light the PATH by   the station ", "A1"),
        ("Light the path", "A3"),  # the whole title of one, though two others begin with it
        ("station", "A1"),
        ("path fence", "A2"),
        ("cafe", "B7"),
        ("Z1", "Z1"),  # known, though its title is not shown
    ],
)
def test_a_thing_is_read_by_its_offer_title_words_or_id(words, key):
    """Whatever names one thing only is that thing."""
    assert THINGS.key(words) == key


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("lamp", "There is no action called “lamp”."),
        ("light", "can mean several: Light the path by the station (A1); Light the path; mend"),
        ("Z", "There is no action called “Z”."),
    ],
)
def test_what_names_none_or_several_is_asked_again(words, fault):
    """Nothing is guessed: the fault names those that could be meant."""
    with pytest.raises(forms.ValidationError) as error:
        THINGS.key(words)
    assert fault in error.value.message


def test_several_things_are_lines_and_their_value_is_ids():
    """A title with a semicolon stays whole; empty lines and a thing named twice fall away."""
    form = _form("several=station&several=&several=Light+the+path;+mend+the+fence&several=A1")
    assert form.is_valid()
    assert form.cleaned_data["several"] == "A1; A2"


def test_ids_with_semicolons_are_read_as_a_file_has_them():
    """Who pastes ``A1; Z1`` is understood."""
    form = _form("several=A1;+Z1")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["several"] == "A1; Z1"


def test_every_line_that_names_nothing_is_told():
    """Two wrong lines are two faults, and both come back as they were typed."""
    form = _form("several=lamp&several=A1&several=bench")
    assert not form.is_valid()
    assert list(form.errors["several"]) == [
        "There is no action called “lamp”.",
        "There is no action called “bench”.",
    ]
    page = str(form["several"])
    assert all(f'value="{words}"' in page for words in ("lamp", "A1", "bench"))


def test_the_page_offers_titles_and_two_empty_lines():
    """What is chosen stands in a line each, with two more below and one list of offers."""
    form = Form(initial={"several": THINGS.label("A1")})
    page = str(form["several"])
    assert page.count("<input") == 3
    assert page.count("<datalist") == 1
    assert '<option value="Light the path by the station (A1)">' in page
    assert "Z1" not in page


def test_a_field_that_says_the_same_in_other_words_is_not_changed():
    """The id, the title and the offer are one thing."""
    field = Form().fields["several"]
    assert not field.has_changed("Light the path by the station (A1)", "A1")
    assert field.has_changed("Light the path by the station (A1)", "A2")
    assert field.has_changed("", "lamp")


def test_a_long_list_offers_its_first_few_hundred_and_finds_the_others():
    """The page stays small; what it does not offer is still found by its words."""
    many = Things("action", {f"N{n}": f"Walk street {n}" for n in range(2_000)})
    assert len(many.labels()) == MOST_OFFERED
    assert many.key("walk street 1999") == "N1999"
    assert len(many.label("N1")) < 200


def test_one_thing_is_empty_or_an_id():
    """The field gives the id that was meant, and nothing for nothing."""
    form = _form("one=station")
    assert form.is_valid()
    assert form.cleaned_data == {"one": "A1", "several": ""}
