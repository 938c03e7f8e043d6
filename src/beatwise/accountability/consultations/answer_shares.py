"""What a question's answers add up to, each on its own base, and what in print does not follow.

A share is a percentage of the question's *base*: those who answered it, not those who answered the
consultation. A printed share is rounded, so it agrees with a count while the exact share rounds to
it; shares of one question add up to 100 within what rounding can do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question.

    Parameters
    ----------
    label
        The answer in words.
    count
        How many chose it; ``None`` where that is not printed.
    printed
        Its share in per cent as printed; ``None`` where it is not.
    amount, low, high
        What the answer stands for in pounds, where it stands for an amount; else the least and the
        most that it can stand for, where anybody has said so.
    """

    label: str
    count: int | None = None
    printed: Decimal | None = None
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def between(cls, label: str, printed: Decimal, low: Decimal, high: Decimal) -> Answer:
        """Return an answer that stands for an amount between two, which may be the same."""
        if low == high:
            return cls(label, printed=printed, amount=low)
        return cls(label, printed=printed, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Tally:
    """A question's answers worked out.

    ``shares`` are exact, in per cent, in the answers' order; ``None`` for one that is not known.
    """

    shares: tuple[Fraction | None, ...]
    total: Fraction | None
    faults: tuple[str, ...]


def tally(answers: Sequence[Answer], base: int | None, *, single: bool = True) -> Tally:
    """Work out a question's answers.

    Parameters
    ----------
    answers
        Its answers.
    base
        How many answered it; ``None`` where that is not printed.
    single
        Whether each person gave one answer, so that shares add up to 100.
    """
    shares = tuple(share(answer, base) for answer in answers)
    known = [each for each in shares if each is not None]
    total = sum(known, Fraction(0)) if len(known) == len(shares) and shares else None
    faults = [*_misprints(answers, base), *_beyond(answers, base)]
    if single:
        faults += _sums(answers, base, total)
    return Tally(shares, total, tuple(faults))


def share(answer: Answer, base: int | None) -> Fraction | None:
    """Return an answer's share in per cent: from its count where there is one, else as printed."""
    if answer.count is not None and base:
        return Fraction(100 * answer.count, base)
    return None if answer.printed is None else Fraction(answer.printed)


def rounded(exact: Fraction, like: Decimal) -> Decimal:
    """Return a share rounded half up to as many places as a printed one has."""
    places = Decimal(1).scaleb(min(0, int(like.as_tuple().exponent)))
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(places, ROUND_HALF_UP)


def _misprints(answers: Sequence[Answer], base: int | None) -> list[str]:
    faults = []
    for answer in answers:
        if answer.printed is None or answer.count is None or not base:
            continue
        follows = rounded(Fraction(100 * answer.count, base), answer.printed)
        if follows != answer.printed:
            faults.append(
                f"{answer.label}: {answer.count} of {base} is {follows} %, printed "
                f"{answer.printed} %"
            )
    return faults


def _beyond(answers: Sequence[Answer], base: int | None) -> list[str]:
    return [
        f"{answer.label}: {answer.count} answers of {base}"
        for answer in answers
        if base is not None and answer.count is not None and answer.count > base
    ]


def _sums(answers: Sequence[Answer], base: int | None, total: Fraction | None) -> list[str]:
    counts = [answer.count for answer in answers]
    if base is not None and counts and all(count is not None for count in counts):
        total_count = sum(count for count in counts if count is not None)
        if total_count == base:
            return []
        return [f"the answers add up to {total_count}, and {base} answered"]
    if total is None:
        return []
    reach = sum((_half_step(answer) for answer in answers), Fraction(0))
    if abs(total - 100) <= reach:
        return []
    return [f"the shares add up to {float(total):g} %, which rounding does not explain"]


def _half_step(answer: Answer) -> Fraction:
    """Return how far rounding can have moved a share."""
    if answer.printed is None or answer.count is not None:
        return Fraction(0)
    return Fraction(Decimal(1).scaleb(min(0, int(answer.printed.as_tuple().exponent)))) / 2
