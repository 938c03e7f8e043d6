"""The steps of a paper: put forward, sign off, release, correct, withdraw; and the policy."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.text import slugify

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.publication.papers.release import frozen_paper, paper_states
from beatwise.publication.papers.release.frozen_paper import Correction, FrozenPaper
from beatwise.publication.papers.release.paper_states import (
    A_RELEASE,
    DRAFT,
    NO_RELEASE,
    PAPER,
    Hand,
)
from beatwise.publication.papers.release.release_files import ReleaseFile, release_files
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version
from beatwise.web.history.sealing import seal_chain
from beatwise.web.imports import stored_files
from beatwise.web.pages import clean
from beatwise.web.pages.today import today
from beatwise.web.papers import paper_checks, selectors
from beatwise.web.papers.models import Paper, Release, ReleasePolicy, Withdrawal


PLAIN = ("put_forward", "sign_off", "send_back", "correct", "withdraw", "abandon")


@dataclass(frozen=True, slots=True)
class ReleaseDraft:
    """A release that is not kept yet: its content, and the files that were made from it."""

    content: str
    files: tuple[ReleaseFile, ...]


def take_step(*, number: int, version: int, name: str, by: Person, why: str = "") -> Paper:
    """Take a step of the state table other than the release itself.

    Raises
    ------
    Conflict
        When something stands in the way of putting it forward or signing it off.
    Refused, BadInput
        As the state table says.
    """
    if name not in PLAIN:
        raise Refused(f"'{name}' is not taken here.", next_step="Open the paper.")
    reason = clean.line(why, "why", longest=500, needed=False)
    with audit.changing():
        row = selectors.paper(number)
        check_version(row, version, place=row.title)
        target = _target(row, name, by, reason)
        if name in ("put_forward", "sign_off"):
            paper_checks.check_ready(paper_checks.checked(row))
        if name == "withdraw":
            Withdrawal.objects.create(paper=row, why=reason, on=today(), by=by)
        hand = Hand(name, by.role, by.pk)
        hands = [] if target == DRAFT else [*row.hands, list(hand)]
        _enter(row, name, target, hands, by=by, why=reason)
    return row


def release(*, number: int, version: int, by: Person, stepped_up: bool = False) -> Release:
    """Release a paper: freeze what it says today, make its files, and keep them for ever.

    The files are made before the transaction, so that nobody waits for them; they are made again
    only when the record changed in between.

    Raises
    ------
    Conflict
        When something stands in the way, or the paper was changed since ``version``.
    Refused
        As the state table says; when the policy asks for a second person; or when the person has
        not just proved who they are.
    """
    if not stepped_up:
        raise Refused(
            "a release needs you to prove again that it is you.",
            next_step="Release in the browser and confirm with your second factor.",
        )
    before = _draft(selectors.paper(number), version, by)
    with audit.changing():
        row = selectors.paper(number)
        draft = _draft(row, version, by, before)
        hands = _hands(row, by)
        paper = frozen_paper.read(draft.content)
        kept_files = [
            {"name": f.name, "media": f.media, "sha256": stored_files.keep(f.content).pk}
            for f in draft.files
        ]
        result = Release(
            paper=row, number=paper.number, of_version=row.version, title=row.title,
            content=draft.content, digest=frozen_paper.digest(draft.content), files=kept_files,
            hands=[list(hand) for hand in hands], why=_why(row), on=today(), by=by,
        )  # fmt: skip
        result.save(force_insert=True)
        row.slug = paper.slug
        after = {
            "release": result.number,
            "digest": result.digest,
            "address": f"/papers/released/{row.slug}/",
        }
        steps = [*row.hands, list(Hand("release", by.role, by.pk))]
        target = PAPER.move(row.state, "release", role=by.role)
        _enter(row, "release", target, steps, by=by, after=after)
    return result


def set_policy(*, since: object, people: object, reason: object, by: Person) -> ReleasePolicy:
    """Record how many people a release takes from a day on, and why; earlier ones are kept.

    One person alone may not use what they recorded on the same day: others see it first.
    """
    if not roles.may(by, "papers.policy"):
        raise Refused("your role sets no policy.", next_step="Ask the governance officer.")
    day = clean.day(since, "since")
    if day is None or day < today():
        raise BadInput(
            "a policy begins today or later.", place="since", next_step="Give a later day."
        )
    if str(people) not in ("1", "2"):
        raise BadInput("this is no policy.", place="people", next_step="Choose one or two people.")
    if day == today() and str(people) == "1" and selectors.people_of_a_release() != 1:
        raise BadInput(
            "one person alone releases from tomorrow at the earliest: others see it first.",
            place="since",
            next_step="Give a later day.",
        )
    words = clean.line(reason, "reason", longest=500)
    with audit.changing():
        if ReleasePolicy.objects.filter(since=day).exists():
            raise BadInput(
                "a policy begins on this day already.",
                place="since",
                next_step="Begin another on a later day; what held is not changed.",
            )
        row = ReleasePolicy.objects.create(since=day, people=int(str(people)), reason=words, by=by)
        after = {"since": day, "people": row.people}
        audit.write("paper.policy", f"release policy/{day}", by=by, why=words, after=after)
    return row


def check_release(row: Paper, by: Person) -> None:
    """Raise ``Refused`` or ``Conflict`` unless this person may release the paper now."""
    PAPER.move(row.state, "release", role=by.role)
    people = selectors.people_of_a_release()
    paper_states.check_release(row.steps, by.pk, people)


def _draft(
    row: Paper, version: int, by: Person, before: ReleaseDraft | None = None
) -> ReleaseDraft:
    """Return a paper as it would be released now; the one before where it is the same."""
    check_version(row, version, place=row.title)
    check_release(row, by)
    checked = paper_checks.checked(row)
    paper_checks.check_ready(checked)
    notes = tuple(
        f"{each.comparison.printed} ({each.comparison.cell}): {each.note}"
        for each in checked.findings
        if each.note
    )
    number = row.releases.count() + 1
    paper = FrozenPaper(
        slug=row.slug or f"{slugify(row.title)[:80].strip('-') or 'paper'}-{row.number}",
        number=number,
        released_on=today().isoformat(),
        document=checked.paper.document,
        figures=checked.paper.figures,
        notes=notes,
        hands=paper_states.hands_in_words(_hands(row, by)),
        corrections=_corrections(row),
        publisher=settings.BODY,
        history=frozen_paper.read(before.content).history if before is not None else "",
    )
    if before is not None and before.content == frozen_paper.text(paper):
        return before
    paper = replace(paper, history=str(seal_chain.head()))
    return ReleaseDraft(frozen_paper.text(paper), release_files(paper))


def _hands(row: Paper, by: Person) -> tuple[Hand, Hand]:
    """Return who signed off and who releases."""
    signer = next(hand for hand in reversed(row.steps) if hand.step == "sign_off")
    return signer, Hand("release", by.role, by.pk)


def _corrections(row: Paper) -> tuple[Correction, ...]:
    earlier = list(row.releases.order_by("number"))
    reasons = [each.why for each in earlier[1:]] + [_why(row)] * bool(earlier)
    return tuple(
        Correction(each.number, each.on.isoformat(), why)
        for each, why in zip(earlier, reasons, strict=True)
    )


def _why(row: Paper) -> str:
    """Return the reason of the correction that the next release answers; empty for the first."""
    from beatwise.web.history.models import Change

    if not row.releases.exists():
        return ""
    rows = Change.objects.filter(thing=row.thing, action="paper.correct")
    return rows.order_by("-number").values_list("why", flat=True).first() or ""


def _target(row: Paper, name: str, by: Person, why: str) -> str:
    proof = A_RELEASE if row.releases.exists() else NO_RELEASE
    return PAPER.move(row.state, name, role=by.role, requirements_met=(proof,), why=why)


def _enter(
    row: Paper,
    name: str,
    target: str,
    hands: list[list[object]],
    *,
    by: Person,
    why: str = "",
    after: dict[str, object] | None = None,
) -> None:
    """Take a step, and write it."""
    before, row.state = row.state, target
    row.hands, row.version = hands, row.version + 1
    row.save()
    audit.write(
        f"paper.{name}", row.thing, by=by, why=why, before={"state": before},
        after={"state": target, **(after or {})},
    )  # fmt: skip
