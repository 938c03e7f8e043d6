"""Every file of a rota: JSON, CSV, ODS, a page, and a calendar for each person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from beatwise.clock import day_words
from beatwise.planning.rota import rota_json
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.rota_plan import RotaPlan
from beatwise.planning.saved_document import json_bytes
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Inset,
    Paragraph,
    Table,
)
from beatwise.publication.formats.html import page
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.workbook import workbook
from beatwise.publication.plans.icalendar import Entry, calendar
from beatwise.publication.plans.own_weeks import PRIVATE, duty_lines, own_page
from beatwise.publication.town.opendata import table_csv


DUTY_COLUMNS = (
    Column("person"),
    Column("date"),
    Column("shift"),
    Column("beat"),
    Column("begins"),
    Column("ends"),
)


def rota_files(
    rota: RotaPlan, inputs: Mapping[str, bytes], people: Iterable[str] = ()
) -> dict[str, bytes]:
    """Return every file of a rota by name.

    ``people`` had duties in the rota that stood: their own files are written even without any, so
    that no old calendar sends somebody out.
    """
    about = rota_page(rota)
    files = {
        **inputs,
        "rota.json": json_bytes(rota_json.as_json(rota)),
        "rota.html": page(about).encode(),
        "rota.csv": table_csv(duties(rota)).encode(),
        "rota.ods": ods(workbook(about, (*about.tables(), _weeks(rota), duties(rota)))),
    }
    own: dict[str, list[DatedDuty]] = defaultdict(list, {person: [] for person in people})
    for duty in rota.duties:
        own[duty.person].append(duty)
    for person, theirs in sorted(own.items()):
        entries = [_entry(duty) for duty in theirs]
        name = f"calendars/{_file(person)}.ics"
        files[name] = calendar(f"Duties of {person}", entries, rota.first).encode()
        files[f"weeks/{_file(person)}.html"] = page(own_page(rota, person), contents=False).encode()
    return files


def _file(person: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in person)


def _entry(duty: DatedDuty) -> Entry:
    return Entry(
        uid=f"{duty.day:%Y%m%d}-{_file(duty.shift)}-{_file(duty.person)}@beatwise",
        begins=duty.begins,
        ends=duty.ends,
        title=f"{duty.shift}: {duty.beat}",
        place=duty.beat,
    )


def duties(rota: RotaPlan) -> Table:
    """Every duty: the columns that an imported roster has."""
    rows = tuple(
        (d.person, d.day.isoformat(), d.shift, d.beat, d.begins.isoformat(), d.ends.isoformat())
        for d in rota.duties
    )
    return Table("duties", "Every duty", DUTY_COLUMNS, rows)


def rota_page(rota: RotaPlan) -> Document:
    """Return the rota as a document for those who make and approve it."""
    one, working = rota.on_one_beat()
    short = sum(unfilled.short for unfilled in rota.unfilled)
    blocks: list[Block] = [
        Inset(PRIVATE),
        Paragraph(
            f"{rota.places - short} of {rota.places} places are filled; {one} of {working} people "
            "work on one beat only.",
            lead=True,
        ),
        Bullets(tuple(_facts(rota))),
    ]
    if rota.faults:
        blocks += [Heading("Rules that are broken"), Bullets(rota.faults)]
    if rota.unfilled:
        blocks += [
            Heading("Places nobody could fill"),
            Bullets(tuple(
                f"{u.beat}, {u.shift}, {u.day:%a} {day_words(u.day)}: {u.short} short. {u.why}"
                for u in rota.unfilled
            )),
        ]  # fmt: skip
    blocks += [
        Heading("Who is where"),
        Paragraph("Each person's own page, with days off and hours, is in the folder weeks."),
    ]
    for person in sorted({duty.person for duty in rota.duties}):
        lines = duty_lines(rota, person)
        blocks += [Heading(person, 3), Bullets(lines)]
    blocks += [Heading("Faces on each beat"), _faces(rota)]
    return Document(
        title=f"Rota: {rota.name}",
        subtitle=f"{rota.weeks} week{'' if rota.weeks == 1 else 's'} from {day_words(rota.first)}",
        facts=(
            ("Owner", rota.provider),
            ("Publish by", day_words(rota.publish_by)),
            ("Method", rota.method),
            ("Seed", str(rota.seed)),
        ),
        blocks=tuple(blocks),
        footer=("Rules of rest are settings from the team file; they are not legal advice.",),
        date=rota.first,
    )


def _facts(rota: RotaPlan) -> list[str]:
    facts = [f"Publish by {day_words(rota.publish_by)}, for the longest notice of any employer."]
    if rota.gap is not None:
        facts.append(
            f"Score {rota.objective:.0f} (lower is better): no rota can be more than "
            f"{100 * rota.gap:.0f} % better, week by week."
        )
    return [*facts, *rota.notes]


def _weeks(rota: RotaPlan) -> Table:
    """Return one row a person and week, with a cell a day."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    by: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    for duty in rota.duties:
        number = (duty.day - rota.first).days
        by[number // 7, duty.person][number % 7] = f"{duty.shift} {duty.beat}"
    turned = [names[(rota.first.weekday() + i) % 7] for i in range(7)]
    columns = (Column("Person"), Column("Week"), *(Column(name) for name in turned))
    rows = tuple(
        (person, str(week + 1), *(cells.get(i, "off") for i in range(7)))
        for (week, person), cells in sorted(by.items())
    )
    return Table("weeks", "Duties by week", columns, rows)


def _faces(rota: RotaPlan) -> Table:
    columns = (
        Column("Beat"),
        Column("Shifts worked", number=True),
        Column("People seen", number=True),
        Column("Share worked by the usual three, %", number=True),
    )
    rows = []
    for beat, people in sorted(rota.faces().items()):
        total = sum(people.values())
        usual = sum(count for _, count in Counter(people).most_common(3))
        rows.append((beat, total, len(people), 100 * usual / total))
    return Table("faces", "Consistency of presence", columns, tuple(rows))
