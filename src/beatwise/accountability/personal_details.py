"""What a published record must not hold of a person: bank details, addresses, numbers, names.

A name is known by the title before it (Mr, Ms, Dr): a bare name cannot be told from that of a firm,
so that whoever publishes still reads what they publish.
"""

from __future__ import annotations

import re

from beatwise.accountability.bank_details import has_bank_details


_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Dame)\.?\s+[A-Z][a-z’'-]+")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\d)")
TELEPHONE = "a telephone number"
_CHECKS = (
    ("what looks like a person's name", lambda text: _TITLE.search(text) is not None),
    ("an address of e-mail", lambda text: _MAIL.search(text) is not None),
    (TELEPHONE, lambda text: _PHONE.search(text) is not None),
)


def personal_details(text: str) -> tuple[str, ...]:
    """Return what a text holds that does not belong in a published record, in words.

    Examples
    --------
    >>> personal_details("Pay into 20-00-00 55779911")
    ('what looks like bank details',)
    >>> personal_details("The Elizabeth Park Sports Centre, 12 sessions")
    ()
    """
    if has_bank_details(text):
        return ("what looks like bank details",)
    return tuple(words for words, holds in _CHECKS if holds(text))
