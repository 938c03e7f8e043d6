"""What the rules of a register are held against: today, the record's moves, who steps, limits."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.accountability.registers.field_rules import WITHIN, Situation
from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.registers import selectors
from beatwise.web.registry import registry


def situation(
    register: Definition, moves: Sequence[Sequence[str]] = (), step: str = "", role: str = ""
) -> Situation:
    """Return the situation of a record of a register; ``step`` and ``role`` as ``Situation`` has.

    Approval limits are only asked for where the register has a rule about them.
    """
    today = selectors.today()
    asks = any(rule.kind == WITHIN for rule in register.rules)
    limits = registry.limits_on(today) if asks else {}
    return Situation(today, moves, step, role, limits=limits)
