"""The form of one row of the draft: the columns of its kind, each with its choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from beatwise.accountability.measures import measure_words
from beatwise.accountability.plan.plan_draft import DraftRows, cells_of
from beatwise.accountability.plan.police_and_crime_plan import BODY_KINDS
from beatwise.accountability.plan.row_kinds import KINDS, RowKind
from beatwise.accountability.roles import owner_titles
from beatwise.errors import BadInput
from beatwise.web.pages.form_data.choice_field import ChoicesInput, select_field
from beatwise.web.pages.form_data.known_things import SeveralThingsField, Things
from beatwise.web.performance.definitions.definition_form import measure_field


@dataclass(frozen=True, slots=True)
class Offered:
    """What a form offers: measures by id and title, areas, and the draft's own rows.

    ``actions`` are those of the plan that holds, by id and title.
    """

    measures: Mapping[str, str] = field(default_factory=dict)
    areas: Sequence[str] = ()
    rows: DraftRows = ()
    actions: Mapping[str, str] = field(default_factory=dict)

    def things(self) -> Things:
        """Return the actions that another can wait for: the draft's, and the plan's."""
        rows = [cells for cells in cells_of(self.rows) if cells["kind"] == "action"]
        titles = {cells["id"]: cells["title"] for cells in rows if cells.get("id")}
        return Things("action", {**self.actions, **titles})


_LONG = ("success", "delivery", "how_known")
_HINTS: dict[tuple[str, str], str] = {
    ("plan", "body"): "Its full name, such as Police and Crime Commissioner for Millshire.",
    ("plan", "area"): "The police area, in words.",
    ("term", "title"): "The office, never the person's name.",
    ("term", "last"): "Empty while the term lasts.",
    ("strategy", "success"): "One or two sentences that a resident would understand.",
    ("strategy", "owner"): "A role, never a person.",
    ("output", "title"): "A number that shows a tangible result.",
    ("outcome", "title"): "A broader effect.",
    ("output", "measure"): "Choose a measure by its title, or leave it empty.",
    ("outcome", "measure"): "Choose a measure by its title, or leave it empty.",
    ("action", "owner"): "A role, never a person.",
    ("action", "due"): "Once the plan is approved, only a board moves it.",
    ("action", "area"): "Of an action that one area's partner owns.",
}
_DAY = {"type": "date", "class": "govuk-input--width-10"}


class RowForm(forms.Form):
    """One row of the draft; a new one, or as it is (``cells``)."""

    def __init__(
        self,
        kind: RowKind,
        offered: Offered,
        data: QueryDict | None = None,
        cells: Mapping[str, str] | None = None,
    ):
        self._kind, self._offered = kind, offered
        super().__init__(data, initial=_initial(kind, offered, cells or {}))
        if kind.hangs_on:
            hosts = {
                c["id"]: c["title"] for c in cells_of(offered.rows) if c["kind"] == kind.hangs_on
            }
            self.fields["part_of"] = select_field(KINDS[kind.hangs_on].title, hosts)
        for column, label in kind.labels.items():
            self.fields[column] = self._field(column, label)

    def row_cells(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Return what was typed as the cells of a row; ``BadInput`` for an unknown measure."""
        cells = {"kind": self._kind.name, **{name: answers[name] for name in self.fields}}
        if cells.get("measure"):
            cells["measure"] = named_measure(cells["measure"], self._offered.measures)
        if self._kind.name == "term":
            cells["title"] = _office(cells["title"])
        return cells

    def _field(self, column: str, label: str) -> forms.Field:
        kind = self._kind.name
        if kind == "measure":
            return measure_field(column)
        if column == "depends_on":
            return SeveralThingsField(self._offered.things(), label=label)
        needed = column in self._kind.needed
        hint = _HINTS.get((kind, column), "")
        choices = self._choices(column)
        if choices is not None:
            return select_field(label, choices, needed=needed, hint=hint)
        return forms.CharField(
            label=label,
            required=needed,
            max_length=4000,
            help_text=hint,
            widget=self._widget(column),
        )

    def _choices(self, column: str) -> Mapping[str, str] | None:
        """Return the words that a column takes, where it takes no others."""
        if column == "owner":
            return owner_titles()
        if column == "body_kind":
            return {kind: kind.capitalize() for kind in BODY_KINDS}
        return None

    def _widget(self, column: str) -> forms.Widget:
        kind = self._kind.name
        if column in ("first", "last", "due"):
            return forms.DateInput(attrs=_DAY)
        if column in _LONG or (column == "title" and kind in ("output", "outcome", "action")):
            return forms.Textarea(attrs={"rows": 3})
        options = {
            "area": self._offered.areas,
            "measure": tuple(self._offered.measures.values()),
            "title": tuple(owner_titles().values()) if kind == "term" else (),
        }.get(column, ())
        return ChoicesInput(options) if options else forms.TextInput()


def named_measure(words: str, titles: Mapping[str, str]) -> str:
    """Return a measure's id, given the id or the title; raise ``BadInput`` when there is none."""
    for name, title in titles.items():
        if words.strip().casefold() in (name.casefold(), title.casefold()):
            return name
    raise BadInput(
        f"there is no measure '{words}'.",
        place="measure",
        next_step="Choose one from the list, or add the measure to the draft first.",
    )


def _initial(kind: RowKind, offered: Offered, cells: Mapping[str, str]) -> dict[str, str]:
    start = {name: words for name, words in cells.items() if name in ("part_of", *kind.columns)}
    if kind.name in ("output", "outcome"):
        start["measure"] = offered.measures.get(start.get("measure", ""), start.get("measure", ""))
    if start.get("depends_on"):
        keys = [key.strip() for key in start["depends_on"].split(";")]
        start["depends_on"] = "\n".join(offered.things().label(key) for key in keys if key)
    if kind.name == "term" and "title" in start:
        start["title"] = owner_titles().get(start["title"], start["title"])
    if kind.name == "measure" and "title" not in start:
        start |= measure_words.USUAL
    return start


def _office(words: str) -> str:
    """Return an office by its role's name where it is one, else as it was typed."""
    titles = {title.casefold(): name for name, title in owner_titles().items()}
    return titles.get(words.strip().casefold(), words.strip())
