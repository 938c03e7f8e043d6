"""The steps of a meeting: freeze, correct, hold, agree, cancel; and publishing a pack."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.accountability import questions, roles
from beatwise.accountability.boards import agenda as papers
from beatwise.accountability.boards import item_details
from beatwise.accountability.boards.agenda import CANCELLED, MEETING, PLANNED, POSTPONED
from beatwise.accountability.boards.body_rights import table_in
from beatwise.accountability.questions import Question, Reasons
from beatwise.accountability.registers.workflow import StateTable
from beatwise.accountability.roles import Person, owner_role
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.history.sealing import seal_chain
from beatwise.web.imports import stored_files
from beatwise.web.meetings import agenda, boards, selectors
from beatwise.web.meetings.models import Meeting, Pack, Publication
from beatwise.web.meetings.packs import pack_files


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack that is not frozen yet, with its files and the reason of the correction it answers.

    ``history`` is the head of the history when it was drawn.
    """

    why: str
    pack: papers.Pack
    files: pack_files.Files
    history: str


PLAIN = ("correct", "agree", "cancel")


def freeze(
    *, number: int, version: int, by: Person, reasons: Reasons = questions.NO_REASONS
) -> Pack:
    """Freeze a pack: its content, PDF and spreadsheet are kept as they are for ever.

    The files are made before the transaction, so that nobody waits for them; they are made again
    only when the record changed in between.

    Raises
    ------
    OpenQuestions
        When it is early, or the items take longer than the meeting, and ``reasons`` do not answer.
    Conflict
        While an exception has no commentary, or when the meeting was changed since ``version``.
    Refused
        As the state table says.
    """
    early = boards.current(number, version)
    questions.answered(doubts(early), reasons)
    before = _draft(early, by)
    with audit.changing():
        meeting = boards.current(number, version)
        answers = questions.answered(doubts(meeting), reasons)
        draft = _draft(meeting, by, before)
        row = Pack(
            meeting=meeting,
            number=_next_pack(meeting),
            digest=draft.pack.digest,
            content=pack_files.text(draft.pack, draft.history),
            pdf=stored_files.keep(draft.files.pdf),
            ods=stored_files.keep(draft.files.ods),
            by=by,
            why=draft.why,
        )
        row.save(force_insert=True)
        after = {
            "pack": row.number,
            "digest": row.digest,
            "pdf": row.pdf_id,
            "ods": row.ods_id,
        }
        _enter(meeting, "freeze", by=by, why=questions.in_words(answers), after=after)
    return row


def step(*, number: int, version: int, name: str, by: Person, why: str = "") -> Meeting:
    """Correct a pack, agree the minutes, or cancel."""
    if name not in PLAIN:
        raise Refused(f"'{name}' is not taken here.", next_step="Open the meeting.")
    with audit.changing():
        meeting = boards.current(number, version)
        _enter(meeting, name, by=by, why=why)
    return meeting


def hold(*, number: int, version: int, attended: list[str], by: Person) -> Meeting:
    """Record that a meeting was held, and which roles were there."""
    there = [owner_role(name, place="attended") for name in dict.fromkeys(attended)]
    with audit.changing():
        meeting = boards.current(number, version)
        if not there and (meeting.board.chair or meeting.board.members):
            raise BadInput("nobody was there.", place="attended", next_step="Tick who was.")
        if meeting.on > selectors.today():
            raise Conflict(
                f"the meeting is on {meeting.on}, which is still to come.",
                place=str(meeting),
                next_step="Record it on the day.",
            )
        meeting.attended = there
        _enter(meeting, "hold", by=by, after={"attended": ", ".join(there)})
    return meeting


def publish(*, meeting: int, number: int, by: Person, stepped_up: bool = False) -> Publication:
    """Open a pack to those who see only what is published; never taken back.

    ``Refused`` unless somebody else froze it and the person has just proved who they are;
    ``Conflict`` unless it is the newest, and its meeting takes place.
    """
    if not roles.may(by, "packs.publish"):
        raise Refused("your role does not publish packs.", next_step="Ask the commissioner.")
    if not stepped_up:
        raise Refused(
            "publishing needs you to prove again that it is you.",
            next_step="Publish in the browser and confirm with your second factor.",
        )
    with audit.changing():
        row = selectors.pack(by, meeting, number)
        _check_publishable(row, by)
        publication = Publication.objects.create(pack=row, by=by)
        after = {"pack": number, "digest": row.digest}
        audit.write("meeting.publish", row.meeting.thing, by=by, after=after)
    return publication


def _check_publishable(row: Pack, by: Person) -> None:
    if hasattr(row, "publication"):
        raise Conflict("this pack is published.", next_step="Open it.")
    if row.by_id == by.pk:
        raise Refused(
            "publishing needs a second person: you froze this pack.", next_step="Ask someone else."
        )
    newest = selectors.latest(row.meeting)
    stands = row.meeting.state not in (PLANNED, CANCELLED, POSTPONED)
    if newest is None or newest.pk != row.pk or not stands:
        raise Conflict(
            "only the newest pack of a meeting that takes place is published.",
            place=str(row.meeting),
            next_step="Open the meeting.",
        )


def doubts(meeting: Meeting) -> list[Question]:
    """Return what is asked before a meeting's papers are frozen."""
    today = selectors.today()
    minutes = [item.details.minutes for item in agenda.draw(meeting, today).items]
    return item_details.questions(
        today, meeting.on, meeting.papers_due, meeting.minutes_long, minutes
    )


def _draft(meeting: Meeting, by: Person, before: Draft | None = None) -> Draft:
    """Return a meeting's pack as it would be frozen now; the one before it where that is equal."""
    _table(meeting).move(meeting.state, "freeze", role=by.role)
    pack = agenda.draw(meeting, selectors.today()).pack(meeting)
    why = _why(meeting)
    if before is not None and (before.why, before.pack) == (why, pack):
        return before
    history = str(seal_chain.head())
    return Draft(why, pack, pack_files.files(pack, _next_pack(meeting), why, history), history)


def _table(meeting: Meeting) -> StateTable:
    return table_in(MEETING, meeting.board)


def _why(meeting: Meeting) -> str:
    """Return the reason of the correction that a new pack answers."""
    from beatwise.web.history.models import Change

    if not meeting.packs.exists():
        return ""
    rows = Change.objects.filter(thing=meeting.thing, action="meeting.correct")
    return rows.order_by("-number").values_list("why", flat=True).first() or ""


def _next_pack(meeting: Meeting) -> int:
    return meeting.packs.count() + 1


def _enter(
    meeting: Meeting,
    name: str,
    *,
    by: Person,
    why: str = "",
    after: dict[str, object] | None = None,
) -> None:
    """Take a step of the state table, and write it."""
    proof = ("minutes",) if selectors.is_minuted(meeting) else ()
    target = _table(meeting).move(
        meeting.state, name, role=by.role, requirements_met=proof, why=why
    )
    before, meeting.state = meeting.state, target
    boards.save(meeting)
    audit.write(
        f"meeting.{name}",
        meeting.thing,
        by=by,
        why=why,
        before={"state": before},
        after={"state": target, **(after or {})},
    )
