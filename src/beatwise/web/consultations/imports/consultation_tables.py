"""Tables of consultations and of themes, in the columns in which papers list them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beatwise.accountability.consultations.consultation_states import CLOSED, DRAFT
from beatwise.accountability.roles import Person
from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import Conflict
from beatwise.web.consultations import consulting
from beatwise.web.consultations.models import Consultation, Theme
from beatwise.web.history import audit
from beatwise.web.history.row_versions import next_number
from beatwise.web.imports import batches
from beatwise.web.imports.small_tables.rows_of_files import Cells, rows_made
from beatwise.web.pages import clean


class Consultations:
    """Consultations that were held, or are planned: one with responses comes in as closed."""

    kind = "consultations"
    needed = ("consultation", "period", "responses", "responses_qualifier", "contacted", "source")

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person keeps consultations."""
        consulting.check_writes(by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> batches.Preview:
        """Return the consultations that are new, how many are there, and every faulty row."""
        rows = rows_made(name, content, self.needed, _consultation, dates)
        if rows.wrong:
            return batches.Preview(wrong=rows.wrong, doubts=rows.lines.doubts)
        there = {title.casefold() for title in _titles()}
        new = [row for row in rows.things if row.title.casefold() not in there]
        drafts = sum(row.responses is None for row in new)
        notes = [*rows.notes]
        notes += [f"{drafts} without responses come in as drafts."] if drafts else []
        same = len(rows.things) - len(new)
        return batches.Preview(new, same=same, notes=tuple(notes), doubts=rows.lines.doubts)

    def commit(self, preview: batches.Preview, by: Person) -> batches.Done:
        """Add the consultations."""
        number, lines, effect = next_number(Consultation.objects.all()), [], []
        for place, row in enumerate(preview.new):
            row.number = number + place
            row.save(force_insert=True)
            names = (*consulting.PLAN, *consulting.OUTCOME)
            after = consulting.facts(row, names)
            lines.append(audit.Line("consultation.import", row.thing, "imported", after=after))
            effect.append([row.number, row.version])
        return batches.Done(lines, effect)

    def undo(self, effect: list[Any], by: Person) -> Sequence[audit.Line]:
        """Take them out again; ``Conflict`` when one has changed since."""
        lines = []
        for number, version in effect:
            row = Consultation.objects.get(number=number)
            if row.version != version or row.removed:
                raise Conflict(
                    f"{row} was changed since.", place=str(row), next_step="Change it by hand."
                )
            row.removed = True
            row.save()
            before = {"title": row.title}
            lines.append(audit.Line("consultation.remove", row.thing, "import undone", before))
        return lines


class Themes:
    """Themes that audiences spoke of."""

    kind = "themes"
    needed = ("audience", "theme", "reference_date", "source")

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person keeps consultations."""
        consulting.check_writes(by)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> batches.Preview:
        """Return the themes that are new, how many are there, and every faulty row."""
        rows = rows_made(name, content, self.needed, _theme, dates)
        if rows.wrong:
            return batches.Preview(wrong=rows.wrong, doubts=rows.lines.doubts)
        there = set(Theme.objects.filter(removed=False).values_list("audience", "words"))
        new = [row for row in rows.things if (row.audience, row.words) not in there]
        same = len(rows.things) - len(new)
        return batches.Preview(new, same=same, notes=rows.notes, doubts=rows.lines.doubts)

    def commit(self, preview: batches.Preview, by: Person) -> batches.Done:
        """Add the themes."""
        for row in preview.new:
            row.save(force_insert=True)
        after = {"themes": len(preview.new)}
        line = audit.Line("consultation.themes", "consultation/themes", "imported", after=after)
        return batches.Done((line,), [row.pk for row in preview.new])

    def undo(self, effect: list[Any], by: Person) -> Sequence[audit.Line]:
        """Take them out again."""
        rows = list(Theme.objects.filter(pk__in=effect, removed=False))
        for row in rows:
            row.removed = True
            row.save()
        before = {"themes": len(rows)}
        return (audit.Line("consultation.themes", "consultation/themes", "import undone", before),)


def listed(preview: batches.Preview, most: int) -> list[tuple[str, ...]]:
    """Return the first rows of a preview as cells: what, and from whom or when."""
    return [
        (str(row), row.audience if isinstance(row, Theme) else row.period or row.state)
        for row in preview.new[:most]
    ]


def _consultation(cells: Cells) -> Consultation:
    row = Consultation(state=CLOSED if cells["responses"] else DRAFT)
    about = cells.get("note", "")
    plan = {"title": cells["consultation"], "about": about, "period": cells["period"],
            "contacted": cells["contacted"], "source": cells["source"]}  # fmt: skip
    consulting.fill(row, {**plan, "responses": cells["responses"],
                          "qualifier": cells["responses_qualifier"]})  # fmt: skip
    return row


def _theme(cells: Cells) -> Theme:
    return Theme(
        audience=clean.line(cells["audience"], "audience", longest=120),
        words=clean.line(cells["theme"], "theme", longest=300),
        period=clean.line(cells["reference_date"], "reference_date", longest=40, needed=False),
        source=clean.line(cells["source"], "source", longest=300, needed=False),
    )


def _titles() -> list[str]:
    rows = Consultation.objects.filter(removed=False)
    return list(rows.values_list("title", flat=True))
