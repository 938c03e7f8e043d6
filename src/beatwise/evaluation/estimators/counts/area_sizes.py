"""The sizes of the four areas as words: by position, or by name.

Until version 0.1 the positions were control, treated, displacement control, displacement treated.
Four bare numbers that only make sense in that order are refused rather than misread: areas that are
compared with each other are alike, so their rates before should be too.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from beatwise.errors import BadInput
from beatwise.evaluation.estimators.counts.count_checks import Pair
from beatwise.evaluation.estimators.counts.displacement import AreaWeights


NAMES = {
    "T": "treated", "C": "control", "DT": "displacement_treated", "DC": "displacement_control",
}  # fmt: skip
_BY_NAME = "Give sizes by name, in any order: --area-weights T=2 C=6 DT=3 DC=9."
_ALIKE, _APART = log(1.5), log(2)


def area_sizes(words: Sequence[str], treated: Pair, control: Pair) -> AreaWeights:
    """Return the sizes that four words give: T C DT DC, or each with its name (``DT=1.5``).

    Raises ``BadInput`` for words that are no sizes, and for bare numbers that look as in the order
    C T DC DT: as given the rates before differ at least twofold more than in that order, in which
    they agree.
    """
    named = ["=" in word for word in words]
    if any(named) and not all(named):
        raise BadInput("some sizes have a name and some have none.", next_step=_BY_NAME)
    if all(named):
        return _by_name(words)
    sizes = AreaWeights(*(_number(word, word) for word in words))
    _refuse_old_order(sizes, treated[0], control[0])
    return sizes


def _by_name(words: Sequence[str]) -> AreaWeights:
    sizes: dict[str, float] = {}
    for word in words:
        name, number = word.split("=", 1)
        if name.upper() not in NAMES or NAMES[name.upper()] in sizes:
            raise BadInput(f"'{word}' names no area, or one named before.", next_step=_BY_NAME)
        sizes[NAMES[name.upper()]] = _number(number, word)
    return AreaWeights(**sizes)


def _number(text: str, word: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise BadInput(f"'{word}' is not a size.", next_step=_BY_NAME) from error


def _refuse_old_order(sizes: AreaWeights, treated: float, control: float) -> None:
    if not (treated > 0 and control > 0 and sizes.treated > 0 and sizes.control > 0):
        return  # refused elsewhere, or nothing to tell the order by
    counts, areas = log(treated / control), log(sizes.treated / sizes.control)
    now, old = abs(counts - areas), abs(counts + areas)
    if abs(areas) >= _ALIKE and old <= _ALIKE and now - old >= _APART:
        times = exp(now)
        raise BadInput(
            f"the sizes {sizes.treated:g} {sizes.control:g} look as in the old order, comparison "
            "area first: in it the rates before agree; as given one is "
            f"{times:.1f} times the other. The order is now that of the counts: "
            "treated, control, displacement treated, displacement control.",
            next_step=_BY_NAME,
        )
