"""An organisation of a contracting file as cells of the list of suppliers."""

from __future__ import annotations

import pytest

from beatwise.accountability.standards.contracting import Organisation
from beatwise.web.commissioning import contracting_cells


@pytest.mark.parametrize(
    ("scheme", "number", "cell"),
    [
        ("GB-COH", "01234567", ("company_number", "01234567")),
        ("GB-LAE", "LEC", ("other_identifier", "GB-LAE-LEC")),
        ("", "123", ("other_identifier", "123")),
        ("", "", ("other_identifier", None)),
    ],
)
def test_an_organisation_keeps_its_number_as_it_was_given(scheme, number, cell):
    """A number without a register stands alone, with no dash before it."""
    cells = contracting_cells.organisation(Organisation("Refuge", scheme, number))
    assert cells == {"name": "Refuge", cell[0]: cell[1]}
