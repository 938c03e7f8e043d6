"""Tables of papers on a page: each cell's words, its links and signs, and nothing unescaped."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.boards.papers import Grid
from beatwise.web.meetings.packs.page_tables import page_table


class Reader(HTMLParser):
    """Reads a table's rows as a browser would: each cell's words, tag, link and classes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[dict[str, str]]] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell, or note a link."""
        own = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append({"tag": tag, "words": "", **own})
        elif tag == "a":
            self.rows[-1][-1]["href"] = own["href"]
        else:
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        """Add to the cell's words."""
        self.rows[-1][-1]["words"] += data


WORDS = st.text(alphabet="ab<>&'\"é ", max_size=8)
CELLS = st.one_of(WORDS, st.none(), st.integers(-9999, 9999))


@given(st.lists(st.tuples(WORDS, WORDS, CELLS), max_size=5), WORDS)
def test_a_browser_reads_every_cell_as_it_is(rows: list[tuple[object, ...]], head: str) -> None:
    """Whatever stands in a table, a browser reads the same words and no tag of the words' own."""
    things = tuple(f"action/{at}" if at % 2 else "" for at in range(len(rows)))
    grid = Grid("g", "Caption", ("Name", head, "Number"), tuple(rows), (2,), things)
    table = page_table(grid, lambda thing: f"/a?x=1&y={thing}")
    reader = Reader()
    reader.feed(str(table["body"]))
    reader.close()
    assert reader.others == []
    assert [[cell["tag"] for cell in row] for row in reader.rows] == [["th", "td", "td"]] * len(
        rows
    )
    for at, (row, own) in enumerate(zip(reader.rows, rows, strict=True)):
        number = (
            "no data" if own[2] is None else own[2] if isinstance(own[2], str) else f"{own[2]:,}"
        )
        assert [cell["words"] for cell in row] == [own[0], own[1], number]
        assert row[1].get("href") == (f"/a?x=1&y=action/{at}" if at % 2 else None)
        assert ("bw-quiet" in row[2]["class"]) == (own[2] is None)
        assert "numeric" in row[2]["class"]


def test_signs_stand_before_their_words() -> None:
    """A cell of variation has its icon, drawn by us, and then the words."""
    grid = Grid("g", "c", ("Measure", "Variation"), (("A <b>", "Concern, higher"),))
    body = str(page_table(grid, lambda thing: None)["body"])
    assert '<span class="bw-sign"><svg' in body
    assert "</span> Concern, higher</td>" in body
    assert "A &lt;b&gt;</th>" in body


def test_a_table_is_stacked_on_a_phone() -> None:
    """By the one tag for it: roles for who listens, and before each cell its heading."""
    from django.template.loader import render_to_string

    grid = Grid("g", "c", ("Area", "A <b>"), (("North", 3),), (1,))
    words = render_to_string("meetings/table.html", {"table": page_table(grid, lambda thing: None)})
    assert '<table role="table" class="bw-stack ' in words
    assert '<th role="rowheader" scope="row"' in words
    assert '<td role="cell" data-head="A &lt;b&gt;"' in words
