"""Bank details in a text: sort codes with account numbers, and IBANs, which no record may hold."""

from __future__ import annotations

import re


_SORT_CODE = re.compile(r"(?<!\d)\d{2}[-\s]\d{2}[-\s]\d{2}(?!\d)")
_ACCOUNT = re.compile(r"(?<!\d)\d{8}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b")
_FEWEST_DIGITS = 10  # of an IBAN; words beside a short number have fewer
_WORDS = re.compile(r"sort\s?code|account\s?(?:no|number)|\biban\b", re.IGNORECASE)


def has_bank_details(text: str) -> bool:
    """Whether a text holds what looks like bank details.

    A sort code alone may be a date, and eight digits alone an invoice's number: either counts only
    beside the other or beside the words for it. An IBAN counts by itself.

    Examples
    --------
    >>> has_bank_details("20-00-00 55779911"), has_bank_details("Invoice 55779911")
    (True, False)
    """
    codes, accounts = bool(_SORT_CODE.search(text)), bool(_ACCOUNT.search(text))
    if any(
        sum(c.isdigit() for c in iban) >= _FEWEST_DIGITS for iban in _IBAN.findall(text.upper())
    ):
        return True
    return (codes and accounts) or (bool(_WORDS.search(text)) and (codes or accounts))
