"""Why a provider's return is sent back: its period, and its figures against what was agreed.

A return without a reason can be accepted. Nothing is corrected for the provider.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from beatwise.clock import day_words
from beatwise.errors import BadInput


PERIOD, FIGURES = "from_day", "figures"


@dataclass(frozen=True, slots=True)
class ReturnFigure:
    """One figure of a return; ``actual`` is ``None`` where it says nothing."""

    measure: str
    target: float | None
    actual: float | None


@dataclass(frozen=True, slots=True)
class ProviderReturn:
    """A return: its days, both included, and its figures; ``number`` once it is on record."""

    first: dt.date
    last: dt.date
    figures: tuple[ReturnFigure, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """What a contract says of returns: its days, and each measure with its target."""

    starts: dt.date | None = None
    ends: dt.date | None = None
    targets: Mapping[str, float | None] | None = None


def reasons(
    report: ProviderReturn, terms: AgreedTerms, others: Iterable[ProviderReturn] = ()
) -> list[BadInput]:
    """Return every reason to send a return back, each with its field and the next step.

    ``others`` are the contract's returns that were not sent back.
    """
    return [*_of_period(report, terms, others), *_of_figures(report, terms)]


def _of_period(
    report: ProviderReturn, terms: AgreedTerms, others: Iterable[ProviderReturn]
) -> Iterator[BadInput]:
    if terms.starts is not None and report.first < terms.starts:
        yield _fault(
            PERIOD,
            f"it begins before the contract, on {day_words(report.first)}.",
            f"The contract starts on {day_words(terms.starts)}: correct the period.",
        )
    if terms.ends is not None and report.last > terms.ends:
        yield _fault(
            "to_day",
            f"it ends after the contract, on {day_words(report.last)}.",
            f"The contract ends on {day_words(terms.ends)}: correct the period.",
        )
    for other in others:
        if other.number == report.number is not None:
            continue
        if other.first <= report.last and report.first <= other.last:
            yield _fault(PERIOD, f"it shares days with return {other.number}, "
                         f"{day_words(other.first)} to {day_words(other.last)}.",
                         "Correct the period, or send a correction of that return.")  # fmt: skip


def _of_figures(report: ProviderReturn, terms: AgreedTerms) -> Iterator[BadInput]:
    names = [each.measure.casefold() for each in report.figures]
    for each in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield _fault(FIGURES, f"'{each}' stands {names.count(each)} times.", "Keep one of them.")
    yield from _silent(report.figures)
    if terms.targets is None:
        return
    agreed = {name.casefold(): (name, target) for name, target in terms.targets.items()}
    for key, (name, _) in agreed.items():
        if key not in names:
            yield _fault(FIGURES, f"the agreed measure '{name}' is missing.",
                         "Add it; write 0 for none.")  # fmt: skip
    for figure in report.figures:
        name, target = agreed.get(figure.measure.casefold(), ("", None))
        if not name:
            yield _fault(FIGURES, f"'{figure.measure}' is no measure of the contract.",
                         f"Its measures are: {', '.join(terms.targets)}.")  # fmt: skip
        elif target is not None and figure.target not in (None, target):
            yield _fault(FIGURES, f"the target of '{name}' is {target:g}, the return has "
                         f"{figure.target:g}.", "Give the agreed target.")  # fmt: skip


def _silent(figures: Sequence[ReturnFigure]) -> Iterator[BadInput]:
    if not figures:
        yield _fault(FIGURES, "it has no figure.", "Give a row for each measure.")
    for each in figures:
        if each.actual is None:
            yield _fault(FIGURES, f"'{each.measure}' has no actual figure.",
                         "Write 0 for none; an empty cell is no answer.")  # fmt: skip


def _fault(place: str, words: str, next_step: str) -> BadInput:
    return BadInput(words, place=place, next_step=next_step)
