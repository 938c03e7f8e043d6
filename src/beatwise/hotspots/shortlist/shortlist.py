"""What ``find`` hands on: the ranked list of one area, with everything said about it."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import Month, MonthRange
from beatwise.hotspots.shortlist.hotspot import Hotspot
from beatwise.hotspots.shortlist.out_of_time import OutOfTime
from beatwise.hotspots.shortlist.placing.choose import Question
from beatwise.hotspots.shortlist.placing.training_data import Observed
from beatwise.places.areas import Area


@dataclass(frozen=True, slots=True, eq=False)
class MonthCoverage:
    """A range of months: which were asked for, which have data, which are missing."""

    span: MonthRange
    present: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def with_data(self) -> MonthRange:
        """The range from the first to the last month with data; what was asked where none has."""
        if not self.present:
            return self.span
        return MonthRange(Month(min(self.present)), Month(max(self.present)))

    @property
    def words(self) -> str:
        """The months that have data in words, and their number where some between have none."""
        number, span = len(self.present), self.with_data
        if number == len(span) or not number:
            return span.words
        return f"{span.words}, {number} month{'' if number == 1 else 's'} with data"


@dataclass(frozen=True, slots=True, eq=False)
class Shortlist:
    """The hot spots of one area.

    Parameters
    ----------
    area, types, train, score
        What was asked; ``score`` is None without scored months.
    question
        Unit, size, count and seed.
    source, force
        ``data.police.uk`` or the extract's name; the force whose ledger counts.
    observed
        The incidents themselves, every month at hand.
    hotspots
        Ranked.
    accuracy
        None without ``score``, or when there was nothing to score.
    notes
        What a reader must be told: limits, shortfalls, reasons given.
    ledger
        What is missing, as plain JSON values.
    document, frozen_hash
        The frozen list (GeoJSON) and its hash.
    why
        The analyst's reason for cells under 200 m, or empty.
    record_notes
        Those of ``notes`` that are about the records themselves: odd months, records without a
        place, months left out.
    record_marks
        The same in a line or two.
    no_data
        Types asked for that the force's files lack: not among ``types``, and never zero.
    """

    area: Area
    types: tuple[str, ...]
    train: MonthCoverage
    score: MonthCoverage | None
    question: Question
    source: str
    force: str | None
    observed: Observed
    hotspots: tuple[Hotspot, ...]
    accuracy: OutOfTime | None
    notes: tuple[str, ...]
    ledger: dict[str, object]
    document: dict[str, object]
    frozen_hash: str
    why: str = ""
    record_notes: tuple[str, ...] = ()
    record_marks: tuple[str, ...] = ()
    no_data: tuple[str, ...] = ()

    @property
    def totals(self) -> dict[str, int]:
        """Training incidents in the whole area, by type; never added."""
        counts = self.observed.counts(self.train.present).sum(axis=1)
        return dict(zip(self.types, counts.tolist(), strict=True))
