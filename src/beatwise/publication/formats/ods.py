"""Write a workbook as OpenDocument: plain XML in a zip, quick, and the same bytes each time.

Words are string cells, so that nothing in them can become a formula; numbers are numbers.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape

from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.workbook import Sheet, Workbook


MIME = "application/vnd.oasis.opendocument.spreadsheet"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DAWN = (1980, 1, 1, 0, 0, 0)
_AT_A_TIME = 500
_MOST_PLACES = 6


def ods(book: Workbook) -> bytes:
    """Return the workbook as the bytes of an ``.ods`` file."""
    parts = {
        "styles.xml": _root("document-styles", ""),
        "meta.xml": _root(
            "document-meta",
            f"<office:meta><meta:generator>Beatwise</meta:generator>"
            f"<dc:title>{_xml(book.title)}</dc:title><dc:language>en-GB</dc:language>"
            "</office:meta>",
        ),
        "settings.xml": _root("document-settings", _settings(book)),
        "META-INF/manifest.xml": _manifest(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _DAWN), MIME)
        with archive.open(_entry("content.xml"), "w", force_zip64=True) as content:
            for words in _content(book):
                content.write(words.encode())
        for name, words in parts.items():
            archive.writestr(_entry(name), words)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAWN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _root(name: str, inside: str) -> str:
    return f"{_opening_tag(name)}{inside}</office:{name}>"


def _opening_tag(name: str) -> str:
    return f'{_HEAD}<office:{name} {_SPACES} office:version="1.3">'


def _content(book: Workbook) -> Iterator[str]:
    """Yield the tables piece by piece: a long list is never one long word."""
    widths = [_centimetres(sheet) for sheet in book.sheets]
    yield _opening_tag("document-content")
    styles = "".join(_widths(centimetres, index) for index, centimetres in enumerate(widths))
    yield f"<office:automatic-styles>{_STYLES}{styles}</office:automatic-styles>"
    yield "<office:body><office:spreadsheet>"
    for index, sheet in enumerate(book.sheets):
        yield from _sheet(sheet, index, len(widths[index]))
    yield "</office:spreadsheet></office:body></office:document-content>"


def _number_style(decimals: int) -> str:
    return (
        f'<number:number-style style:name="n{decimals}"><number:number number:decimal-places='
        f'"{decimals}" number:min-decimal-places="{decimals}" number:min-integer-digits="1" '
        'number:grouping="true"/></number:number-style>'
        f'<style:style style:name="d{decimals}" style:family="table-cell" '
        f'style:data-style-name="n{decimals}"/>'
    )


_STYLES = (
    '<style:style style:name="title" style:family="table-cell"><style:text-properties '
    'fo:font-size="15pt" fo:font-weight="bold"/></style:style>'
    '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties '
    'fo:wrap-option="wrap" fo:border-bottom="0.06pt solid #000000"/><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
    '<style:style style:name="words" style:family="table-cell"><style:table-cell-properties '
    'fo:wrap-option="wrap"/></style:style>'
    '<style:style style:name="right" style:family="table-cell"><style:paragraph-properties '
    'fo:text-align="end"/></style:style>'
    + "".join(_number_style(d) for d in range(_MOST_PLACES + 1))
)


def _widths(centimetres: list[float], index: int) -> str:
    return "".join(
        f'<style:style style:name="w{index}-{i}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.1f}cm"/></style:style>'
        for i, width in enumerate(centimetres)
    )


def _centimetres(sheet: Sheet) -> list[float]:
    if not sheet.columns:
        return [22.0]
    widths = []
    for i, column in enumerate(sheet.columns):
        longest = max([len(str(row[i])) for row in sheet.rows if row[i] is not None], default=0)
        widths.append(min(14.0, max(2.6, 0.2 * max(longest, len(column.heading) / 2) + 0.6)))
    return widths


def _sheet(sheet: Sheet, index: int, width: int) -> Iterator[str]:
    columns = (f'<table:table-column table:style-name="w{index}-{i}"/>' for i in range(width))
    yield f'<table:table table:name="{_xml(sheet.name)}">{"".join(columns)}'
    for i, line in enumerate(sheet.lines):
        yield _row([_text(line, "title" if i == 0 else "")])
    if sheet.columns:
        yield _row([_text(column.heading, "head") for column in sheet.columns])
    for start in range(0, len(sheet.rows), _AT_A_TIME):
        yield "".join(
            _row([_cell(v, c, sheet.missing) for v, c in zip(row, sheet.columns, strict=True)])
            for row in sheet.rows[start : start + _AT_A_TIME]
        )
    yield "</table:table>"


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Cell, column: Column, missing: str) -> str:
    if value is None:
        return _text(missing, "right" if column.number else "")
    if isinstance(value, str):
        long = "words" if len(value) > 60 else ""
        return _text(value, long or ("right" if column.number else ""))
    places = column.places(value)
    digits = f"{value:,.{places}f}"
    return (
        f'<table:table-cell office:value-type="float" office:value="{value!r}" '
        f'table:style-name="d{min(places, _MOST_PLACES)}"><text:p>{digits}</text:p>'
        "</table:table-cell>"
    )


def _text(words: str, style: str) -> str:
    style_name = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell office:value-type="string"{style_name}><text:p>{_xml(words)}</text:p>'
        "</table:table-cell>"
    )


def _xml(words: str) -> str:
    return escape(_NOT_XML.sub("", words))


def _settings(book: Workbook) -> str:
    def item(name: str, kind: str, value: object) -> str:
        attributes = f'config:name="{name}" config:type="{kind}"'
        return f"<config:config-item {attributes}>{value}</config:config-item>"

    splits = "".join(
        f'<config:config-item-map-entry config:name="{_xml(sheet.name)}">'
        + item("VerticalSplitMode", "short", 2)
        + item("VerticalSplitPosition", "int", len(sheet.lines) + 1)
        + item("PositionBottom", "int", len(sheet.lines) + 1)
        + "</config:config-item-map-entry>"
        for sheet in book.sheets
        if sheet.columns
    )
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f'<config:config-item-map-named config:name="Tables">{splits}'
        "</config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>"
    )


def _manifest() -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = [("/", MIME)] + [
        (name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    ]
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{files}'
        "</manifest:manifest>"
    )
