"""Which of the files found to read: the forces wanted, and one file for each force and month."""

from __future__ import annotations

from collections.abc import Collection

from beatwise.clock import Month
from beatwise.errors import BadInput, MissingData
from beatwise.sources.police_uk import content
from beatwise.sources.police_uk.members import Member, StreetFiles


def choose(files: StreetFiles, wanted: Collection[str]) -> tuple[list[Member], list[str]]:
    """Return the files to read, and a note for everything left alone.

    The same force and month twice: the same bytes count once; of two dated archives the later
    counts; anything else raises ``BadInput`` naming both. ``MissingData`` when no wanted force is
    there.
    """
    notes = [f"Files left alone: {count} ({kind})." for kind, count in files.ignored.items()]
    notes += files.notes
    members = [m for m in files.members if not wanted or m.force is None or m.force in wanted]
    _refuse_absent(wanted, files.members)
    first: dict[tuple[str, int], Member] = {}
    unnamed = []
    for member in members:
        if member.force is None or member.month is None:
            unnamed.append(member)
            continue
        key = member.force, member.month
        if key in first:
            first[key], note = _one_of(first[key], member)
            notes.append(note)
        else:
            first[key] = member
    return [*first.values(), *unnamed], notes


def _one_of(first: Member, second: Member) -> tuple[Member, str]:
    if content.read(first).sha256 == content.read(second).sha256:
        apart = first.source != second.source
        one, other = (m.source if apart else m.where for m in (first, second))
        return first, f"{other} is the same as {one} and was counted once."
    if first.archive and second.archive and first.archive != second.archive:
        later, earlier = (second, first) if second.archive > first.archive else (first, second)
        return later, f"{later.source} is from the later archive and stands for {earlier.source}."
    month = Month(first.month or 0)
    raise BadInput(
        f"{first.force} {month} is there twice with different rows.",
        place=f"{first.where or first.source} and {second.where or second.source}",
        next_step="Give only the newer of the two.",
    )


def _refuse_absent(wanted: Collection[str], members: list[Member]) -> None:
    there = {member.force for member in members}
    absent = sorted(set(wanted) - there) if None not in there else []
    if absent:
        raise MissingData(
            f"there is no file of {', '.join(absent)}.",
            next_step=f"The forces there are: {', '.join(sorted(f for f in there if f))}.",
        )
