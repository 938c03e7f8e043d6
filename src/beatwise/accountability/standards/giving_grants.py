"""A grant of ours as the 360Giving Data Standard writes it, and back.

An organisation is known by its entry in a public register (``GB-CHC-1234567`` for a charity,
``GB-COH-…`` for a company). One without an entry gets an identifier of the publisher's own, as the
standard's guidance has it, and is asked about; it is never left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from beatwise.accountability.bank_details import has_bank_details
from beatwise.accountability.funds import pounds_number
from beatwise.accountability.standards.declared_fields import EMPTY, filled, standard
from beatwise.cell_text import search_key
from beatwise.errors import BadInput


Json = dict[str, object]
GrantObject = Mapping[str, Any]  # of the standard
CHARITIES, COMPANIES = "GB-CHC-", "GB-COH-"
# Told by other records: payments, the round, and the history of the grant.
NOT_ON_RECORD = ("amountDisbursed", "fromOpenCall", "dateModified")
FUNDER = "fundingOrganization"
_NOT_COMPARED = (*NOT_ON_RECORD, FUNDER)
_DAY_AND_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]")
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@dataclass(frozen=True, slots=True)
class Funder:
    """Who publishes: name, organisation identifier, and the prefix that 360Giving has given it."""

    name: str
    identifier: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation that had a grant; ``number`` is its number in our list of recipients."""

    number: int
    name: str
    charity: str = ""
    company: str = ""
    other: str = ""

    def identifier(self, prefix: str) -> str:
        """Return its organisation identifier: charity, company, another register, or our own."""
        if self.charity:
            return f"{CHARITIES}{self.charity}"
        if self.company:
            return f"{COMPANIES}{self.company}"
        return self.other or f"{prefix}-org-{self.number}"

    @property
    def registered(self) -> bool:
        """Whether it has an entry in a public register."""
        return bool(self.charity or self.company or self.other)


@dataclass(frozen=True, slots=True)
class PublishedGrant:
    """One grant as it is published, amounts in pence; what is not known is None or empty."""

    number: str
    title: str
    about: str
    award_on: dt.date
    pence: int
    recipient: Recipient
    applied_for: int | None = None
    paid: int | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    programme: str = ""
    area: str = ""
    area_code: str = ""
    open_call: bool | None = None
    changed: dt.datetime | None = None


def grant_object(grant: PublishedGrant, funder: Funder) -> Json:
    """Return a grant as the standard's object.

    Raises ``BadInput`` for a text that looks like bank details.
    """
    for words in (grant.title, grant.about, grant.programme, grant.recipient.name):
        if has_bank_details(words):
            raise BadInput("a text holds what looks like bank details.",
                           place=f"grant {grant.number}", next_step="Remove them.")  # fmt: skip
    return _as_object(grant, funder)


def _as_object(grant: PublishedGrant, funder: Funder) -> Json:
    return filled({
        "id": f"{funder.prefix}-{grant.number}", "title": grant.title,
        "description": grant.about, "currency": "GBP",
        "amountAppliedFor": _pounds(grant.applied_for), "amountAwarded": _pounds(grant.pence),
        "amountDisbursed": _pounds(grant.paid), "awardDate": grant.award_on.isoformat(),
        "plannedDates": _dates(grant), "recipientOrganization": [_recipient(grant, funder)],
        "beneficiaryLocation": _location(grant),
        FUNDER: [{"id": funder.identifier, "name": funder.name}],
        "grantProgramme": [{"title": grant.programme}] if grant.programme else [],
        "fromOpenCall": {True: "Yes", False: "No", None: None}[grant.open_call],
        "dateModified": grant.changed.isoformat() if grant.changed else None,
    })  # fmt: skip


def package(grants: Sequence[Json], funder: Funder, issued: dt.date, address: str = "") -> Json:
    """Return grants as a package; a package without a grant is none, and ``BadInput``."""
    if not grants:
        raise BadInput("there is no grant to publish.", next_step="Award and publish one first.")
    return filled({
        "version": standard("360giving").version, "title": f"Grants of {funder.name}",
        "issued": issued.isoformat(),
        "license": LICENCE, "downloadURL": address or None,
        "publisher": {"name": funder.name, "identifier": funder.identifier},
        "grants": list(grants),
    })  # fmt: skip


def grant_of(value: GrantObject, funder_prefix: str = "") -> PublishedGrant:
    """Return the grant that an object of the standard tells of.

    Parameters
    ----------
    value
        An object without faults (``declared_fields.faults``).
    funder_prefix
        Taken off the identifier where it begins so.
    """
    planned = (value.get("plannedDates") or [{}])[0]
    place = (value.get("beneficiaryLocation") or [{}])[0]
    programme = (value.get("grantProgramme") or [{}])[0]
    changed = value.get("dateModified")
    return PublishedGrant(
        number=str(value["id"]).removeprefix(f"{funder_prefix}-"), title=value["title"],
        about=value["description"], award_on=dt.date.fromisoformat(value["awardDate"][:10]),
        pence=_pence(value["amountAwarded"]) or 0,
        recipient=_recipient_of(value["recipientOrganization"][0], funder_prefix),
        applied_for=_pence(value.get("amountAppliedFor")),
        paid=_pence(value.get("amountDisbursed")), starts=_day(planned.get("startDate")),
        ends=_day(planned.get("endDate")), programme=programme.get("title", ""),
        area=place.get("name", ""), area_code=place.get("geoCode", ""),
        open_call={"Yes": True, "No": False}.get(value.get("fromOpenCall", "")),
        changed=dt.datetime.fromisoformat(changed.upper()) if changed else None,
    )  # fmt: skip


def repeated(places: Sequence[str], grants: Sequence[GrantObject]) -> Iterator[BadInput]:
    """Yield a fault for each grant that bears the identifier of one before it, by its place."""
    first: dict[object, str] = {}
    for place, each in zip(places, grants, strict=True):
        if each.get("id") and (before := first.setdefault(str(each["id"]), place)) != place:
            yield BadInput(
                f"'{each['id']}' is the identifier of {before} too.", place=f"{place}, id",
                next_step="Leave one of the two out, or give it another.",
            )  # fmt: skip


def unread(value: GrantObject) -> Iterator[BadInput]:
    """Yield what an object tells that a grant on record cannot hold.

    Amounts that are not in pounds or have parts of a penny, and a second organisation.
    """
    if (currency := value.get("currency")) not in (None, "GBP"):
        yield BadInput(
            f"its amounts are in {currency}, and not in GBP.", place="currency",
            next_step="Leave it out, and enter it in pounds by hand.",
        )  # fmt: skip
    for name in ("amountAppliedFor", "amountAwarded", "amountDisbursed"):
        if (amount := value.get(name)) is not None and Decimal(str(amount)) * 100 % 1:
            yield BadInput(f"'{amount}' has parts of a penny.", place=name,
                           next_step="Round it to whole pence.")  # fmt: skip
    if (count := len(value.get("recipientOrganization") or [])) > 1:
        yield BadInput(
            f"it went to {count} organisations; one is read.", place="recipientOrganization",
            next_step="Leave one in, and name the others as partners by hand.",
        )  # fmt: skip


def is_given_by(value: GrantObject, identifier: str, name: str) -> bool:
    """Whether an office, known by its identifier or name, alone gives a grant."""
    own = search_key(name)
    return all(
        each["id"] == identifier or search_key(each["name"]) == own for each in value[FUNDER]
    )


def left_out(value: GrantObject) -> Iterator[str]:
    """Yield the place of each value that a grant on record has no field for; it is not kept.

    ``value`` has no faults. Whose the grant is, ``is_given_by`` tells.
    """
    yield from (name for name in NOT_ON_RECORD if value.get(name) not in EMPTY)
    read = grant_of(value)
    on_record = dict(_leaves(_as_object(read, Funder("", "", ""))))
    on_record |= {"id": value["id"], "currency": "GBP"}
    on_record["recipientOrganization[0].id"] = value["recipientOrganization"][0]["id"]
    for place, leaf in _leaves({k: v for k, v in value.items() if k not in _NOT_COMPARED}):
        if _plain(on_record.get(place)) != _plain(leaf):
            yield place


def _leaves(value: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Yield each plain value of an object with its place; what holds nothing has none."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _leaves(part, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from _leaves(part, f"{place}[{at}]")
    elif value not in EMPTY:
        yield place, value


def _plain(leaf: object) -> object:
    """Return a value as it is compared: the time of a day is never significant there."""
    whole_day = isinstance(leaf, str) and _DAY_AND_TIME.match(leaf)
    return leaf[:10] if whole_day else leaf  # type: ignore[index]


def _recipient(grant: PublishedGrant, funder: Funder) -> Json:
    of = grant.recipient
    return filled({"id": of.identifier(funder.prefix), "name": of.name,
                   "charityNumber": of.charity, "companyNumber": of.company})  # fmt: skip


def _recipient_of(value: GrantObject, prefix: str) -> Recipient:
    identifier = value["id"]
    charity = value.get("charityNumber", "")
    company = value.get("companyNumber", "")
    if identifier.startswith(CHARITIES):
        charity = charity or identifier.removeprefix(CHARITIES)
    elif identifier.startswith(COMPANIES):
        company = company or identifier.removeprefix(COMPANIES)
    own = identifier.removeprefix(f"{prefix}-org-")
    number = int(own) if prefix and own != identifier and own.isdecimal() else 0
    other = "" if charity or company or number else identifier
    return Recipient(number, value["name"], charity, company, other)


def _dates(grant: PublishedGrant) -> list[Json]:
    dates = filled({"startDate": grant.starts.isoformat() if grant.starts else None,
                    "endDate": grant.ends.isoformat() if grant.ends else None})  # fmt: skip
    return [dates] if dates else []


def _location(grant: PublishedGrant) -> list[Json]:
    place = filled({"name": grant.area, "geoCode": grant.area_code})
    return [{**place, "countryCode": "GB"}] if place else []


def _day(words: str | None) -> dt.date | None:
    """Return a day; a month or a year alone is none."""
    return dt.date.fromisoformat(words[:10]) if words and len(words) >= 10 else None


def _pounds(pence: int | None) -> int | float | None:
    return None if pence is None else pounds_number(pence)


def _pence(amount: float | None) -> int | None:
    return None if amount is None else round(Decimal(str(amount)) * 100)
