"""The names people say, without the codes that a boundary file adds to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.fields import document


AS_PUBLISHED = "as published"


@dataclass(frozen=True, slots=True)
class NameRule:
    """The codes of one kind of boundary file.

    Parameters
    ----------
    name
        The rule's own name, kept with a layer that it was used on.
    codes
        What may follow a name, the longest first.
    least_share
        The share of a layer's names that must end in a code before any is taken off.
    """

    name: str
    codes: tuple[str, ...]
    least_share: float

    def plain(self, name: str) -> str:
        """Return a name without the codes at its end; one that is only a code stays."""
        pattern = "|".join(re.escape(code) for code in self.codes)
        return re.sub(rf"(?:\s+(?:{pattern}))+$", "", name).strip() or name


@cache
def name_rules() -> tuple[NameRule, ...]:
    """Return every rule of ``data/area_names``, in order of its name."""
    return tuple(_rule(name) for name in data.names("area_names"))


def _rule(name: str) -> NameRule:
    text = data.text("area_names", f"{name}.toml")
    with document(text, f"area_names/{name}.toml") as fields:
        fields.text("source")
        codes = fields.table("codes")
        words = [code for code in codes.data if codes.text(code)]
        least = float(fields.decimal("least_share"))
    return NameRule(name, tuple(sorted(words, key=lambda code: (-len(code), code))), least)


def known_rules() -> tuple[str, ...]:
    """Return the name of every rule, and of using none."""
    return (AS_PUBLISHED, *(rule.name for rule in name_rules()))


def plain_names(names: Sequence[str]) -> tuple[list[str], str]:
    """Return the names of a layer as people say them, and the rule that made them so.

    The rule that changes most names is used; without one the names are ``as published``. Names that
    would become alike, such as *Leicester BUA* and *Leicester BUASD*, keep their codes.
    """
    best, rule_name, most = list(names), AS_PUBLISHED, 0
    for rule in name_rules():
        plain = [rule.plain(name) for name in names]
        changed = sum(new != old for new, old in zip(plain, names, strict=True))
        if changed > most and changed >= rule.least_share * len(names):
            best, rule_name, most = plain, rule.name, changed
    sources: dict[str, set[str]] = {}
    for new, old in zip(best, names, strict=True):
        sources.setdefault(new.casefold(), set()).add(old.casefold())
    alike = Counter({new: len(old) for new, old in sources.items()})
    apart = [
        old if alike[new.casefold()] > 1 else new for new, old in zip(best, names, strict=True)
    ]
    return apart, rule_name
