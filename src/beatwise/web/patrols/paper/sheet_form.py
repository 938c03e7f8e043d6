"""The form in which a filled sheet is typed: an arrival and a leaving for each planned visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils import timezone

from beatwise.errors import BadInput
from beatwise.web.patrols.models import PaperRow, PlanShift
from beatwise.web.patrols.paper.sheet_lines import moment_on


_CLOCK = {"type": "time", "class": "govuk-input--width-5"}


@dataclass(frozen=True, slots=True)
class SheetVisit:
    """A planned visit of a sheet: its number there, route, hot spot and planned times."""

    number: int
    route: int
    spot: str
    name: str
    begins: dt.datetime
    ends: dt.datetime


def sheet_visits(shift: PlanShift) -> list[SheetVisit]:
    """Return the planned visits of a shift, route after route."""
    return [
        SheetVisit(
            at, route, stop["spot"], stop["name"],
            dt.datetime.fromisoformat(stop["begins"]), dt.datetime.fromisoformat(stop["ends"]),
        )
        for at, (route, stop) in enumerate(_stops(shift), start=1)
    ]  # fmt: skip


def _stops(shift: PlanShift) -> Iterator[tuple[int, dict[str, str]]]:
    for route in shift.routes:
        for stop in route["stops"]:
            if stop["kind"] == "visit":
                yield route["number"], stop


class SheetForm(forms.Form):
    """Times as the sheet has them; a visit that was not made stays empty."""

    def __init__(self, shift: PlanShift, data: QueryDict | None = None):
        super().__init__(data)
        self.shift, self.visits = shift, sheet_visits(shift)
        earlier = _typed(shift, self.visits)
        for visit in self.visits:
            planned = f"{timezone.localtime(visit.begins):%H:%M}"
            for end, words in (("arrive", f"planned {planned}"), ("leave", "")):
                verb = "arrived" if end == "arrive" else "left"
                self.fields[f"{end}_{visit.number}"] = forms.TimeField(
                    label=f"{visit.number}. {visit.name}: {verb}", required=False,
                    help_text=words, initial=earlier.get((visit.number, end)),
                    widget=forms.TimeInput(attrs=_CLOCK, format="%H:%M"),
                )  # fmt: skip

    def lines(self) -> list[PaperRow]:
        """Return the visits that were made; raise ``BadInput`` naming the field at fault."""
        return [
            line for visit in self.visits if (line := self._line(visit, self.shift)) is not None
        ]

    def _line(self, visit: SheetVisit, shift: PlanShift) -> PaperRow | None:
        arrive = self.cleaned_data.get(f"arrive_{visit.number}")
        leave = self.cleaned_data.get(f"leave_{visit.number}")
        if arrive is None and leave is None:
            return None
        if arrive is None or leave is None:
            raise BadInput(
                f"visit {visit.number} has one of its two times.",
                place=f"{'arrive' if arrive is None else 'leave'}_{visit.number}",
                next_step="Give both, or neither.",
            )
        begins, ends = moment_on(shift, arrive), moment_on(shift, leave)
        return PaperRow(
            programme=shift.programme, shift=shift, partner=shift.partner, beat=shift.beat,
            spot=visit.spot, day=timezone.localdate(begins), begins=begins, ends=ends,
            people=shift.people,
        )  # fmt: skip


def _typed(shift: PlanShift, visits: list[SheetVisit]) -> dict[tuple[int, str], dt.time]:
    """Return what was typed before: each line goes to the next planned visit of its hot spot."""
    there: dict[tuple[int, str], dt.time] = {}
    free = list(visits)
    for line in shift.paper.exclude(begins=None).order_by("begins"):
        visit = next((v for v in free if v.spot == line.spot), None)
        if visit is not None:
            free.remove(visit)
            for end, moment in (("arrive", line.begins), ("leave", line.ends)):
                there[visit.number, end] = timezone.localtime(moment).time()
    return there
