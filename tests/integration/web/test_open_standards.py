"""Published files of an office, and files in open standards taken in."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import published_schemas
from tests.integration.web import commissioning_world as world

from beatwise.accountability.standards import declared_fields


PUBLISH = "/commissioning/publish"


def _get(office, path: str, role: str = "commissioning") -> bytes:
    answer = office.client(role).get(f"{PUBLISH}/{path}")
    assert answer.status_code == 200, answer.status_code
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer) if answer.streaming else answer.content


def _take_in(office, name: str, content: bytes, role: str = "commissioning"):
    file = SimpleUploadedFile(name, content)
    return office.client(role).post("/commissioning/take-in/", {"file": file})


def _commit(office, slug: str, key: int) -> None:
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.imports import batches
    from beatwise.web.registers.imports import Records

    importer, by = Records(definition(slug)), office.account("commissioning")
    batch = batches.one(slug, key)
    found = batches.preview(importer, batch, by)
    assert not found.wrong, [str(each) for each in found.wrong]
    batches.commit(importer, batch=batch, by=by, reason="As published.")


def _spend(office) -> None:
    """A fund with a line, which a grant and then nothing names, and three payments in January."""
    from beatwise.web.funds import accounts, ledger_entries

    by = office.account("commissioning")
    accounts.make_fund(values={"name": "Safety fund"}, by=by)
    for receiver in ("Family Action", "Print shop"):
        accounts.add_line(fund=1, values={"receiver": receiver, "year": "2025/26"}, by=by)
    enter = {"fund": 1, "by": office.account("finance_officer"), "on": dt.date(2026, 1, 7)}
    ledger_entries.enter(line=None, kind="opening", amount="20000", **enter)
    for line in (1, 2):
        ledger_entries.enter(line=line, kind="allocation", amount="9000", **enter)
        ledger_entries.enter(line=line, kind="commitment", amount="9000", **enter)
    for line, amount, reference in ((1, "5000", "G1"), (2, "500", "P1"), (2, "500.01", "P2")):
        ledger_entries.enter(line=line, kind="payment", amount=amount, reference=reference,
                             words="Leaflets", **enter)  # fmt: skip


def test_the_name_in_published_files_is_changed_by_who_writes_to_the_grants(office):
    """Others read it, and have neither the link nor the form."""
    world.publisher(office)
    for role, may in (("commissioning", True), ("finance_officer", False)):
        client = office.client(role)
        page = client.get(f"{PUBLISH}/").content.decode()
        assert ("/commissioning/publish/name/" in page) is may
        assert client.get(f"{PUBLISH}/name/").status_code == (200 if may else 403)


def test_a_grant_is_published_as_360giving_in_every_format(office):
    """JSON without a fault; the sheet has the standard's columns; a draft is not in it."""
    world.running_grant(office)
    world.make(office, "grants", title="Draft", recipient=1, purpose="p")
    world.publisher(office)
    package = json.loads(_get(office, "grants/json/"))
    giving = declared_fields.standard("360giving")
    assert list(declared_fields.faults(giving, package)) == []
    [grant] = package["grants"]
    assert (grant["id"], grant["amountAwarded"], grant["amountDisbursed"]) == (
        "360G-northtown-1", 9579.43, 5000,
    )  # fmt: skip
    assert grant["recipientOrganization"][0]["id"] == "GB-CHC-264713"
    [row] = csv.DictReader(io.StringIO(_get(office, "grants/csv/").decode()))
    assert row["Recipient Org:Name"] == "Family Action"
    assert row["Amount Awarded"] == "9579.43"
    assert _get(office, "grants/xlsx/")[:2] == b"PK"


def test_contracts_are_published_as_ocds_records(office):
    """Every release satisfies the published schema; a supplier is not named in the standstill."""
    world.make(office, "recipients", name="Care Provider Ltd", company_number="01234567")
    sarc = {"planned_on": "2025-11-01", "tendered_on": "2026-02-27", "closes": "2026-03-27",
            "award_on": "2026-05-11", "standstill_ends": "2026-05-31", "provider": 1,
            "value": "850000.50"}  # fmt: skip
    row = world.make(office, "contracts", title="Centre", **sarc)
    world.publisher(office)
    row.state = "standstill"
    row.save()
    package = json.loads(_get(office, "contracts/"))
    assert "Care Provider" not in json.dumps(package)
    row.refresh_from_db()
    world.change(office, row, signed_on="2026-06-02", starts="2026-10-01", ends="2029-09-30")
    row.refresh_from_db()
    row.state = "signed"
    row.save()
    package = json.loads(_get(office, "contracts/"))
    ocds = declared_fields.standard("ocds")
    assert list(declared_fields.faults(ocds, package)) == []
    [record] = package["records"]
    assert [r["tag"] for r in record["releases"]] == [
        ["planning"], ["tender"], ["award"], ["contract"],
    ]  # fmt: skip
    assert record["compiledRelease"]["awards"][0]["value"]["amount"] == 850000.5
    assert published_schemas.faults(published_schemas.OCDS_RECORD_PACKAGE, package) == []


def test_a_month_s_files_come_from_the_ledger_and_name_their_gaps(office):
    """£500.00 is not over £500; the reasons are those of the grant, and the other has none."""
    world.running_grant(office)
    _spend(office)
    world.publisher(office)
    rows = list(csv.DictReader(io.StringIO(_get(office, "months/2026-01/spending/").decode())))
    columns = ("Reference", "Amount in pounds", "Why it is value for money")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("G1", "5000.00", "Fewer repeat victims"), ("P2", "500.01", ""),
    ]  # fmt: skip
    page = office.client("commissioning").get(f"{PUBLISH}/?month=2026-01").content.decode()
    assert "2 rows, £5,500.01 in all. 1 cell that the Order asks for is empty." in page
    assert "Row 2 (P2): Why it is value for money" in " ".join(page.split())
    grants = list(csv.DictReader(io.StringIO(_get(office, "months/2025-11/grants/").decode())))
    assert [(r["Recipient"], r["Conditions"]) for r in grants] == [
        ("Family Action", "Quarterly report")
    ]
    with zipfile.ZipFile(io.BytesIO(_get(office, "months/2026-01/"))) as archive:
        assert len(archive.namelist()) == 8
        assert json.loads(archive.read("spending-2026-01.csv-metadata.json"))["dc:publisher"]


def test_a_contract_that_no_month_s_file_holds_is_named(office):
    """One that ran already has no day of signature; another body's is that body's to publish."""
    common = {"signed_on": "2026-01-15", "value": "20000"}
    rows = {"Signed": common, "Kept": {"yearly": "185000"}, "Small": {"value": "9000"},
            "Theirs": {**common, "ours": "no"}, "Theirs too": {"ours": "no"}}  # fmt: skip
    for title, values in rows.items():
        row = world.make(office, "contracts", title=title, starts="2026-02-01", **values)
        row.state = "running"
        row.save()
    page = office.client("commissioning").get(f"{PUBLISH}/?month=2026-01").content.decode()
    assert "the day of signature is not recorded: Kept (contract 2).</p>" in page
    file = csv.DictReader(io.StringIO(_get(office, "months/2026-01/contracts/").decode()))
    assert [row["Contract"] for row in file] == ["Signed"]


def test_a_reversed_payment_is_not_published(office):
    """Neither the entry nor the one that undoes it."""
    from beatwise.web.funds import ledger_entries
    from beatwise.web.funds.models import LedgerEntry

    _spend(office)
    number = LedgerEntry.objects.get(reference="G1", reverses=None).number
    ledger_entries.reverse(fund=1, number=number, why="Twice", by=office.account("finance_officer"))
    rows = _get(office, "months/2026-01/spending/").decode().splitlines()
    assert [line.rsplit(",", 1)[1] for line in rows[1:]] == ["P2"]


def test_without_a_name_the_office_is_asked_for_it(office):
    """A file that must say who publishes it is not made before; an identifier is checked."""
    world.running_grant(office)
    client = office.client("commissioning")
    answer = client.get(f"{PUBLISH}/grants/json/")
    assert answer.status_code == 404
    assert "has not said what it is called" in answer.content.decode()
    wrong = {**world.PUBLISHER, "identifier": "LEC", "version": "0"}
    assert (
        "is no organisation identifier" in client.post(f"{PUBLISH}/name/", wrong).content.decode()
    )
    right = {**world.PUBLISHER, "version": "0"}
    assert client.post(f"{PUBLISH}/name/", right).status_code == 302
    assert client.get(f"{PUBLISH}/grants/json/").status_code == 200


def test_a_funder_s_own_file_comes_in_by_the_ordinary_import(office):
    """First organisations that are new, then grants; a second person publishes them, whole."""
    world.running_grant(office)
    world.publisher(office)
    theirs = json.loads(_get(office, "grants/json/"))
    theirs["grants"][0] |= {
        "id": "360G-other-9", "title": "Gloves up", "ownField": "x",
        "recipientOrganization": [{"id": "GB-CHC-1111111", "name": "Combat academy"}],
    }  # fmt: skip
    content = json.dumps(theirs).encode()
    answer = _take_in(office, "theirs.json", content)
    assert answer.url.startswith("/registers/recipients/import/")
    _commit(office, "recipients", int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    answer = _take_in(office, "theirs.json", content)
    assert answer.url.startswith("/registers/grants/import/")
    _commit(office, "grants", int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    assert len(json.loads(_get(office, "grants/json/"))["grants"]) == 1
    from beatwise.web.registers.models import Record

    row = Record.objects.get(register="grants", heading="Gloves up")
    world.step(office, row, "publish", "governance")
    out = json.loads(_get(office, "grants/json/"))
    [grant] = [each for each in out["grants"] if each["title"] == "Gloves up"]
    same = ("description", "amountAwarded", "amountAppliedFor", "awardDate", "plannedDates",
            "grantProgramme", "recipientOrganization")  # fmt: skip
    for name in same:
        before = theirs["grants"][0][name]
        after = grant[name]
        if name == "recipientOrganization":
            assert after[0] == {**before[0], "charityNumber": "1111111"}
        else:
            assert after == before, name


def test_a_grant_of_another_funder_is_not_published_as_ours(office):
    """It comes in as another's, and stays out of both published files once others see it."""
    world.running_grant(office)
    world.publisher(office)
    theirs = json.loads(_get(office, "grants/json/"))
    theirs["grants"][0] |= {
        "id": "360G-other-9", "title": "Gloves up",
        "fundingOrganization": [{"id": "GB-CHC-1234560", "name": "A community foundation"}],
    }  # fmt: skip
    answer = _take_in(office, "theirs.json", json.dumps(theirs).encode())
    assert answer.url.startswith("/registers/grants/import/"), _words(answer)
    _commit(office, "grants", int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    from beatwise.web.registers.models import Record

    row = Record.objects.get(register="grants", heading="Gloves up")
    assert row.values["ours"] is False
    world.step(office, row, "publish", "governance")
    titles = [each["title"] for each in json.loads(_get(office, "grants/json/"))["grants"]]
    assert len(titles) == 1
    assert "Gloves up" not in titles


@pytest.mark.parametrize(("change", "words"), [
    ({"recipientIndividual": {"id": "p"}}, "grant 1, recipientIndividual"),
    ({"amountAwarded": "five"}, "grant 1, amountAwarded"),
    ({"currency": "€"}, "grant 1, currency"), ({"currency": "EUR"}, "amounts are in EUR"),
    ({"awardDate": None}, "grant 1, awardDate"),
])  # fmt: skip
def test_a_file_with_a_fault_is_told_where_and_makes_nothing(office, change, words):
    """Each fault by grant and field, with how many there are."""
    from beatwise.web.imports.models import Batch

    world.running_grant(office)
    world.publisher(office)
    theirs = json.loads(_get(office, "grants/json/"))
    theirs["grants"][0] |= change
    page = _take_in(office, "theirs.json", json.dumps(theirs).encode()).content.decode()
    assert words in page
    assert "1 thing is wrong" in " ".join(page.split())
    assert Batch.objects.count() == 0


def test_a_grant_that_stands_twice_in_a_file_is_named(office):
    """Two grants of one identifier would come in as two: the second is named, with the first."""
    world.running_grant(office)
    world.publisher(office)
    theirs = json.loads(_get(office, "grants/json/"))
    theirs["grants"] *= 2
    page = html.unescape(_words(_take_in(office, "theirs.json", json.dumps(theirs).encode())))
    assert "grant 2, id: '360G-northtown-1' is the identifier of grant 1 too." in page


def test_a_sheet_of_grants_is_told_each_wrong_cell_and_what_is_left_out(office):
    """By row and field; a funder's own column is no fault, and the grant comes in without it."""
    world.running_grant(office)
    world.publisher(office)
    heads, row = _get(office, "grants/csv/").decode().splitlines()
    sheet = f"{heads},Shoe size\n{row.replace('2025-11-03', '2025-11-04')},9\n"
    wrong = sheet.replace(",9579.43", ",nine").replace("360G", "\n360G")
    page = _words(_take_in(office, "theirs.csv", wrong.encode()))
    assert "2 things are wrong" in page
    assert "row 3, amountAwarded" in page
    client, file = office.client("commissioning"), SimpleUploadedFile("t.csv", sheet.encode())
    answer = client.post("/commissioning/take-in/", {"file": file}, follow=True)
    page = answer.content.decode()
    assert "as no record has a field for it: Shoe size, amountDisbursed." in page


def test_rows_of_one_grant_come_in_as_one_and_what_they_dispute_is_named(office):
    """The standard lets several rows share an identifier; a wrong cell is told by its own row."""
    from beatwise.web.imports.models import Batch

    world.running_grant(office)
    world.publisher(office)
    sheet = list(csv.reader(io.StringIO(_get(office, "grants/csv/").decode())))
    heads, row = sheet
    row[heads.index("Identifier")], row[heads.index("Title")] = "360G-x-7", "Gloves up"
    place, amount = heads.index("Recipient Org:Name"), heads.index("Amount Awarded")
    other, wrong = [*row], [*row]
    other[place], wrong[amount] = "Another name", "nine"
    answer = _take_in(office, "t.csv", _csv([heads, row, row]))
    assert answer.status_code == 302, _words(answer)
    client = office.client("commissioning")
    assert "1 would be made" in " ".join(client.get(answer.url).content.decode().split())
    page = html.unescape(_words(_take_in(office, "t.csv", _csv([heads, row, other, wrong]))))
    assert "1 row" in page
    assert "row 3, recipientOrganization[0].name: 'Another name' is not what row 2 says" in page
    assert "row 4, amountAwarded: 'nine' is not what row 2 says" in page
    assert Batch.objects.count() == 1


def _csv(rows):
    """Return rows as a file."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def test_the_three_tables_of_developer_agreements_go_out_and_come_in(office):
    """Out of one office, into the registers of an empty one, and out again the same."""
    _agreements(office)
    before = {table: _get(office, f"agreements/{table}/") for table in _TABLES}
    from beatwise.web.registers.models import Link, Record

    Link.objects.all().delete()
    Record.objects.all().delete()
    for table, slug in zip(_TABLES, _REGISTERS, strict=True):
        answer = _take_in(office, f"{table}.csv", before[table])
        assert answer.status_code == 302, _words(answer)
        _commit(office, slug, int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    assert {table: _get(office, f"agreements/{table}/") for table in _TABLES} == before


def test_a_file_that_is_taken_in_again_makes_nothing_twice(office):
    """A known reference is a change of its record; a known grant or contract is left out."""
    from beatwise.web.registers.models import Record

    _agreements(office)
    for table in _TABLES:
        answer = _take_in(office, f"{table}.csv", _get(office, f"agreements/{table}/"))
        page = " ".join(office.client("commissioning").get(answer.url).content.decode().split())
        assert "0 would be made, 0 changed, 1 left as they are" in page, table
    content = _get(office, "agreements/developer-agreement-contribution/")
    later = content.replace(b"3000.25", b"4000.50")
    answer = _take_in(office, "contributions.csv", later)
    _commit(office, "developer_contributions", int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    row = Record.objects.get(register="developer_contributions")
    assert (row.values["amount"], row.values["capital"], row.values["spent"]) == (
        400050, True, 25050,
    )  # fmt: skip
    world.running_grant(office)
    world.make(office, "contracts", title="Later", planned_on="2026-11-03")
    world.publisher(office)
    for name, path in (("grants.json", "grants/json/"), ("grants.csv", "grants/csv/"),
                       ("contracts.json", "contracts/")):  # fmt: skip
        page = _words(_take_in(office, name, _get(office, path)))
        assert "Nothing in it is new. 1 row is in the register already." in page, name
    grants = json.loads(_get(office, "grants/json/"))
    grants["grants"].append({**grants["grants"][0], "id": "360G-x-2", "title": "Another"})
    answer = _take_in(office, "grants.json", json.dumps(grants).encode())
    page = " ".join(office.client("commissioning").get(answer.url).content.decode().split())
    assert "1 would be made, 0 changed" in page


@pytest.mark.parametrize("kind", ["Section 106", "Section 278", "Community infrastructure levy"])
def test_the_kind_of_an_agreement_comes_back(office, kind):
    """Not every agreement is under section 106; the platform writes its types with hyphens."""
    world.make(office, "developer_agreements", reference="17/0123", authority="Blaby", kind=kind)
    content = _get(office, "agreements/developer-agreement/")
    from beatwise.web.registers.models import Record

    written = content.replace(kind.encode(), kind.lower().replace(" ", "-").encode())
    for each in (content, written):
        Record.objects.all().delete()
        answer = _take_in(office, "developer-agreement.csv", each)
        _commit(office, "developer_agreements", int(answer.url.rstrip("/").rsplit("/", 1)[1]))
        assert Record.objects.get().values["kind"] == kind


def test_every_wrong_cell_of_a_table_is_named(office):
    """With row and column, all at once, and nothing is kept."""
    from beatwise.web.imports.models import Batch

    content = (
        b"reference,developer-agreement,contribution-purpose,amount,end-date\n"
        b"C1,A1,policing,12.345,2027-02-30\nC2,A1,education,5,2027-02-20\n"
    )
    head = b"developer-agreement-contribution,"
    rows = content.splitlines()
    content = b"\n".join([head + rows[0], *(b"," + row for row in rows[1:])])
    page = _words(_take_in(office, "contributions.csv", content))
    assert "3 things are wrong" in page
    for words in ("row 2, amount", "row 2, end-date", "row 3, contribution-purpose"):
        assert words in page
    assert Batch.objects.count() == 0


def test_contracts_go_out_as_ocds_and_come_in(office):
    """Out of one office, into the registers of an empty one, and out again the same."""
    lots = [{"lot": "1", "title": "City", "value": "500000"}, {"lot": "2", "title": "County"}]
    notices = [{"notice": "Prior information", "due": "2026-01-20", "published_on": "2026-01-21"}]
    changes = [{"number": "M1", "on": "2026-11-01", "why": "More hours", "value": "900000.25",
                "ends": "2029-12-31"}]  # fmt: skip
    world.make(office, "recipients", name="Care Provider Ltd", company_number="01234567")
    row = world.make(
        office, "contracts", title="Centre", service="Care after an assault", need="Notice given",
        budget="900000", planned_on="2025-11-01", notices=notices, procedure="Selective",
        tendered_on="2026-02-27", closes="2026-03-27", tenderers=3, lots=lots,
        award_on="2026-05-11", standstill_ends="2026-05-31", provider=1, value="850000.50",
        signed_on="2026-06-02", starts="2026-10-01", ends="2029-09-30", last_end="2031-09-30",
        modifications=changes, reviews=[{"held_on": "2026-11-02", "finding": "On course"}],
    )  # fmt: skip
    row.state = "running"
    row.save()
    world.make(office, "contracts", title="Later", planned_on="2026-11-03")
    world.publisher(office)
    before = _get(office, "contracts/")
    from beatwise.web.registers.models import Link, Record

    Link.objects.all().delete()
    Record.objects.all().delete()
    for slug in ("recipients", "contracts"):
        answer = _take_in(office, "theirs.json", before)
        assert answer.status_code == 302, _words(answer)
        assert answer.url.startswith(f"/registers/{slug}/import/")
        _commit(office, slug, int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    row = Record.objects.get(heading="Centre")
    assert (row.state, row.values["ours"]) == ("recorded", True)
    assert "Care Provider" not in _get(office, "contracts/").decode()
    assert world.step(office, row, "publish", "governance").state == "running"
    after = json.loads(_get(office, "contracts/"))
    assert after["records"] == json.loads(before)["records"]


def test_a_contracting_file_with_a_fault_is_told_where(office):
    """The field by its place, and nothing is kept."""
    from beatwise.web.imports.models import Batch

    world.make(office, "contracts", title="Later", planned_on="2026-11-03")
    world.publisher(office)
    package = json.loads(_get(office, "contracts/"))
    package["records"][0]["releases"][0]["tag"] = ["nonsense"]
    page = _words(_take_in(office, "theirs.json", json.dumps(package).encode()))
    assert "1 thing is wrong" in page
    assert "tag" in page
    assert Batch.objects.count() == 0


def test_a_process_of_several_awards_is_told_to_be_divided(office):
    """One contract on record holds one award: the others are not left out in silence."""
    from beatwise.web.imports.models import Batch

    world.make(office, "contracts", title="Later", planned_on="2026-11-03")
    world.publisher(office)
    package = json.loads(_get(office, "contracts/"))
    [release] = package["records"][0]["releases"]
    release["awards"] = [{"id": "A", "value": None}, {"id": "B"}, {"id": "C"}]
    page = _words(_take_in(office, "theirs.json", json.dumps(package).encode()))
    assert "ocds-abc123-1: the process holds 3 awards; one is read. Divide it by award." in page
    assert Batch.objects.count() == 0


def test_a_contract_of_another_buyer_is_not_called_ours(office):
    """Words keep to their line; what is not said is not known; its buyer publishes it."""
    world.make(office, "recipients", name="Care Provider Ltd", company_number="01234567")
    lots = [{"lot": "1", "title": "City", "value": "500000"}]
    world.make(office, "contracts", title="Later", planned_on="2026-11-03",
               tendered_on="2026-11-04", lots=lots)  # fmt: skip
    world.publisher(office)
    package = json.loads(_get(office, "contracts/"))
    other = {"id": "GB-LAE-XYZ", "name": "A county council"}
    for release in package["records"][0]["releases"]:
        release |= {"buyer": other, "parties": [{**other, "roles": ["buyer"]}]}
        for lot in release["tender"].get("lots", []):
            lot["title"] = "City\nand | county"
    answer = _take_in(office, "theirs.json", json.dumps(package).encode())
    assert answer.status_code == 302, _words(answer)
    _commit(office, "contracts", int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    from beatwise.web.registers.models import Record

    row = Record.objects.get(register="contracts", number=2)
    assert (row.values["ours"], row.values["procedure"]) == (False, None)
    assert [lot["title"] for lot in row.values["lots"]] == ["City and ¦ county"]
    assert len(json.loads(_get(office, "contracts/"))["records"]) == 1


def _words(answer) -> str:
    """Return what a page says of a file, for a test that fails."""
    import re

    page = answer.content.decode().partition("<h1")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())[:600]


_TABLES = ("developer-agreement", "developer-agreement-contribution",
           "developer-agreement-transaction")  # fmt: skip
_REGISTERS = ("developer_agreements", "developer_contributions", "developer_contributions")


def _agreements(office) -> None:
    world.make(office, "developer_agreements", reference="17/0123", authority="Blaby",
               development="Lubbesthorpe", signed_on="2019-05-01", kind="Section 106",
               planning_application="17/0123/OUT")  # fmt: skip
    transactions = [
        {"reference": "T1", "status": "received", "amount": "1000", "on": "2021-02-03"},
        {"reference": "T2", "status": "spent", "amount": "250.50", "on": "2022-02-03",
         "item": "Drone"},
    ]  # fmt: skip
    world.make(
        office, "developer_contributions", reference="17/0123-P1", agreement=1, authority="Blaby",
        purpose="Vehicles", capital="yes", amount="3000.25", signed_on="2019-05-01",
        spend_by="2029-05-01", transactions=transactions,
    )  # fmt: skip


def test_a_file_of_no_known_standard_is_refused(office):
    """With what is read instead; nothing is kept."""
    page = _take_in(office, "a.csv", b"Name,Shoe\r\nX,9\r\n").content.decode()
    assert "of no standard that Beatwise reads" in page


def test_who_the_office_is_is_asked_once_for_a_file(office):
    """However many processes a package holds: the office is the same for each."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from beatwise.web.commissioning.standard_imports import checked

    world.publisher(office)
    world.make(office, "contracts", title="Later", planned_on="2026-11-03")
    package = json.loads(_get(office, "contracts/"))
    [record] = package["records"]
    package["records"] = [
        json.loads(
            json.dumps(record)
            .replace(record["ocid"], f"{record['ocid']}{at}")
            .replace("Later", f"Later {at}")
        )
        for at in range(3)
    ]
    with CaptureQueriesContext(connection) as seen:
        file = checked("theirs.json", json.dumps(package).encode())
    assert [cells["ours"] for cells in file.cells] == [True] * 3
    assert len([each for each in seen if "publisherdetails" in each["sql"]]) == 1
