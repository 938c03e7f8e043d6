"""Load a register's definition, and take the last version back; records always fit what stands."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.registers import (
    control_changes,
    definition_changes,
    read_toml,
    record_keeping,
)
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, MissingData, Refused
from beatwise.web.history import audit
from beatwise.web.pages.form_data.check_answers import try_out
from beatwise.web.registers.loading.working_out import work_out_again
from beatwise.web.registers.models import Record, RegisterVersion
from beatwise.web.registers.own_definitions import known


LONGEST = 200_000
_PLACE = "the document"


def load(*, text: str, why: str = "", by: Person, by_operator: bool = False) -> RegisterVersion:
    """Load a register, or its next version, which needs a reason.

    A confidential register is loaded by its owner, too. ``by_operator`` says that whoever keeps the
    office loads it for a person: two, who may loosen what takes two (see ``control_changes``).

    Raises
    ------
    BadInput
        With every fault of the document and its line, or without a reason.
    Conflict
        When it says what stands already, or records would not fit it.
    Refused
        For a role that defines no registers, or one person who would loosen a control.
    """
    if len(text) > LONGEST:
        raise BadInput(f"it has more than {LONGEST:,} characters.", place=_PLACE)
    register = read_toml.read(text, _PLACE)
    with audit.changing():
        standing = known.definitions().get(register.slug)
        _may_define(by, standing)
        if standing is None:
            read_toml.check_slug(register)
        if standing is not None:
            if known.document(register.slug) == text:
                raise Conflict("this register is there already, just so.", place=_PLACE)
            if not why.strip():
                raise BadInput(
                    "it takes the place of one that is there, and says not why.",
                    place="why",
                    next_step="Say why.",
                )
        return _next(register.slug, register, text, why, by, by_operator=by_operator)


def look(*, text: str, why: str = "", by: Person) -> tuple[Definition | None, Definition]:
    """Return the register that stands, if any, and the one that would; raise as ``load`` does."""
    try_out(lambda: load(text=text, why=why, by=by))
    known.forget()
    register = read_toml.read(text, _PLACE)
    return known.definitions().get(register.slug), register


def take_back(*, slug: str, why: str, by: Person, by_operator: bool = False) -> RegisterVersion:
    """Take the last version back: the one before it stands again, or what ships, or nothing."""
    _may_define(by, known.definitions().get(slug))
    if not why.strip():
        raise BadInput("taking it back needs a reason.", place="why", next_step="Say why.")
    with audit.changing():
        rows = known.versions(slug)
        if not rows or not rows[0].text:
            raise MissingData(
                "the office has no version of its own of this register.",
                place=slug,
                next_step="One that ships with Beatwise stays.",
            )
        older = next((row for row in rows if row.number == rows[0].replaces), None)
        text = older.text if older else ""
        before = older.replaces if older else 0
        after = _earlier(text) if text else read_toml.definitions().get(slug)
        return _next(slug, after, text, why, by, replaces=before, by_operator=by_operator)


def _earlier(text: str) -> Definition:
    return read_toml.read(text, _PLACE, earlier=True)


def _next(
    slug: str, register: Definition | None, text: str, why: str, by: Person,
    replaces: int | None = None, *, by_operator: bool,
) -> RegisterVersion:  # fmt: skip
    """Keep the next version of a register, once its records and the other registers fit it."""
    standing = known.definitions().get(slug)
    _check_confidential(standing, register, by)
    looser = control_changes.loosened(standing, register) if standing and register else []
    if looser and not by_operator:
        raise _for_two(looser, slug if replaces is not None else "")
    _check_records(standing, register)
    others = {name: each for name, each in known.definitions().items() if name != slug}
    read_toml.check_links([*others.values(), *([register] if register else [])])
    rows = known.versions(slug)
    number = rows[0].number + 1 if rows else 1
    if replaces is None:
        replaces = rows[0].number if rows and rows[0].text else 0
    title = register.title if register else rows[0].title
    version = RegisterVersion.objects.create(
        slug=slug, number=number, replaces=replaces, title=title, why=why.strip(), text=text
    )
    known.forget()
    if register is not None and standing is not None:
        work_out_again(register)
    audit.write(
        "register.load" if text else "register.take_back",
        version.thing,
        by=by,
        why=version.why,
        after={"version": version.number, "title": title}
        | ({"loosened": looser} if looser else {}),
    )
    return version


def _for_two(looser: list[str], taken_back: str) -> Refused:
    """Refuse what takes two, with the command for it: of a register that is taken back its own."""
    command, keep = "load-register FILE", "Keep these as they are, or let whoever keeps the office"
    if taken_back:
        command = f"take-back-register {taken_back} --why REASON"
    return Refused(
        f"it would loosen what one person may not loosen alone: {'; '.join(looser[:5])}.",
        next_step=f"{keep} do it: beatwise office {command} --by ADDRESS",
    )


def _check_confidential(
    standing: Definition | None, register: Definition | None, by: Person
) -> None:
    """Let only who reads what is confidential open it to others."""
    if standing is None or register is None or standing.opens_closed(by):
        return
    if wider := record_keeping.widened(standing, register):
        raise Refused(
            f"it would open confidential records to: {', '.join(wider[:5])}.",
            next_step=f"Ask one of: {', '.join(standing.confidential_to)}.",
        )


def _check_records(standing: Definition | None, register: Definition | None) -> None:
    if standing is None:
        return
    states: set[str] = set()
    fields: set[str] = set()
    rows = Record.objects.filter(register=standing.slug)
    for values, moves in rows.values_list("values", "moves").iterator(chunk_size=1000):
        states |= {state for state, _ in moves}
        fields |= {name for name, value in values.items() if value is not None}
    if wrong := definition_changes.conflicts(standing, register, states, fields):
        raise Conflict(
            f"{'; '.join(wrong)}.",
            place=_PLACE,
            next_step="Keep these in the definition: a record never loses what it holds.",
        )


def _may_define(by: Person, standing: Definition | None) -> None:
    own = standing is not None and standing.confidential and standing.owner == by.role
    if not (own or roles.may(by, "registers.define")):
        raise Refused("your role does not define registers.", next_step="Ask a governance officer.")
