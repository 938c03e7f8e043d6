"""What is left out of the comparison, each with its reason; everything else must be equal.

The clock stands and chance repeats (``steady``), so dates, hashes, session keys and the chain of
the history are compared as they are. Backups have rules of their own, in ``backups``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch


@dataclass(frozen=True, slots=True)
class Rule:
    """In which outputs, what is replaced by what, and why."""

    names: str
    pattern: str
    replacement: str
    why: str


RULES = (
    Rule(
        "*/answers/*",
        r'(name="csrfmiddlewaretoken" value=")[^"]*',
        r"\1…",
        "a form's token is drawn anew each time a page is sent",
    ),
    Rule(
        "*/answers/*/static~*",
        r'(?m)^(ETag: ")\w+(?=-\w+"$)',
        r"\1…",
        "a file of the package is marked with the time at which it was checked out",
    ),
    Rule(
        "*openapi.json",
        r'("operationId": ")beatwise_web_\w+?_api_',
        r"\1…_",
        "an operation's id begins with the Python module that holds it, and modules may move",
    ),
)
OUTSIDE = (
    ("*.sqlite3", "the office's records are compared in its backups, table by table"),
    ("*.sqlite3-*", "the same"),
    ("*/office/secret.key", "drawn when an office is made"),
    ("*/office/demo", "a password that is drawn when a demo office is made"),
)


def normal(name: str, text: str) -> str:
    """Return an output's text without what the rules leave out."""
    for rule in RULES:
        if fnmatch(name, rule.names):
            text = re.sub(rule.pattern, rule.replacement, text)
    return text


def is_outside(name: str) -> bool:
    """Whether an output is not compared at all."""
    return any(fnmatch(name, pattern) for pattern, _ in OUTSIDE)


def sentences() -> list[str]:
    """Return each rule as a line to print."""
    lines = [f"{rule.names}: /{rule.pattern}/: {rule.why}" for rule in RULES]
    return [*lines, *(f"{names}: {why}" for names, why in OUTSIDE)]
