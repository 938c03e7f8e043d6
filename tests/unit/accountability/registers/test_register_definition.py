"""A register's definition answers unknown names with the known ones."""

from __future__ import annotations

import pytest

from beatwise.accountability import roles
from beatwise.accountability.registers.read_toml import definition
from beatwise.errors import UsageError


def test_unknown_names_are_answered_with_the_known_ones():
    """An error about a register, step or role lists those that there are."""
    with pytest.raises(UsageError, match="propose, return, take"):
        definition("decisions").transition("fly")
    with pytest.raises(UsageError, match="commissioner, deputy"):
        roles.role("emperor")
