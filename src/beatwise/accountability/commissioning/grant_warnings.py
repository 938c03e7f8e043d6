"""What is pointed out about a grant: earlier awards to the same organisation, and large shares.

A warning never refuses anything; the limits are data (``data/grant_warnings.toml``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.accountability.funds import pounds
from beatwise.clock import financial_year, financial_year_words, months_later
from beatwise.fields import document
from beatwise.plurals import counted


@dataclass(frozen=True, slots=True)
class Award:
    """One award, in pence: to whom (the organisation's number), from which fund, when."""

    grant: int
    recipient: int
    programme: str
    on: dt.date
    pence: int


@dataclass(frozen=True, slots=True)
class WarningLimits:
    """From what on something is pointed out."""

    repeat_awards: int
    repeat_months: int
    share_per_cent: int
    share_least_awards: int


@cache
def limits() -> WarningLimits:
    """Return the limits that ship."""
    name = "grant_warnings.toml"
    with document(data.text(name), name) as fields:
        repeat, share = fields.table("repeat_recipient"), fields.table("large_share")
        return WarningLimits(
            repeat.whole("awards", at_least=1), repeat.whole("months", at_least=1),
            share.whole("per_cent", at_least=1, at_most=100),
            share.whole("least_awards", at_least=1),
        )  # fmt: skip


def warnings(
    awards: Iterable[Award], recipient: int, on: dt.date, bounds: WarningLimits | None = None
) -> list[str]:
    """Return what is to be said of one organisation's awards on a day, in words.

    Parameters
    ----------
    awards
        The organisation's, and every one of that day's financial year from the same funds.
    recipient
        The organisation's number.
    on
        The day of the next award, or today.
    """
    rule, every = bounds or limits(), list(awards)
    return [*_repeat(every, recipient, on, rule), *_shares(every, recipient, on, rule)]


def _repeat(
    awards: Sequence[Award], recipient: int, on: dt.date, rule: WarningLimits
) -> Iterable[str]:
    first = months_later(on, -rule.repeat_months)
    own = [a for a in awards if a.recipient == recipient and first < a.on <= on]
    if len(own) >= rule.repeat_awards:
        total = pounds(sum(award.pence for award in own))
        yield f"{counted(len(own), 'award')} within {rule.repeat_months} months, {total} in all."


def _shares(
    awards: Sequence[Award], recipient: int, on: dt.date, rule: WarningLimits
) -> Iterable[str]:
    year = financial_year(on)
    here = [award for award in awards if financial_year(award.on) == year]
    for programme in sorted({a.programme for a in here if a.recipient == recipient}):
        every = [award for award in here if award.programme == programme]
        total = sum(award.pence for award in every)
        own = sum(award.pence for award in every if award.recipient == recipient)
        enough = len(every) >= rule.share_least_awards and total > 0
        if enough and own * 100 >= rule.share_per_cent * total:
            words = f"{100 * own / total:.0f} % of what {programme} awarded in "
            words += f"{financial_year_words(year)}: {pounds(own)} of {pounds(total)}."
            yield words
