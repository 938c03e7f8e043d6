"""The gate that answers of a consultation pass before those see them who may not see exact counts.

A question that fewer people answered than the rule's threshold is hidden whole. Otherwise an answer
that few chose is hidden, and others until none can be worked out from the rest and the base; what
is left is rounded. A share without a count is taken for the number of people that it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from beatwise.accountability.consultations.answer_shares import Answer, share
from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.protection import Counts, Sum, protect


_BASE = -1  # the place of the base among those of the answers


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """An answer as it may leave the office: ``count`` and ``share`` (per cent), or hidden."""

    label: str
    count: int | None
    share: Fraction | None
    hidden: bool = False


def exact_answers(answers: Sequence[Answer], base: int | None) -> tuple[PublishedAnswer, ...]:
    """Return a question's answers as they are, for those who may see exact counts."""
    return tuple(PublishedAnswer(a.label, a.count, share(a, base)) for a in answers)


def publish_answers(
    answers: Sequence[Answer], base: int | None, rule: Rule | None = None, *, single: bool = True
) -> tuple[PublishedAnswer, ...]:
    """Pass a question's answers through the gate, in their order.

    Parameters
    ----------
    answers, base
        The answers, and how many answered the question; a base that is not known hides nothing
        of shares that are printed, which give no count away.
    single
        Whether each person gave one answer, so that what is hidden could be subtracted.
    """
    rule = rule or Rule()
    if base is not None and base < rule.threshold:
        return tuple(PublishedAnswer(answer.label, None, None, True) for answer in answers)
    counts = {place: _count(answer, base) for place, answer in enumerate(answers)}
    known = {place: count for place, count in counts.items() if count is not None}
    hidden = {place for place, count in known.items() if 0 < count < rule.threshold}
    if not single:
        # The others are a count of people as well: those who did not choose the answer.
        hidden |= {
            p for p, n in known.items() if base is not None and 0 < base - n < rule.threshold
        }
    elif hidden:
        total = sum(known.values())
        table = Counts({**known, _BASE: total}, (Sum(tuple(known), _BASE),))
        protect(table, hidden, rule)
    return tuple(
        _published(answer, base, place in hidden, rule) for place, answer in enumerate(answers)
    )


def published_base(base: int, rule: Rule | None = None) -> int | None:
    """Return how many answered a question, rounded; ``None`` below the rule's threshold."""
    rule = rule or Rule()
    return None if base < rule.threshold else _rounded(base, rule)


def _count(answer: Answer, base: int | None) -> int | None:
    """Return how many people an answer stands for, as far as that is known."""
    if answer.count is not None or base is None or answer.printed is None:
        return answer.count
    return int(Fraction(answer.printed) * base / 100 + Fraction(1, 2))


def _published(answer: Answer, base: int | None, hidden: bool, rule: Rule) -> PublishedAnswer:
    if hidden:
        return PublishedAnswer(answer.label, None, None, True)
    exact = share(answer, base)
    count = None if answer.count is None else _rounded(answer.count, rule)
    if answer.count is not None and exact is not None:
        exact = Fraction(int(exact + Fraction(1, 2)))
    return PublishedAnswer(answer.label, count, exact)


def _rounded(count: int, rule: Rule) -> int:
    return int(count / rule.base + 0.5) * rule.base
