"""What a rule of disclosure may ask for."""

from __future__ import annotations

import pytest

from beatwise.errors import UsageError
from beatwise.publication.disclosure_rule import Rule


def test_a_rule_needs_sense() -> None:
    """A threshold or base of nought is refused."""
    with pytest.raises(UsageError):
        Rule(threshold=0)
