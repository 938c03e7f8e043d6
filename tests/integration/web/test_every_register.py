"""Every register that ships, filled with its examples, opened wherever it can be opened."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict

import pytest

from beatwise.accountability.catalogue import register_examples
from beatwise.accountability.registers.read_toml import definition, definitions


SLUGS = sorted(definitions())


@pytest.fixture(scope="module")
def filled(module_office):
    """The records of every register by its slug."""
    from beatwise.web.keeping.demo import register_records

    records = defaultdict(list)
    for record in register_records.fill(module_office.account):
        records[record.register].append(record)
    return records


@pytest.fixture
def office(filled, restored_office):
    """The office that holds them."""
    return restored_office


@pytest.mark.parametrize("slug", SLUGS)
def test_a_register_opens_with_its_examples_everywhere(office, filled, slug):
    """List, record, form, board, rules, duties, figures, files and API show what it holds."""
    register, records = definition(slug), filled[slug]
    assert len(records) == len(register_examples.examples(slug)) > 0
    client = office.client(register.owner)
    listed = client.get(f"/registers/{slug}/").content.decode()
    assert f"{len(records)} record" in listed
    assert listed.count("Download the figures") == (1 if register.figures else 0)
    for record in records:
        page = client.get(f"/registers/{slug}/{record.number}/")
        assert page.status_code == 200
        assert register.state(record.state).title in page.content.decode()
    for part in ("new/", "board/", "rules/", f"{records[0].number}/change/", "import/"):
        assert client.get(f"/registers/{slug}/{part}").status_code == 200, part
    if register.duties:
        assert client.get(f"/registers/{slug}/duties/").status_code == 200
    sheet = b"".join(client.get(f"/registers/{slug}/export/csv/")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert sorted(int(row["Number"]) for row in rows) == sorted(r.number for r in records)
    assert {field.label for field in register.fields} <= set(rows[0])


@pytest.mark.parametrize("slug", SLUGS)
def test_the_api_gives_the_same_records_as_the_page(office, filled, slug):
    """By a token of a role that reads it; no role that does not read it is told of it."""
    from beatwise.accountability import roles
    from beatwise.web.accounts import actions as accounts

    register, records = definition(slug), filled[slug]
    holders = [r for r in roles.holders("own.tokens") if _reads(register, r)]
    role = register.owner if register.owner in holders else next(iter(holders), None)
    if role is None:
        assert office.client(register.owner).get(f"/registers/{slug}/").status_code == 200
        return
    made = accounts.make_token(name="t", scopes=["records:read"], days=1, by=office.account(role))
    head = {"HTTP_AUTHORIZATION": f"Bearer {made[1]}"}
    answer = office.client().get(f"/api/v1/registers/{slug}/records/", **head)
    assert answer.status_code == 200, answer.content
    items = json.loads(answer.content)["records"]
    assert sorted(item["number"] for item in items) == sorted(r.number for r in records)
    for other in ("partner", "patroller", "panel_reader"):
        if not _reads(register, other):
            gone = office.client(other).get(f"/registers/{slug}/")
            assert gone.status_code in (403, 404), other


def _reads(register, role: str) -> bool:
    from beatwise.accountability.roles import Reader

    return register.reads(Reader(0, role, ""))
