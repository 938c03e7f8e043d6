"""Fields of every kind in an office: entered, listed, sorted, narrowed, filed and read again."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from beatwise.accountability.questions import EVERY
from beatwise.errors import BadInput


KINDS = """
slug = "own_returns"
title = "Returns"
one = "return"
about = "What came back."
beginning = "Enter the newest first."
heading = "name"
owner = "governance"
readers = ["commissioner"]
writers = []
fields = [
  { name = "name", label = "Name", kind = "text", required = true, listed = true },
  { name = "share", label = "Share", kind = "percentage", listed = true },
  { name = "met", label = "Met", kind = "fraction", listed = true },
  { name = "reach", label = "Reach", kind = "qualified", listed = true },
  { name = "period", label = "Period", kind = "period", listed = true, filtered = true },
  { name = "channels", label = "Channels", kind = "several", choices = [
    "Press", "Web", "Press office",
  ], listed = true, filtered = true },
  { name = "area", label = "Area", kind = "area", listed = true, filtered = true },
  { name = "left", label = "Left", kind = "percentage", formula = "100 - 100 * met" },
  { name = "parts", label = "Parts", kind = "lines", columns = [
    { name = "period", label = "In", kind = "period", required = true },
    { name = "met", label = "Of them", kind = "fraction" },
    { name = "by", label = "By", kind = "several", choices = ["Press", "Web"] },
    { name = "share", label = "Rest", kind = "percentage", formula = "100 - 100 * met" },
  ] },
]
states = [{ name = "open", title = "Open" }, { name = "ended", title = "Ended", final = true }]
transitions = [
  { name = "end", words = "End it", from = ["open"], to = "ended", roles = ["governance"] },
]
rules = [{ kind = "at_least", field = "met", bound = 50, weight = "question" }]
figures = [
  { name = "periods", title = "By period", by = "period", chart = "records" },
  { name = "channels", title = "By channels", by = "channels", chart = "records" },
]
"""
ROWS = [
    {"name": "One", "share": "82.5 %", "met": "7 of 9", "reach": "about 900",
     "period": "Q1 2026/27", "channels": "Web; Press", "area": "Pelbrook"},
    {"name": "Two", "share": "9", "met": "10/11 (90.9 %)", "reach": "1,000",
     "period": "July 2025 to June 2026", "channels": "Press office", "area": " pelbrook"},
    {"name": "Three", "share": "100", "met": "500 of 1,000", "reach": "just over 68,000",
     "period": "2024/25", "channels": "Press", "area": "Ostermere"},
    {"name": "Four"},
]  # fmt: skip


@pytest.fixture
def returns(office):
    """A register of the office's own with a field of each new kind, and four records."""
    from beatwise.web.registers import actions
    from beatwise.web.registers.loading import actions as loading
    from beatwise.web.registers.own_definitions.known import definition

    by = office.account("governance")
    office.account("partner", area="Pelbrook")
    loading.load(text=KINDS, by=by)
    register = definition("own_returns")
    for row in ROWS:
        actions.make(register=register, values=row, by=by, reasons={EVERY: "Seen"})
    return register


def _order(client, address: str) -> list[str]:
    page = client.get(f"/registers/own_returns/{address}").content.decode()
    return re.findall(r'bw-lean__words">: (\w+)<', page)


@pytest.mark.parametrize(("sort", "order"), [
    ("share", ["Two", "One", "Three"]), ("met", ["Three", "One", "Two"]),
    ("reach", ["One", "Two", "Three"]), ("period", ["Three", "Two", "One"]),
])  # fmt: skip
def test_a_list_is_sorted_by_what_a_field_says_and_not_by_its_letters(office, returns, sort, order):
    """A fraction by its share, a qualified number by its figure, a period by its first month."""
    client = office.client("governance")
    assert [n for n in _order(client, f"?sort={sort}") if n != "Four"] == order
    assert [n for n in _order(client, f"?sort=-{sort}") if n != "Four"] == order[::-1]


def test_a_list_is_narrowed_by_period_area_and_one_of_several_choices(office, returns):
    """By what records hold; "Press" does not find "Press office"."""
    client = office.client("governance")
    assert _order(client, "?channels=Press") == ["Three", "One"]
    assert _order(client, "?channels=Press+office") == ["Two"]
    assert _order(client, "?area=Pelbrook") == ["Two", "One"]
    assert _order(client, "?period=2026-04:2026-06") == ["One"]
    page = client.get("/registers/own_returns/").content.decode()
    assert '<option value="2026-04:2026-06">2026/27 Q1</option>' in page
    assert '<option value="Ostermere">Ostermere</option>' in page
    assert '<option value="Press; Web">' not in page.split("<table")[0]


def test_pages_print_each_kind_and_work_out_from_it(office, returns):
    """Record, list and figures; what is worked out from a fraction is a percentage."""
    client = office.client("governance")
    page = client.get("/registers/own_returns/1/").content.decode()
    for words in ("82.5 %", "7 of 9 (77.8 %)", "about 900", "2026/27 Q1", "Press; Web", "22.2 %"):
        assert words in page, words
    figures = client.get("/registers/own_returns/?figures=all").content.decode()
    assert figures.index("2024/25") < figures.index("July 2025 to June 2026")
    assert "Press; Web" in figures


def test_a_file_brings_back_what_went_out(office, returns):
    """Every format's words are read again: nothing would change; a row that is wrong is named."""
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    for form in ("csv", "ods", "xlsx"):
        answer = client.get(f"/registers/own_returns/export/{form}/")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        file = SimpleUploadedFile(f"returns.{form}", content)
        there = client.post("/registers/own_returns/import/", {"file": file})
        page = client.get(there["Location"]).content.decode()
        assert "4 are as they were" in page or "4 would stay" in page or "nothing" in page.lower()
    wrong = (
        b"Number,State,Name,Share,Met,Reach,Period,Channels,Area,Left,Parts\r\n"
        b",,Bad,a lot,9/7,some,autumn,Radio,,,\r\n"
    )
    there = client.post(
        "/registers/own_returns/import/", {"file": SimpleUploadedFile("wrong.csv", wrong)}
    )
    page = client.get(there["Location"]).content.decode()
    for words in ("not a number", "more than all of them", "number with its qualifier",
                  "not a period", "not a choice"):  # fmt: skip
        assert words in page, words
    assert Record.objects.filter(register="own_returns").count() == 4


def test_the_form_offers_periods_areas_and_boxes_and_keeps_what_is_entered(office, returns):
    """A form that is sent as it was shown changes nothing; lines take the same kinds."""
    from beatwise.web.history.models import Change
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    page = client.get("/registers/own_returns/1/change/").content.decode()
    assert 'list="period_choices"' in page
    assert '<option value="Pelbrook"></option>' in page
    assert page.count('name="channels" value=') == 3
    assert 'value="7 of 9"' in page
    form = {"version": "1", "name": "One", "share": "82.5", "met": "7 of 9", "reach": "about 900",
            "period": "2026/27 Q1", "channels": ["Press", "Web"], "area": "Pelbrook"}  # fmt: skip
    before = Change.objects.filter(thing="own_returns/1").count()
    assert client.post("/registers/own_returns/1/change/", form).status_code == 302
    assert Change.objects.filter(thing="own_returns/1").count() == before
    lines = {"parts-0-period": "2025/26", "parts-0-met": "1 of 4", "parts-0-by": ["Web", "Press"]}
    assert client.post("/registers/own_returns/1/change/", form | lines).status_code == 302
    record = Record.objects.get(register="own_returns", number=1)
    assert record.values["parts"] == [
        {"period": "2025-04:2026-03", "met": "1/4", "by": "Press; Web", "share": 75}
    ]
    page = client.get("/registers/own_returns/1/change/").content.decode()
    assert page.count('name="parts-0-by"') == 2
    assert re.search(r'name="parts-0-by" value="Web" checked', page)
    wrong = client.post(
        "/registers/own_returns/1/change/", {**form, "version": record.version, "met": "9 of 7"}
    )
    assert "more than all of them" in wrong.content.decode()


def test_a_bound_on_a_fraction_is_asked_about_by_its_share(office, returns):
    """Below fifty per cent the office asks, and says how much it is."""
    from beatwise.accountability.questions import OpenQuestions
    from beatwise.web.registers import actions

    with pytest.raises(OpenQuestions) as caught:
        actions.make(
            register=returns, values={"name": "Low", "met": "1 of 4"},
            by=office.account("governance"),
        )  # fmt: skip
    assert "1 of 4 (25 %), which is less than 50 %" in caught.value.questions[0].words


def test_a_kind_is_widened_where_what_is_held_can_be_read(office, returns):
    """A text may become an area; a percentage no fraction."""
    from beatwise.errors import Conflict
    from beatwise.web.registers.loading import actions as loading

    by = office.account("governance")
    wider = KINDS.replace('"Name", kind = "text"', '"Name", kind = "area"')
    assert loading.load(text=wider, why="Areas", by=by).number == 2
    narrower = wider.replace('"Share", kind = "percentage"', '"Share", kind = "fraction"')
    with pytest.raises(Conflict, match="another kind of field"):
        loading.load(text=narrower, why="No", by=by)
    with pytest.raises(BadInput, match="no kind 'percent'"):
        loading.load(text=wider.replace('kind = "percentage"', 'kind = "percent"'), by=by)


@pytest.mark.parametrize(
    ("hint", "words"), [("", "Such as BB-111."), ("On its label.", "On its label.")]
)
def test_a_form_says_how_a_text_with_a_pattern_is_written(django_up, hint, words):
    """By an example, where its definition has no hint of its own."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.accountability.registers.register_definition import Field
    from beatwise.web.registers.shapes import field_controls

    field = Field("asset", "Asset number", "text", pattern="AA-NNN", hint=hint)
    made = field_controls.control(definition("grants"), field, None, required=False)
    assert made.help_text == words
