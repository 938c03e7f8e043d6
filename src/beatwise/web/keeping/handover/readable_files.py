"""What a successor reads without the product: definitions, what was frozen, the dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from beatwise import data
from beatwise.cell_text.csv_text import csv_text
from beatwise.errors import BadInput, MissingData
from beatwise.web.dashboards import selectors as dashboards
from beatwise.web.keeping.handover import package_files
from beatwise.web.keeping.table_dumps import tables_by_name
from beatwise.web.meetings.models import Pack
from beatwise.web.papers import selectors as papers
from beatwise.web.papers.models import Release
from beatwise.web.performance.models import Definition, PlanVersion
from beatwise.web.publicsite import actions as publicsite
from beatwise.web.registers.own_definitions import known


HEADS = ("table", "field", "type", "may be empty", "points to", "meaning")
REGISTER_HEADS = ("register", "field", "label", "kind", "public", "meaning")


def readable() -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files: the same for the same office.

    What is made anew, as an edition is, and cannot be read ends nothing: a file says so.
    """
    yield "dictionary.csv", _dictionary()
    yield "registers.csv", _registers()
    yield from _definitions()
    yield from _packs()
    yield from _releases()
    yield from _site()


def _dictionary() -> bytes:
    rows: list[tuple[object, ...]] = [HEADS]
    for name, model in tables_by_name().items():
        meaning = " ".join((model.__doc__ or "").split())
        rows.append((name, "", "table", "", "", meaning))
        rows += [_field(name, field) for field in model._meta.concrete_fields]
    return csv_text(rows).encode()


def _field(table: str, field: models.Field) -> tuple[object, ...]:  # type: ignore[type-arg]
    related = field.related_model
    to = related._meta.label_lower if isinstance(related, type) else ""
    empty = "yes" if field.null or field.blank else "no"
    return table, field.name, field.get_internal_type(), empty, to, str(field.help_text)


def _registers() -> bytes:
    rows: list[tuple[object, ...]] = [REGISTER_HEADS]
    for slug, register in known.definitions().items():
        rows.append((slug, "", register.title, "register", "", register.about))
        rows += [
            (slug, f.name, f.label, f.kind, "yes" if f.public else "no", f.hint)
            for f in register.fields
        ]
    return csv_text(rows).encode()


def _definitions() -> Iterator[tuple[str, bytes]]:
    for slug in known.definitions():
        yield f"definitions/registers/{slug}.toml", known.document(slug).encode()
    for name, text in sorted(dashboards.documents().items()):
        yield f"definitions/dashboards/{name}.toml", text.encode()
    for row in Definition.objects.order_by("measure", "version").iterator():
        yield f"definitions/measures/{row.measure}-{row.version}.toml", row.text.encode()
    for plan in PlanVersion.objects.order_by("number"):
        yield f"definitions/plan/{plan.number}.toml", plan.text.encode()
    yield "definitions/roles.toml", data.text("roles.toml").encode()


def _packs() -> Iterator[tuple[str, bytes]]:
    rows = Pack.objects.select_related("meeting", "pdf", "ods")
    for pack in rows.order_by("meeting__number", "number").iterator(chunk_size=4):
        name = f"papers/meeting-{pack.meeting.number}-pack-{pack.number}"
        yield f"{name}.json", pack.content.encode()
        yield f"{name}.pdf", bytes(pack.pdf.data)
        yield f"{name}.ods", bytes(pack.ods.data)


def _releases() -> Iterator[tuple[str, bytes]]:
    """Yield every release of every paper as it was frozen, and why a paper was withdrawn."""
    rows = Release.objects.select_related("paper", "paper__withdrawal")
    for row in rows.order_by("paper__slug", "number").iterator(chunk_size=4):
        folder = f"papers/{row.paper.slug}"
        for file in papers.files(row):
            yield f"{folder}/{row.number}/{file.name}", file.content
        if row.number == 1 and hasattr(row.paper, "withdrawal"):
            yield f"{folder}/withdrawn.html", papers.withdrawal_page(row.paper)


def _site() -> Iterator[tuple[str, bytes]]:
    """Yield the released edition of the public site, or what is wrong with it."""
    try:
        for name, content in publicsite.released_files():
            yield f"site/{name}", content
    except MissingData:  # nothing was released here
        return
    except BadInput as error:
        words = f"site/ is not in this package: {error.message} ({error.place})\n"
        yield package_files.NOT_HERE, words.encode()
