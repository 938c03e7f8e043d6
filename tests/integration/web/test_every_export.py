"""Every list of the office as a file: saved and never run, whatever people wrote into it."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress

import pytest
from tests.integration.web.test_addresses import ADDRESSES, GROUPS, made_world


EVIL = "=HYPERLINK(1)"
# Words that people write, by the names of the fields that hold them.
WRITTEN = {"title", "words", "note", "source", "why", "decided_why", "name", "board", "reason"}
HARMLESS = re.compile(r"[-+]?[\d,.]+%?$|[^=+\-@\t\r\n]|$")


def _exports():
    named = [n for n, r in ADDRESSES.items() if re.search(r"/(csv|json|ods|xlsx)/", r["path"])]
    assert "export" in named
    return sorted(named)


def _made_evil() -> None:
    """Put a formula into every field of words that the office holds."""
    from django.apps import apps
    from django.db import DatabaseError, transaction

    for model in apps.get_models():
        if model._meta.app_label not in ("registers", "performance", "progress", "meetings"):
            continue
        fields = {f.name: f for f in model._meta.fields}
        for name in WRITTEN & set(fields):
            single = fields[name].unique or (name == "name" and model._meta.constraints)
            if not single and fields[name].get_internal_type() in ("CharField", "TextField"):
                with suppress(DatabaseError), transaction.atomic():  # some are never changed
                    model._default_manager.update(**{name: EVIL})


@pytest.fixture(scope="module")
def world(module_office):
    """What the lists hold, with a formula in every field of words."""
    made = made_world(module_office)
    _made_evil()
    return made


@pytest.mark.parametrize("name", _exports())
def test_no_export_of_any_list_is_run_by_a_spreadsheet(world, restored_office, name):
    """A formula among the words comes out as words, in CSV and in sheets, and is only saved."""
    row = ADDRESSES[name]
    role = "governance" if "governance" in GROUPS[row["roles"]] else GROUPS[row["roles"]][0]
    client = restored_office.client(role)
    path = row["path"].format(**world)
    for form in ("csv", "ods", "xlsx", "json"):
        answer = client.get(re.sub(r"/(csv|json|ods|xlsx)/", f"/{form}/", path))
        if answer.status_code == 404:  # a list need not come in every format
            continue
        assert answer.status_code == 200, (form, answer.status_code)
        whole = b"".join(answer) if answer.streaming else answer.content
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert answer["Content-Security-Policy"].startswith("sandbox")
        if form == "csv":
            cells = [c for line in csv.reader(io.StringIO(whole.decode())) for c in line]
            assert [c for c in cells if not HARMLESS.match(c)] == []
        if form in ("ods", "xlsx"):
            assert not _formulas(form, whole)


def _formulas(form: str, whole: bytes) -> list[str]:
    """Return the formulas in a sheet's XML."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        words = "".join(packed.read(n).decode() for n in packed.namelist() if n.endswith(".xml"))
    return re.findall(r"table:formula=|<f[ >]", words)
