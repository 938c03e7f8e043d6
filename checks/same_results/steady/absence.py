"""Packages that a subprocess is not to find, so that the product does without them."""

from __future__ import annotations

import os
import sys
from typing import Any


VARIABLE = "SAME_RESULTS_WITHOUT"


def hide() -> None:
    """Hide the packages that the environment names, parted by commas."""
    modules: dict[str, Any] = sys.modules
    for name in filter(None, os.environ.get(VARIABLE, "").split(",")):
        modules[name] = None
