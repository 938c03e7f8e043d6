"""An HTML page's tables and paragraphs, whatever is left out or spans."""

from __future__ import annotations

from tests.unit.sources.papers.worlds import FINDING, ROWS, findings

from beatwise.sources.papers.web_page import read_web_page


def page(rows: object = ROWS) -> str:
    """Return a page with a table whose end tags are left out, as HTML allows."""
    cells = "\n".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)  # type: ignore[attr-defined]
    return f"<body><p>1. Words<p>2. More<table><caption>One</caption>{cells}</table>3. Last</body>"


def test_tables_and_paragraphs_are_read() -> None:
    """End tags may be missing; a caption names the table."""
    paper = read_web_page("page.html", page())

    assert findings(paper) == FINDING
    assert paper.tables[0].name == "One"
    assert [each.text for each in paper.paragraphs] == ["1. Words", "2. More", "3. Last"]


def test_a_cell_that_spans_stands_once() -> None:
    """Columns and rows that a cell covers are empty, and the rest keeps its place."""
    text = (
        "<table><tr><th rowspan=2>Area<th colspan=2>Both<tr><th>All<th>Days"
        "<tr><td>A<td>1<td>2</table>"
    )
    (table,) = read_web_page("page.html", text).tables

    assert (table.header, table.rows) == (
        ("Area", "Both", ""),
        (("", "All", "Days"), ("A", "1", "2")),
    )


def test_scripts_and_endless_spans_are_harmless() -> None:
    """A script's text is no paragraph, and a span of a million columns is cut."""
    text = "<script>1. Nothing</script><table><tr><td colspan=1000000>A<tr><td>1<td>2</table>"
    paper = read_web_page("page.html", text)

    assert paper.paragraphs == ()
    assert len(paper.tables[0].header) == 200


def test_a_table_inside_a_table_is_one_of_its_own() -> None:
    """Layout tables hold others."""
    inner = "<table>" + "".join(f"<tr><td>{a}<td>{b}" for a, b, _ in ROWS) + "</table>"
    paper = read_web_page("page.html", f"<table><tr><td>{inner}<td>x<tr><td>y<td>z</table>")

    assert findings(paper) == FINDING
