"""Published studies pooled, and the interval for the next one."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.meta_analysis import meta_analysis


def test_pools_refuse_what_they_cannot_do() -> None:
    """One study makes no pool; a study without an error is refused."""
    with pytest.raises(Refused, match="cannot be pooled"):
        meta_analysis([0.1], [0.1])
    with pytest.raises(BadInput):
        meta_analysis([0.1, 0.2], [0.1, 0.0])
