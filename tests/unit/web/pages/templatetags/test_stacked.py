"""A table that is read downwards on a phone says what each part and each cell is."""

from __future__ import annotations

from html.parser import HTMLParser

from beatwise.web.pages.templatetags.stacked import stacked


TABLE = (
    '<table class="govuk-table"><caption>Funds</caption>'
    '<thead class="h"><tr><th scope="col" class="x">Fund</th>'
    '<th scope="col"><span class="n">Left </span>\n to  pay</th>'
    '<th scope="col"></th><th scope="col">Says &quot;so&quot; or "so"</th></tr></thead>'
    '<tbody><tr><th scope="row"><a href="/1/">First</a></th><td class="n">£1</td><td>a</td>'
    "<td></td></tr>"
    '<tr><th scope="row">All</th><td colspan="2">none</td><td>b</td><td>beyond</td></tr>'
    "</tbody></table>"
)
# What each kind of element is to who listens to the page, once it is laid out as a block.
ROLES = {
    "table": {"table"}, "thead": {"rowgroup"}, "tbody": {"rowgroup"}, "tr": {"row"},
    "th": {"columnheader", "rowheader"}, "td": {"cell"},
}  # fmt: skip


class _Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


def test_every_part_has_its_role_and_keeps_its_attributes():
    """The roles that a block loses are written out; classes stay."""
    page = _Elements(stacked(TABLE))
    for name, roles in ROLES.items():
        assert {each["role"] for each in page.of(name)} == roles
    assert page.of("table")[0]["class"] == "bw-stack govuk-table"
    assert page.of("thead")[0]["class"] == "h"
    assert [each["role"] for each in page.of("th")] == ["columnheader"] * 4 + ["rowheader"] * 2
    assert page.of("td")[0]["class"] == "n"


def test_each_cell_has_the_heading_of_its_own_column():
    """Words without tags; none under an empty heading, over several columns, or beyond the last."""
    cells = _Elements(stacked(TABLE)).of("td")
    assert [each.get("data-head") for each in cells] == [
        "Left to pay", None, 'Says "so" or "so"', None, 'Says "so" or "so"', None,
    ]  # fmt: skip


def test_the_words_stay_as_they_are():
    """Nothing but tags of a table's parts changes."""

    class Words(HTMLParser):
        def __init__(self, html: str) -> None:
            super().__init__()
            self.words: list[str] = []
            self.feed(html)

        def handle_data(self, data: str) -> None:
            self.words.append(data)

    assert Words(stacked(TABLE)).words == Words(TABLE).words
    assert '<a href="/1/">First</a>' in stacked(TABLE)
