"""Tables that a phone shows row under row: ``{% load stacked %}{% stacked %}<table>…``.

A row that is laid out as a block is no row any more to who listens to the page, and its cells have
lost their headings. So a stacked table names the roles of its parts, and each cell its heading,
which the style sheet shows before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe


register = template.Library()
_TAG = re.compile(r"<(table|thead|tbody|tfoot|tr|th|td)\b([^>]*)>")
_HEADING = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
_INNER = re.compile(r"<[^>]*>")
_SPAN = re.compile(r'colspan="(\d+)"')
_ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row"}


class StackedTable(template.Node):
    """What stands between ``{% stacked %}`` and ``{% endstacked %}``: one table."""

    def __init__(self, nodelist: NodeList):
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return the table, marked: our own attributes on what the template has escaped."""
        return mark_safe(stacked(self.nodelist.render(context)))


@register.tag("stacked")
def stacked_table(parser: Parser, token: Token) -> StackedTable:
    """Stack the rows of a table where the screen is narrow."""
    nodelist = parser.parse(("endstacked",))
    parser.delete_first_token()
    return StackedTable(nodelist)


def stacked(html: str) -> str:
    """Return the HTML of one table with the roles of its parts and, on cells, their headings.

    Headings are the ``th scope="col"`` of its heading row; a cell over several columns has none.
    """
    headings = [_words(inner) for inner in _HEADING.findall(html)]
    at = count()  # the column of the next cell

    def marked(tag: re.Match[str]) -> str:
        nonlocal at
        name, attributes = tag.groups()
        if name == "table":
            attributes = attributes.replace('class="', 'class="bw-stack ', 1)
            return f'<table role="table"{attributes}>'
        if name in _ROLES:
            at = count()
            return f'<{name} role="{_ROLES[name]}"{attributes}>'
        if name == "th":
            role = "columnheader" if 'scope="col"' in attributes else "rowheader"
            next(at)
            return f'<th role="{role}"{attributes}>'
        return f'<td role="cell"{_label(headings, at, attributes)}{attributes}>'

    return _TAG.sub(marked, html)


def _label(headings: Sequence[str], at: count[int], attributes: str) -> str:
    """Return the attribute that holds a cell's heading; move on to the next cell's column."""
    column, span = next(at), _SPAN.search(attributes)
    if span:
        for _ in range(int(span[1]) - 1):
            next(at)
        return ""
    heading = headings[column] if column < len(headings) else ""
    return f' data-head="{heading}"' if heading else ""


def _words(inner: str) -> str:
    return " ".join(_INNER.sub("", inner).split()).replace('"', "&quot;")
