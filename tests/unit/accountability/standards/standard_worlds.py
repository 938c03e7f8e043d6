"""Values of the open standards for tests: any grant, any contracting process, any agreement."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from beatwise.accountability.standards import giving_grants as giving
from beatwise.accountability.standards.contracting import (
    ContractingProcess,
    Lot,
    Modification,
    Organisation,
    Payment,
    Step,
)


D = dt.date
BUYER = Organisation("Office of the local policing body", "GB-LAE", "NTP")
FUNDER = giving.Funder("Office of the local policing body", "GB-LAE-NTP", "360G-northtown")
DAYS = st.dates(D(2020, 1, 1), D(2030, 12, 31))
PENCE = st.integers(0, 10**11)
# No digits, so that nothing looks like bank details; nothing a cell or a heading would lose.
TEXT = st.text('abc déf ‘;,"', min_size=1, max_size=20).map(str.strip).filter(bool)
NUMBER = st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True)


def sarc() -> ContractingProcess:
    """The papers' sexual assault referral centre: old contract to 30 September 2026."""
    return ContractingProcess(
        "SARC", "Sexual assault referral centre", why="The forensic sub-contractor gave notice.",
        budget=90_000_000, planned_on=D(2025, 11, 1),
        notices=(Step("pin", "Prior information notice", None, D(2026, 1, 5)),),
        tendered_on=D(2026, 2, 27), closes=D(2026, 3, 27), standstill_ends=D(2026, 5, 31),
        tenderers=2, lots=(Lot("A", "Whole provision"),), award_on=D(2026, 5, 11),
        supplier=Organisation("Care Provider Ltd", "GB-COH", "01234567"), pence=85_000_050,
        signed_on=D(2026, 6, 2), starts=D(2026, 10, 1), ends=D(2029, 9, 30),
        last_end=D(2031, 9, 30),
        modifications=(Modification("M1", D(2027, 2, 1), "More hours", 91_000_000),),
        reviews=(Step("R1", "Review", D(2026, 11, 1), D(2026, 11, 3)),),
        payments=(Payment("INV-1", D(2026, 12, 1), 7_083_337),),
    )  # fmt: skip


def optional(strategy):
    """Return a strategy that also gives nothing."""
    return st.none() | strategy


recipients = st.builds(
    giving.Recipient, st.just(0), TEXT, st.just("1234567")
) | st.builds(giving.Recipient, st.integers(1, 999), TEXT) | st.builds(
    giving.Recipient, st.just(0), TEXT, st.just(""), st.just("01234567")
)  # fmt: skip
grants = st.builds(
    giving.PublishedGrant, NUMBER, TEXT, TEXT, DAYS, PENCE, recipients, optional(PENCE),
    optional(PENCE), optional(DAYS), optional(DAYS), st.just("") | TEXT, st.just("") | TEXT,
    st.just("") | st.just("E07000132"), optional(st.booleans()),
    optional(st.datetimes(timezones=st.just(dt.UTC))),
)  # fmt: skip


@st.composite
def processes(draw) -> ContractingProcess:
    """Any process, up to any stage."""
    stage = draw(st.integers(0, 4))
    steps = st.lists(st.builds(Step, NUMBER, TEXT, optional(DAYS), optional(DAYS)), max_size=3,
                     unique_by=lambda step: step.number).map(tuple)  # fmt: skip
    parts: dict[str, object] = {
        "number": draw(NUMBER), "title": draw(TEXT), "about": draw(st.just("") | TEXT),
        "why": draw(st.just("") | TEXT), "budget": draw(optional(PENCE)),
        "planned_on": draw(DAYS), "notices": draw(steps),
    }  # fmt: skip
    if stage >= 1:
        lots = st.lists(st.builds(Lot, NUMBER, TEXT, optional(PENCE)), max_size=3,
                        unique_by=lambda lot: lot.number)  # fmt: skip
        parts |= {"tendered_on": draw(DAYS), "closes": draw(optional(DAYS)),
                  "standstill_ends": draw(optional(DAYS)), "lots": tuple(draw(lots))}  # fmt: skip
    if stage >= 2:
        parts |= {"award_on": draw(DAYS), "pence": draw(PENCE), "tenderers": draw(optional(PENCE)),
                  "supplier": Organisation(draw(TEXT), "GB-COH", "01234567")}  # fmt: skip
    if stage >= 3:
        parts |= {"signed_on": draw(DAYS), "starts": draw(optional(DAYS)),
                  "ends": draw(optional(DAYS)), "last_end": draw(optional(DAYS)),
                  "reviews": draw(steps)}  # fmt: skip
        parts["modifications"] = tuple(_changes(draw, parts["pence"], parts["ends"]))
    if stage >= 4:
        payments = st.lists(st.builds(Payment, NUMBER, DAYS, PENCE), min_size=1, max_size=3)
        parts["payments"] = tuple(draw(payments))
    return ContractingProcess(**parts)  # type: ignore[arg-type]


def _changes(draw, pence: int, ends: dt.date | None):
    """Yield modifications that each change something: value, end, or neither on the record."""
    for at in range(draw(st.integers(0, 3))):
        new_pence, new_end = draw(optional(PENCE)), draw(optional(DAYS))
        new_pence = None if new_pence == pence else new_pence
        new_end = None if new_end == ends else new_end
        yield Modification(f"M{at}", draw(DAYS), draw(TEXT), new_pence, new_end)
        pence = pence if new_pence is None else new_pence
        ends = new_end or ends
