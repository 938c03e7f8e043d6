"""A number for each Crime ID."""

from __future__ import annotations

import hashlib

import numpy as np
import pyarrow as pa

from beatwise.sources.police_uk.id_keys import NONE, id_keys


def test_equal_ids_have_equal_numbers_and_others_do_not():
    """20,000 published IDs have 20,000 numbers, the same in any table and at any position."""
    ids = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(20_000)]
    keys = id_keys(pa.array(ids))
    assert len(np.unique(keys)) == len(ids)
    part = pa.array(["x", None, *ids])[2:]
    assert (id_keys(part) == keys).all()
    assert (id_keys(pa.chunked_array([ids[:7], ids[7:]])) == keys).all()


def test_a_row_without_an_id_has_no_number():
    """Nothing is nothing; an ID of any other length has a number too."""
    keys = id_keys(pa.array([None, "a", "a", "bb"], pa.string()))
    assert keys[0] == NONE
    assert keys[1] == keys[2] != keys[3] != NONE
