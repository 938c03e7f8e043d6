"""Fields that stand for a whole month or quarter, through an office's forms, lists and files."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integration.web import commissioning_world as world


HELD = "2026-01-01"
COUNTED = {"complaint_reviews": {"place": "Whole area", "received": "24"},
           "complaint_themes": {"theme": "Use of force", "complaints": "14"}}  # fmt: skip
BOTH = pytest.mark.parametrize(("slug", "name", "words"), [
    ("complaint_reviews", "month", "January 2026"), ("complaint_themes", "quarter", "2025/26 Q4"),
])  # fmt: skip


def _record(slug: str, number: int = 1):
    from beatwise.web.registers.models import Record

    return Record.objects.get(register=slug, number=number)


def _file(client, slug: str, form: str) -> bytes:
    answer = client.get(f"/registers/{slug}/export/{form}/")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _import(client, slug: str, name: str, content: bytes) -> str:
    there = client.post(f"/registers/{slug}/import/", {"file": SimpleUploadedFile(name, content)})
    return there["Location"]


def _sheet(heads: list[str], rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, heads)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@BOTH
def test_a_form_offers_periods_and_takes_one_as_printed(office, slug, name, words):
    """It is shown so again, changes nothing when it is sent as it was shown, and refuses a day."""
    client = office.client("performance")
    page = client.get(f"/registers/{slug}/new/").content.decode()
    assert f'list="{name}_choices"' in page
    assert f'name="{name}" type="date"' not in page
    printed = {"month": "Jan 2026", "quarter": "January 2026 to March 2026"}[name]
    sent = {**COUNTED[slug], name: printed}
    assert client.post(f"/registers/{slug}/new/", sent).status_code == 302
    assert _record(slug).values[name] == HELD
    page = client.get(f"/registers/{slug}/1/change/").content.decode()
    assert f'value="{words}"' in page
    assert HELD not in page
    again = {**COUNTED[slug], name: words, "version": "1"}
    assert client.post(f"/registers/{slug}/1/change/", again).status_code == 302
    assert _record(slug).version == 1
    refused = client.post(f"/registers/{slug}/new/", {**COUNTED[slug], name: "15 January 2026"})
    assert f"is not a {name}" in refused.content.decode()


@BOTH
def test_lists_and_records_show_it_by_its_name(office, slug, name, words):
    """No page calls it 1 January."""
    world.make(office, slug, **{**COUNTED[slug], name: HELD})
    client = office.client("governance")
    for address in ("", "1/"):
        page = client.get(f"/registers/{slug}/{address}").content.decode()
        assert words in page
        assert "1 January 2026" not in page
        assert HELD not in page


@BOTH
def test_the_api_takes_it_and_gives_it_by_its_name(office, slug, name, words):
    """The definition says what the date stands for."""
    from beatwise.web.accounts import actions as accounts

    scopes, by = ["records:read", "records:write"], office.account("governance")
    _, token = accounts.make_token(name="t", scopes=scopes, days=1, by=by)
    client, head = office.client(), {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    base = f"/api/v1/registers/{slug}"
    body = {"values": {**COUNTED[slug], name: words}}
    made = client.post(f"{base}/records/", body, content_type="application/json", **head)
    assert made.status_code == 201, made.content
    assert _record(slug).values[name] == HELD
    assert client.get(f"{base}/records/1/", **head).json()["values"][name] == words
    fields = {each["name"]: each for each in client.get(f"{base}/", **head).json()["fields"]}
    assert fields[name]["whole"] == name


@BOTH
@pytest.mark.parametrize("form", ["csv", "ods", "xlsx"])
def test_a_file_brings_back_what_went_out(office, slug, name, words, form):
    """Every format says it as the page does, and an import of it changes nothing."""
    world.make(office, slug, **{**COUNTED[slug], name: HELD})
    client = office.client("governance")
    content = _file(client, slug, form)
    if form == "csv":
        assert words in content.decode()
        assert HELD not in content.decode()
    page = client.get(_import(client, slug, f"again.{form}", content)).content.decode()
    assert "0 would be made, 0 changed, 1 left as they are" in " ".join(page.split())


@BOTH
def test_an_import_takes_every_printed_way_and_names_what_is_none(office, slug, name, words):
    """By name, by number and by its first day, as an earlier file has it; a day within is named."""
    client = office.client("governance")
    label = name.capitalize()
    ways = {"month": ["February 2026", "2026-03", "2026-04-01"],
            "quarter": ["Q1 2025/26", "2025-07:2025-09", "01/10/2025"]}[name]  # fmt: skip
    held = {"month": ["2026-02-01", "2026-03-01", "2026-04-01"],
            "quarter": ["2025-04-01", "2025-07-01", "2025-10-01"]}[name]  # fmt: skip
    others = {"complaint_reviews": {"Area": "Whole area", "Received": "24"},
              "complaint_themes": {"Theme": "Use of force", "Complaints": "14"}}[slug]  # fmt: skip
    heads = next(csv.reader(io.StringIO(_file(client, slug, "csv").decode("utf-8-sig"))))
    rows = [{label: way, **others} for way in ways]
    there = _import(client, slug, "new.csv", _sheet(heads, rows))
    client.post(there, {"do": "commit"})
    assert [_record(slug, at).values[name] for at in (1, 2, 3)] == held
    wrong = _sheet(heads, [{label: "15/05/2026", **others}])
    page = client.get(_import(client, slug, "wrong.csv", wrong)).content.decode()
    assert f"is not a {name}" in page


def test_a_heading_and_a_clock_go_by_the_month(office):
    """The heading names the month; the clock runs from its first day, as it did."""
    row = world.make(office, "complaint_reviews", **COUNTED["complaint_reviews"], month="2026-01")
    assert row.heading == "January 2026"
    assert row.due == dt.date(2026, 4, 1)


def test_figures_by_month_are_named_by_what_the_field_stands_for(office):
    """A month by its name; of a quarter, whose key is its first month, the quarter."""
    from beatwise.web.registers.loading import actions
    from beatwise.web.registers.own_definitions.known import document

    text = document("complaint_themes").replace(
        "figures = [", 'figures = [\n  { name = "quarters", title = "By quarter", by = "quarter", '
        'period = "month", sums = ["complaints"] },', 1,
    )  # fmt: skip
    actions.load(text=text, why="By quarter", by=office.account("governance"))
    for slug in COUNTED:
        name = "month" if slug == "complaint_reviews" else "quarter"
        world.make(office, slug, **{**COUNTED[slug], name: HELD})
    client = office.client("governance")
    themes = client.get("/registers/complaint_themes/?figures=all").content.decode()
    figures = themes[themes.index("By quarter") :].split("</table>")[0]
    assert "2025/26 Q4" in figures
    assert "January 2026" not in figures
    reviews = client.get("/registers/complaint_reviews/?figures=all").content.decode()
    assert "January 2026" in reviews[reviews.index("Received and closed by month") :]
