"""Severity: weigh offences by a published index, and show harm beside counts.

An index gives a weight for each Home Office offence code. The fourteen police.uk categories mix
offences whose weights differ a hundredfold, so they are refused. A code the index does not hold
is reported, never weighed as zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from beatwise import data
from beatwise.errors import MissingData, Refused
from beatwise.fields import Fields, document
from beatwise.records.crime_types import CATEGORIES, slug


if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_FIELDS = {"name": str, "source": str, "year": int, "licence": str, "retrieved": str, "unit": str}


@dataclass(frozen=True, slots=True)
class SeverityIndex:
    """A published set of weights, one a Home Office offence code.

    Parameters
    ----------
    name, source, licence, retrieved
        What it is called, who published it where, on what terms, and when it was taken (ISO date).
    year
        Year of publication.
    unit
        What one point of weight means.
    by_code
        Weight of each code, written as :func:`offence_code` writes it.
    """

    name: str
    source: str
    year: int
    licence: str
    retrieved: str
    unit: str
    by_code: Mapping[str, float]

    def weights(self, codes: ArrayLike) -> NDArray[np.float64]:
        """Return the weight of each offence, shape (n,); NaN where the index has no such code.

        Raises ``Refused`` when police.uk categories are given instead of Home Office codes.
        """
        texts = np.asarray(codes, object)
        known = {text: self._weight(text) for text in set(texts.tolist())}
        return np.array([known[text] for text in texts.tolist()], float)

    def _weight(self, code: object) -> float:
        if not isinstance(code, str) or not code.strip():
            return math.nan
        if slug(code.strip()) in CATEGORIES:
            raise Refused(
                f"'{code}' is a police.uk category: it mixes offences of very different harm, "
                f"and {self.name} weighs Home Office offence codes.",
                next_step="Ask the force for the Home Office code of each offence "
                "(`beatwise request`), or show counts only.",
            )
        return self.by_code.get(offence_code(code), math.nan)


@dataclass(frozen=True, slots=True)
class CountsAndHarm:
    """Counts and harm side by side, for groups such as hot spots.

    Parameters
    ----------
    counts
        Offences in each group, shape (groups,).
    harm
        Their summed weight, unmatched offences left out, shape (groups,).
    unmatched
        Offences in each group without a weight, shape (groups,).
    unmatched_codes
        How often each code without a weight occurs; ``""`` stands for no code given.
    index
        The index used.
    """

    counts: NDArray[np.int64]
    harm: NDArray[np.float64]
    unmatched: NDArray[np.int64]
    unmatched_codes: Mapping[str, int]
    index: SeverityIndex

    @property
    def share_matched(self) -> float:
        """Share of offences that have a weight; NaN when there are none."""
        total = int(self.counts.sum())
        return 1 - int(self.unmatched.sum()) / total if total else math.nan


def counts_and_harm(
    index: SeverityIndex, codes: ArrayLike, groups: ArrayLike, n_groups: int
) -> CountsAndHarm:
    """Sum counts and harm by group.

    Parameters
    ----------
    codes
        Home Office offence code of each offence, shape (n,); missing where not known.
    groups
        Group of each offence, 0 to ``n_groups`` − 1, or −1 for none, shape (n,).
    """
    where = np.asarray(groups, np.int64)
    inside = where >= 0
    where, texts = where[inside], np.asarray(codes, object)[inside]
    weight = index.weights(texts)
    bare = np.isnan(weight)
    missing: dict[str, int] = {}
    for code in texts[bare].tolist():
        text = code.strip() if isinstance(code, str) else ""
        missing[text] = missing.get(text, 0) + 1
    return CountsAndHarm(
        counts=np.bincount(where, minlength=n_groups),
        harm=np.bincount(where[~bare], weight[~bare], minlength=n_groups).astype(float),
        unmatched=np.bincount(where[bare], minlength=n_groups),
        unmatched_codes=dict(sorted(missing.items())),
        index=index,
    )


def offence_code(text: str) -> str:
    """Write a Home Office offence code one way: ``056a`` → ``56A``, ``004/10`` → ``4.10``."""
    parts = re.split(r"[./]", "".join(text.upper().split()))
    return ".".join(part.lstrip("0") or "0" for part in parts)


def names() -> list[str]:
    """Return the names of the indexes that come with Beatwise."""
    return [name for name in data.names("severity") if not name.endswith(".format")]


def load(name: str) -> SeverityIndex:
    """Load an index that comes with Beatwise, such as ``ons-css``.

    Raises ``MissingData`` when there is none of that name; for an index of which only the form
    is known (``cambridge``) it says where the user's own file goes.
    """
    if name in names():
        return parse(data.text("severity", f"{name}.toml"), place=f"{name}.toml")
    form = f"{name}.format" in data.names("severity")
    why = "holds the form of this index but none of its values" if form else "has no such index"
    raise MissingData(
        f"Beatwise {why}.",
        place=name,
        next_step=f"Save the published values as severity/{name}.toml in the workspace, in the "
        f"form docs/methods/severity.md shows, or use one of: {', '.join(names())}.",
    )


def parse(text: str, *, place: str) -> SeverityIndex:
    """Read an index from the text of its TOML file.

    Raises ``BadInput``, naming ``place``, when it is not TOML, a field is missing or empty, two
    ways of writing one code disagree, or a weight is not a number of zero or more.
    """
    with document(text, place, decimals=False) as fields:
        fields.exactly("format", 1)
        fields.exactly("codes", "home-office")
        about = {key: _field(fields, key, kind) for key, kind in _FIELDS.items()}
        weights = fields.optional_table("weights")
        if not weights.data:
            fields.fault("weights", "the [weights] table is missing or empty.")
        by_code: dict[str, float] = {}
        for code in weights.data:
            _add(by_code, code, weights)
        return SeverityIndex(**about, by_code=by_code)


def _field(fields: Fields, key: str, kind: type) -> Any:
    value = fields.value(key)
    if not isinstance(value, kind) or not value:
        fields.fault(
            key,
            f"'{key}' is missing or empty.",
            "Say where the values come from; docs/methods/severity.md shows the form.",
        )
    return value


def _add(by_code: dict[str, float], key: str, weights: Fields) -> None:
    weight = weights.number(key, at_least=0)
    if weights.faulty(key) or weight == math.inf:
        weights.fault(key, f"the weight of {key} is not a number of zero or more.")
        return
    code = offence_code(key)
    if by_code.setdefault(code, weight) != weight:
        weights.fault(key, f"the code {code} is given two different weights.")
