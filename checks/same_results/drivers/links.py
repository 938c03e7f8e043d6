"""The links and forms of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "object": "data"}
WORDS = "For the comparison"


@dataclass(slots=True)
class Form:
    """A form as it stands on a page: where it goes, its values, and its empty lines of text."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)

    def with_words(self) -> dict[str, list[str]]:
        """Return the values, with words in the lines that are empty."""
        return self.values | {name: [WORDS] for name in self.empty}


class Page(HTMLParser):
    """A page's links, in order, and its forms."""

    def __init__(self, address: str, html: str):
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._select = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a link, a form or a field up."""
        values = {name: value or "" for name, value in attrs}
        if values.get(LINKS.get(tag, "")):
            self.links.append(local(self.address, values[LINKS[tag]]))
        if tag == "form":
            action = local(self.address, values.get("action") or self.address)
            self.forms.append(Form(action, values.get("method", "get").lower()))
        elif self.forms:
            self._field(tag, values)

    def handle_endtag(self, tag: str) -> None:
        """Leave a list of choices or a text."""
        self._select = "" if tag == "select" else self._select
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        """Take up what stands in a text."""
        if self._area and data.strip():
            form = self.forms[-1]
            form.values[self._area] = [data]
            form.empty = [name for name in form.empty if name != self._area]

    def _field(self, tag: str, values: dict[str, str]) -> None:
        """Take a field of the last form up."""
        name = values.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            self.forms[-1].empty.append(name)
        elif tag == "option" and self._select:
            self._choice(self._select, values, "selected" in values)
        elif tag == "input" and name:
            self._input(name, values)

    def _choice(self, name: str, values: dict[str, str], stands: bool) -> None:
        """Take up the choice that stands, or the first one."""
        fields = self.forms[-1].values
        if stands or name not in fields:
            fields[name] = [values.get("value", "")]

    def _input(self, name: str, values: dict[str, str]) -> None:
        """Take an input up as a browser would send it."""
        kind, form = values.get("type", "text"), self.forms[-1]
        if kind in ("checkbox", "radio"):
            if "checked" in values:
                form.values.setdefault(name, []).append(values.get("value", "on"))
        elif kind in ("text", "search", "email") and not values.get("value"):
            form.empty.append(name)
        elif kind not in ("file", "password", "submit"):
            form.values[name] = [values.get("value", "")]


def local(here: str, link: str) -> str:
    """Return a link as an address of this office, or nothing when it leads elsewhere."""
    if not link:
        return ""
    parts = urlsplit(urljoin(f"http://localhost{here}", link))
    if parts.netloc != "localhost":
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
