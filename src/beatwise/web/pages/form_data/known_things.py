"""Fields for things that the office knows: found by title, never typed as an id from memory.

A browser offers the titles while somebody types, without a script. What is sent may be such an
offer, a title, an id, or a few words that only one title has; of several they are all named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.utils.datastructures import MultiValueDict

from beatwise.cell_text import search_key
from beatwise.web.pages.form_data.choice_field import ChoicesInput


MOST_OFFERED, MOST_NAMED, LONGEST_TITLE = 500, 5, 120
SPARE, MOST_LINES = 2, 100


@dataclass(frozen=True, slots=True)
class Things:
    """What a field chooses among: what one is called, and the titles by id.

    ``known`` are ids that may be sent though nobody who sees the page sees their titles.
    """

    one: str
    titles: Mapping[str, str]
    known: frozenset[str] = field(default_factory=frozenset)

    def label(self, key: str) -> str:
        """Return a thing as the field shows it: its title, cut where it is long, and its id."""
        title = " ".join(self.titles.get(key, "").split())
        if len(title) > LONGEST_TITLE:
            title = title[: LONGEST_TITLE - 1].rstrip() + "…"
        return f"{title} ({key})" if title else key

    def labels(self) -> tuple[str, ...]:
        """Return what a browser offers: the first few hundred."""
        return tuple(self.label(key) for key in list(self.titles)[:MOST_OFFERED])

    def key(self, words: str) -> str:
        """Return the id that words mean; raise ``ValidationError`` for none or several."""
        text = " ".join(words.split())
        for key in (*self.titles, *self.known):
            if text.casefold() in (key.casefold(), self.label(key).casefold()):
                return key
        wanted = search_key(text).split()
        alike = [
            key for key, title in self.titles.items()
            if wanted and all(word in search_key(f"{key} {title}") for word in wanted)
        ]  # fmt: skip
        exact = [key for key in alike if search_key(self.titles[key]) == search_key(text)]
        if len(exact or alike) == 1:
            return (exact or alike)[0]
        if not alike:
            raise forms.ValidationError(f"There is no {self.one} called “{text[:80]}”.")
        named = "; ".join(self.label(key) for key in alike[:MOST_NAMED])
        more = " and others" if len(alike) > MOST_NAMED else ""
        raise forms.ValidationError(f"“{text[:80]}” can mean several: {named}{more}. Choose one.")


class ThingField(forms.CharField):
    """One thing, by its title; its value is the id."""

    def __init__(self, things: Things, **more: object):
        self.things = things
        hint = "Type a few words of it and choose."
        super().__init__(
            widget=ChoicesInput(things.labels()), max_length=400, **{"help_text": hint, **more}
        )

    def clean(self, value: object) -> str:
        """Return the id."""
        words = super().clean(value)
        return self.things.key(words) if words else ""


class SeveralThingsInput(forms.Widget):
    """A line for each thing that is chosen, and two empty ones below."""

    template_name = "pages/form/several_things.html"
    use_fieldset = True

    def __init__(self, things: Things):
        super().__init__()
        self.things = things

    def id_for_label(self, id_: str | None) -> str:
        """No single line bears the label: the fieldset does."""
        return ""

    def value_from_datadict(
        self, data: Mapping[str, object], files: MultiValueDict, name: str
    ) -> str | None:
        """Return what was typed, a line a thing; ``None`` when the field was not sent."""
        if name not in data:
            return None
        sent = data.getlist(name) if isinstance(data, MultiValueDict) else [data[name]]
        lines = [" ".join(line.split()) for words in sent for line in str(words or "").split("\n")]
        return "\n".join(filter(None, lines))

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        """Return what the template needs, the lines among it."""
        context: dict[str, object] = super().get_context(name, value, attrs)
        lines = [line for line in str(value or "").split("\n") if line.strip()]
        spare = [""] * max(0, min(SPARE, MOST_LINES - len(lines)))
        return {**context, "lines": [*lines, *spare], "options": self.things.labels()}


class SeveralThingsField(forms.Field):
    """Any number of things, by their titles; its value is their ids, with semicolons between.

    Ids with semicolons between are taken as well, as a file has them.
    """

    def __init__(self, things: Things, **more: object):
        self.things = things
        hint = "Type a few words of each and choose. Empty a line to remove one."
        super().__init__(
            widget=SeveralThingsInput(things), required=False, **{"help_text": hint, **more}
        )

    def titles_of(self, keys: object) -> str:
        """Return ids as the field shows them at first: a line each."""
        return "\n".join(self.things.label(key) for key in keys)  # type: ignore[attr-defined]

    def clean(self, value: object) -> str:
        """Return the ids; raise ``ValidationError`` that names every line that is none."""
        keys, faults = [], []
        for line in str(value or "").split("\n")[:MOST_LINES]:
            try:
                keys += self._keys(line)
            except forms.ValidationError as error:
                faults += error.messages
        if faults:
            raise forms.ValidationError(faults)
        return "; ".join(dict.fromkeys(keys))

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether other things are named than at first, however they are written."""
        try:
            return self.clean(initial) != self.clean(data)
        except forms.ValidationError:
            return True

    def _keys(self, line: str) -> list[str]:
        if not line.strip():
            return []
        parts = [part.strip() for part in line.split(";")]
        by_key = {key.casefold(): key for key in (*self.things.titles, *self.things.known)}
        if all(part.casefold() in by_key for part in parts if part):
            return [by_key[part.casefold()] for part in parts if part]
        return [self.things.key(line)]
