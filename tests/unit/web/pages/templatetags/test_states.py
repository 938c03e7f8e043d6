"""States as tags: the shape is for eyes, the word for everybody, and what they mean is listed."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from beatwise.publication import state_looks


def _drawn(text: str, **context: object) -> str:
    return Template("{% load states %}" + text).render(Context(context)).strip()


def test_a_state_is_drawn_by_its_name():
    """Its class, what it means, its shape without being read out, its word."""
    assert _drawn('{% state "overdue" %}') == (
        '<strong class="govuk-tag govuk-tag--red bw-mark" title="Its day has passed and it is not '
        'complete."><span aria-hidden="true">◆ </span>Overdue</strong>'
    )


def test_a_state_is_drawn_by_its_look_under_another_word():
    """A register's own word for a state, escaped, on the tag of its kind."""
    drawn = _drawn("{% state look title %}", look=state_looks.RECORDS["late"], title="<Due>")
    assert "govuk-tag--red" in drawn
    assert drawn.endswith("&lt;Due&gt;</strong>")


def test_a_state_that_is_not_known_stops_the_page():
    """A name without a look is a mistake, and never a tag without a colour."""
    with pytest.raises(KeyError):
        _drawn('{% state "unheard of" %}')


@pytest.mark.parametrize("kind", state_looks.KINDS)
def test_a_legend_lists_every_state_of_its_kind(kind):
    """Each tag with its sentence."""
    drawn = _drawn('{% states_legend "' + kind + '" %}')
    assert drawn.count("<li>") == len(state_looks.KINDS[kind])
    for look in state_looks.KINDS[kind].values():
        assert f"</strong> {look.about}" in drawn
