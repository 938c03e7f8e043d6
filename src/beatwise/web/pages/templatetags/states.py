"""States as tags and what they mean: ``{% load states %}``, from ``publication.state_looks``."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from beatwise.publication import state_looks


register = template.Library()


@register.simple_tag(name="state")
def state_tag(state: str | state_looks.Look, word: str = "") -> SafeString:
    """Return the tag of a state, by its name or its look; under another word where one is given."""
    return tag_of(state_looks.NAMED[state] if isinstance(state, str) else state, word)


@register.inclusion_tag("pages/states.html")
def states_legend(kind: str) -> dict[str, object]:
    """List the states of a kind, each with what it means."""
    looks = state_looks.KINDS[kind].values()
    return {"states": [{"tag": tag_of(look), "about": look.about} for look in looks]}


def tag_of(look: state_looks.Look, word: str = "") -> SafeString:
    """Return a look as a tag: its shape, its word, and what it means when it is pointed at."""
    return format_html(
        '<strong class="govuk-tag govuk-tag--{} bw-mark" title="{}"><span aria-hidden="true">{} '
        "</span>{}</strong>",
        look.tag,
        look.about,
        look.shape,
        word or look.word,
    )
