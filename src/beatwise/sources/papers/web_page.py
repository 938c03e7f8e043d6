"""Read an HTML page: its paragraphs and tables, cells that span rows or columns laid out once."""

from __future__ import annotations

from html.parser import HTMLParser

from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph, TextTable
from beatwise.sources.papers.even_rows import check_size, even_rows


_SILENT = frozenset(("script", "style", "template", "noscript", "svg", "head"))
_BLOCKS = frozenset(
    ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "br", "dt", "dd",
     "blockquote", "figcaption", "caption", "ul", "ol", "header", "footer", "main", "body")
)  # fmt: skip
MOST_SPANNED = 200  # columns or rows; more is no table of a paper


def read_web_page(name: str, text: str) -> Paper:
    """Return the paper of a page; nothing that it names is fetched or run.

    Raises ``BadInput`` for a table that would be too large when it is laid out.
    """
    parser = _PageParser(name)
    parser.feed(text)
    parser.close()
    parser.end_block()
    return Paper(name, tuple(parser.paragraphs), tuple(parser.tables))


class _Rows:
    """The cells of a table that is being read."""

    def __init__(self, place: str, line: int) -> None:
        self.place, self.line = place, line
        self.size = 0  # cells, those to come with them
        self.caption = ""
        self.rows: list[list[str]] = []
        self.lines: list[int] = []
        self.pending: dict[tuple[int, int], str] = {}  # cells of rows to come, from a rowspan

    def begin_row(self, line: int) -> None:
        """Begin a row."""
        self.rows.append([])
        self.lines.append(line)
        self._fill()

    def add(self, words: str, columns: int, rows: int) -> None:
        """Add a cell, its words in its first place."""
        if not self.rows:
            return
        self.size += columns * rows
        check_size(self.place, self.size)
        here = len(self.rows) - 1
        start = len(self.rows[-1])
        self.rows[-1] += [words, *[""] * (columns - 1)]
        for below in range(1, rows):
            for at in range(start, start + columns):
                self.pending[here + below, at] = ""
        self._fill()

    def table(self, number: int) -> TextTable | None:
        """Return what was read, if it is a table of two columns and rows or more."""
        rows = [row for row in self.rows if row]
        lines = [line for line, row in zip(self.lines, self.rows, strict=True) if row]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            return None
        cells = even_rows(self.place, rows)
        name = self.caption or f"table {number}"
        return TextTable(lines[0], name, cells[0], tuple(cells[1:]), tuple(lines[1:]))

    def _fill(self) -> None:
        here = len(self.rows) - 1
        while (key := (here, len(self.rows[-1]))) in self.pending:
            self.rows[-1].append(self.pending.pop(key))


class _PageParser(HTMLParser):
    """Collects paragraphs and tables; a table within a table is one of its own."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self.paragraphs: list[Paragraph] = []
        self.tables: list[TextTable] = []
        self._open: list[_Rows] = []
        self._words: list[str] = []
        self._cell: tuple[int, int] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.end_block()
            self._open.append(_Rows(self._name, self.getpos()[0]))
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].begin_row(self.getpos()[0])
        elif tag in ("td", "th"):
            self._end_cell()
            self._words = []
            spans = dict(attributes)
            self._cell = (_span(spans.get("colspan")), _span(spans.get("rowspan")))
        elif tag in _BLOCKS:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "caption" and self._open:
            self._open[-1].caption = self._take_words()
        elif tag == "table" and self._open:
            self._end_cell()
            if table := self._open.pop().table(len(self.tables) + 1):
                self.tables.append(table)
        elif tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def end_block(self) -> None:
        """End a paragraph; inside a cell a block only parts words."""
        if self._open:
            self._words.append(" ")
            return
        words = self._take_words()
        if words:
            self.paragraphs.append(Paragraph(self.getpos()[0], words))

    def _end_cell(self) -> None:
        if self._cell and self._open:
            self._open[-1].add(self._take_words(), *self._cell)
        self._cell = None

    def _take_words(self) -> str:
        words = " ".join("".join(self._words).split())
        self._words = []
        return words


def _span(text: str | None) -> int:
    return min(max(int(text), 1), MOST_SPANNED) if text and text.isdecimal() else 1
