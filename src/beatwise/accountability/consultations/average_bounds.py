"""Between what an average of amounts must lie when some answers print no amount.

Plain interval arithmetic: each answer adds its share times its amount, and one without an amount
adds its share times the least and the most that it can be. A printed average inside the bounds is
possible and not proved; outside them it is wrong. The printed shares are taken as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from beatwise.accountability.consultations.answer_shares import Answer, share


_LETTERS = "xyzuvw"


@dataclass(frozen=True, slots=True)
class UnknownAmount:
    """An answer that prints no amount: its letter in the working, its label, its share in per cent.

    ``low`` and ``high`` are the least and the most that it can stand for, in pounds.
    """

    letter: str
    label: str
    share: Fraction
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class AverageBounds:
    """What can be said of an average, in pounds.

    Parameters
    ----------
    known
        What the answers with an amount add to it.
    unknown
        The answers without an amount.
    low, high
        Between what it lies; ``None`` where an unknown amount has no bounds.
    working
        The sum in words: ``0.38 × £15 + 0.04x``.
    """

    known: Fraction
    unknown: tuple[UnknownAmount, ...]
    low: Fraction | None
    high: Fraction | None
    working: str

    @property
    def is_exact(self) -> bool:
        """Whether every amount is known, so that both bounds are the average."""
        return not self.unknown

    def allows(self, printed: Fraction) -> bool | None:
        """Whether a printed average, rounded to pence, can be right; ``None``: cannot be said."""
        if self.low is None or self.high is None:
            return None
        half = Fraction(1, 200)
        return self.low - half <= printed <= self.high + half

    def needs(self, printed: Fraction) -> Fraction | None:
        """Return the mean amount that the answers without one would need for a printed average."""
        weight = sum((each.share for each in self.unknown), Fraction(0))
        return (printed - self.known) * 100 / weight if weight else None

    def equation(self, printed: Fraction) -> str:
        """Return what the unknown amounts would have to satisfy: ``4x + 9y = 168``."""
        if not self.unknown:
            return ""
        terms = [f"{float(each.share):g}{each.letter}" for each in self.unknown]
        return f"{' + '.join(terms)} = {float((printed - self.known) * 100):g}"


def average_bounds(answers: Sequence[Answer], base: int | None) -> AverageBounds | None:
    """Bound the average amount of a question; ``None`` where a share or every amount is missing."""
    shares = [share(answer, base) for answer in answers]
    if any(each is None for each in shares) or not any(map(_stands_for_an_amount, answers)):
        return None
    known, low, high = Fraction(0), Fraction(0), Fraction(0)
    bounded, unknown, terms = True, list[UnknownAmount](), []
    for answer, each in zip(answers, shares, strict=True):
        weight = Fraction(each or 0) / 100
        if answer.amount is not None:
            known += weight * Fraction(answer.amount)
            if answer.amount:
                terms.append(f"{float(weight):.4g} × {_pounds(answer.amount)}")
            continue
        letter = _letter(len(unknown))
        unknown.append(UnknownAmount(letter, answer.label, weight * 100, answer.low, answer.high))
        terms.append(f"{float(weight):.4g}{letter}")
        bounded = bounded and answer.low is not None and answer.high is not None
        low += weight * Fraction(answer.low or 0)
        high += weight * Fraction(answer.high or 0)
    return AverageBounds(
        known=known,
        unknown=tuple(unknown),
        low=known + low if bounded else None,
        high=known + high if bounded else None,
        working=" + ".join(terms) or "0",
    )


def _stands_for_an_amount(answer: Answer) -> bool:
    return any(each is not None for each in (answer.amount, answer.low, answer.high))


def _pounds(amount: Decimal) -> str:
    return f"£{amount:.2f}" if amount % 1 else f"£{amount:.0f}"


def _letter(at: int) -> str:
    return _LETTERS[at] if at < len(_LETTERS) else f"x{at + 1}"
