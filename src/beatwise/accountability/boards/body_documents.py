"""Bodies as documents: what an office starts from when it makes one (``data/bodies/*.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.accountability.boards import body_rights
from beatwise.accountability.boards.agenda_template import TemplateItem, item_of_fields
from beatwise.accountability.boards.frequencies import FREQUENCIES
from beatwise.accountability.boards.quorum import quorum_of
from beatwise.accountability.roles import owner_titles
from beatwise.errors import MissingData
from beatwise.fields import Fields, document


WHOSE: dict[str, str] = {
    "office": "The office's own",
    "host council": "The host council's",
    "force": "The force's",
    "partnership": "A partnership's",
}
FOLDER = "bodies"
_KEYS = (
    "title", "about", "whose", "basis", "chair", "members", "keepers", "readers", "frequency",
    "papers_days", "question_days", "quorum", "draws_record", "items",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BodyDocument:
    """A body that an office can start from.

    Parameters
    ----------
    name, title, about, whose, basis
        Its file's name, what it is called, what it is for, who runs it (``WHOSE``), and the law or
        paper it rests on.
    chair, members
        Roles of the office; the chair is empty where a seat is elected to it.
    keepers, readers
        Roles that keep or read its papers and see no other body's (``body_rights``).
    frequency, papers_days, question_days
        How often it meets, how many days before its papers are due, and how many days before
        public questions are; ``None`` where it takes none.
    quorum
        As ``quorum_of`` reads it.
    draws_record
        Whether the plan's measures, actions and changes stand on its agenda.
    items
        Its own agenda.
    """

    name: str
    title: str
    about: str
    whose: str
    basis: str
    chair: str
    members: tuple[str, ...]
    keepers: tuple[str, ...]
    readers: tuple[str, ...]
    frequency: str
    papers_days: int
    question_days: int | None
    quorum: str
    draws_record: bool
    items: tuple[TemplateItem, ...]

    @property
    def as_values(self) -> dict[str, object]:
        """What a form of a new body starts from."""
        names = ("about", "whose", "basis", "chair", "frequency", "papers_days", "question_days",
                 "quorum", "draws_record")  # fmt: skip
        template = "\n".join(item.line for item in self.items)
        fields = {name: getattr(self, name) for name in names}
        named = {"members": self.members, "keepers": self.keepers, "readers": self.readers}
        lists = {name: list(roles) for name, roles in named.items()}
        return {**fields, **lists, "name": self.title, "template": template}


def names() -> list[str]:
    """Return the names of the bodies that come with the product."""
    return data.names(FOLDER)


@cache
def body_document(name: str) -> BodyDocument:
    """Return a body that comes with the product; raise ``MissingData`` when there is none."""
    if name not in names():
        raise MissingData(
            f"there is no body '{name}'.", next_step=f"Choose one of: {', '.join(names())}."
        )
    return read_body(name, data.text(FOLDER, f"{name}.toml"), f"{name}.toml")


def read_body(name: str, text: str, place: str) -> BodyDocument:
    """Read a body's document; raise one ``BadInput`` with every fault and its line."""
    with document(text, place) as fields:
        fields.only(*_KEYS)
        return BodyDocument(
            name,
            fields.text("title"),
            fields.text("about"),
            fields.one_of("whose", tuple(WHOSE)),
            fields.optional_text("basis"),
            _role(fields, "chair", fields.optional_text("chair")),
            tuple(_role(fields, "members", role) for role in fields.texts("members")),
            _named(fields, "keepers"),
            _named(fields, "readers"),
            fields.one_of("frequency", tuple(FREQUENCIES)),
            fields.whole("papers_days"),
            fields.optional_whole("question_days"),
            _quorum(fields),
            fields.flag("draws_record", False),
            fields.each("items", item_of_fields),
        )


def _named(fields: Fields, part: str) -> tuple[str, ...]:
    names = fields.texts(part)
    return fields.attempt(part, lambda: tuple(body_rights.named_roles(names, place=part)), ())


def _role(fields: Fields, key: str, name: str) -> str:
    if name and name not in owner_titles():
        fields.fault(key, f"there is no role '{name}'.")
    return name


def _quorum(fields: Fields) -> str:
    words = fields.optional_text("quorum")
    fields.attempt("quorum", lambda: quorum_of(words), None)
    return words
