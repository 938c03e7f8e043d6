"""Named streams of chance: changing one setting does not shuffle everything else."""

from __future__ import annotations

import zlib

import numpy as np


def stream(seed: int, name: str, number: int = 0) -> np.random.Generator:
    """Return the generator for one purpose (and one town) under ``seed``."""
    return np.random.default_rng([seed, zlib.crc32(name.encode()), number])
