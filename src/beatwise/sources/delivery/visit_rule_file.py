"""Read a visit rule of one's own from TOML: the thresholds that differ from the usual ones."""

from __future__ import annotations

from dataclasses import fields as parts_of
from pathlib import Path

from beatwise.delivery.visit_rule import VisitRule
from beatwise.errors import BadInput, UsageError
from beatwise.fields import read_document


def read_visit_rule(path: Path) -> VisitRule:
    """Return the rule of a TOML file; a threshold that it leaves out has its usual value.

    Raises ``BadInput`` naming the line of a threshold that is not known or cannot be.
    """
    names = [part.name for part in parts_of(VisitRule)]
    with read_document(path, noun="visit rule") as document:
        document.only(*names)
        thresholds = {name: document.number(name) for name in names if document.has(name)}
    try:
        return VisitRule(**thresholds)
    except UsageError as error:
        raise BadInput(error.message, place=path.name, next_step=error.next_step) from error
