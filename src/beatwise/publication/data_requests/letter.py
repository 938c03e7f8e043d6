"""The letter that asks a force, a council or a retailer for incidents with times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from beatwise.publication.data_requests.letter_layout import Letter, Section
from beatwise.publication.data_requests.request_fields import FIELDS, Recipient


_WHO = {
    "force": "the police force",
    "council": "the council",
    "retailer": "the retailer",
}
_NOT_WANTED = {
    "force": "names, dates of birth, details of victims, suspects or witnesses, home addresses, "
    "free text, intelligence, images",
    "council": "names and contact details of people who reported or are complained about, home "
    "addresses, free text, case notes, images",
    "retailer": "names or descriptions of customers, suspects or staff, images, payment or loyalty "
    "data, free text",
}


def data_request(
    recipient: Recipient, *, areas: Sequence[str], types: Sequence[str], dated: date
) -> Letter:
    """Return the letter.

    ``areas`` are the labels it asks about and ``types`` the kinds of incident, in words; either
    may be empty, and then a bracket is left to fill in.
    """
    where = _in_a_sentence(areas) or "[the areas, with a map or boundary file]"
    what = _in_a_sentence(types) or "[the kinds of incident]"
    return Letter(
        title="Request for incident data with times",
        dated=dated,
        opening=(
            f"To: {_WHO[recipient]} [name, and the person responsible for data sharing]",
            "From: [organisation, role, contact]",
            (
                f"We ask for incidents of {what} in {where}, from [first day] to [last day] (at "
                "least 24 months, better 36), and then each month until [last day of the "
                "evaluation]."
            ),
        ),
        sections=(
            _purpose(),
            _gap(recipient),
            _fields(recipient),
            _counts_instead(recipient),
            _handling(recipient),
            _to_settle(),
            _next_steps(),
            _appendix(recipient),
        ),
    )


def mapping_of(recipient: Recipient) -> str:
    """Return the mapping (TOML) that reads an extract whose columns are named as in the letter."""
    lines = ["[columns]"]
    lines += [f'{field.role} = "{field.column}"' for field in FIELDS[recipient] if field.role]
    if recipient == "retailer":
        lines += ["", "[map_points]", '"Example store" = [458700, 304500]']
    return f'name = "{recipient}"\ntime_zone = "Europe/London"\n\n' + "\n".join(lines) + "\n"


def _in_a_sentence(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + f" and {words[-1]}"


def _purpose() -> Section:
    return Section(
        "What it is for",
        (
            (
                "To choose the places and hours of foot patrols, and afterwards to measure "
                "whether recorded or reported incidents changed. Nothing else: no decision about "
                "any person will be taken from it, and it will not be matched with data about "
                "people."
            ),
        ),
    )


def _gap(recipient: Recipient) -> Section:
    paragraphs: tuple[str, ...] = (
        (
            "The open data at data.police.uk give the month, not the day or the hour, and a "
            "shared map point, not the place. From them nobody can say:"
        ),
    )
    points = [
        "at which hours of the week incidents happen, so when a patrol should walk",
        "which side of a town centre is meant: under 200 m the points cannot be trusted",
        "whether days with a patrol differed from days without one",
    ]
    if recipient == "force":
        points.append("how serious the offences were: the public categories carry no offence code")
    if recipient != "force":
        points.append("anything about incidents that never reached the police")
    return Section("What the open data cannot answer", paragraphs, tuple(points))


def _fields(recipient: Recipient) -> Section:
    header = ("Column", "What it holds", "Why", "Needed")
    rows = tuple(
        (field.column, field.holds, field.why, "yes" if field.needed else "if you hold it")
        for field in FIELDS[recipient]
    )
    return Section(
        "The least we need",
        (
            (
                "One row an incident, as CSV, XLSX or ODS, with these column names (or your own: "
                "tell us which is which). A time that is not known should be left empty, not "
                "filled with 00:00. Please say how times are recorded when nobody saw the "
                "incident."
            ),
            f"Please leave out: {_NOT_WANTED[recipient]}.",
        ),
        table=(header, *rows),
    )


def _counts_instead(recipient: Recipient) -> Section:
    place = "store" if recipient == "retailer" else "map point or street segment"
    return Section(
        "If rows cannot be shared: counts",
        (
            (
                f"Counts by {place}, kind, and hour of the week (168 hours, Monday 00:00 first), "
                "one table for each quarter, would still show when and where to patrol. They "
                "cannot show repeats within days or the effect of single patrol days."
            ),
        ),
        (
            (
                "Share out an incident known only between two times over the hours it spans, or "
                "leave it out and tell us how many were left out."
            ),
            "Say how many incidents had no time or no place.",
            (
                "If small counts must not be shown, first combine: hours into blocks of four, "
                "places into areas, quarters into a year. Then mark what is still hidden (for "
                "example '1 to 4'); never write it as 0, and write a true zero as 0."
            ),
            (
                "If totals are given beside hidden counts, check that a hidden count cannot be "
                "worked out from them."
            ),
        ),
    )


def _handling(recipient: Recipient) -> Section:
    return Section(
        "How it will be handled (proposed)",
        points=(
            "Transfer: through an encrypted channel of your choice, not by ordinary e-mail.",
            "Storage: encrypted, on [system]; open only to [named roles]; access is logged.",
            "Use: nobody else receives rows; processors, if any: [none / names].",
            (
                "Publication: areas, periods and counts only, under a small-number rule agreed "
                f"with you; {_WHO[recipient]} sees figures that name it before they are published."
            ),
            (
                "Retention: rows are deleted by [date], at most [12] months after the final "
                "report; counts and results are kept. Deletion is confirmed to you in writing."
            ),
            "Loss or misuse: you are told at once, at [contact].",
        ),
    )


def _to_settle() -> Section:
    return Section(
        "To be settled between us",
        (
            (
                "Whether rows with a time and a place are personal data here, the lawful basis "
                "for sharing them, whether an impact assessment is needed, and the form of the "
                "agreement are for both parties to settle with their data protection officers. "
                "This letter states a need; it is not legal advice and claims no power to "
                "require the data."
            ),
        ),
    )


def _next_steps() -> Section:
    return Section(
        "What happens next",
        points=(
            (
                "Could you name a person we may ask, and say by [date] whether rows or counts are "
                "possible?"
            ),
            "A sample of 20 rows with made-up values is enough to test the format.",
            (
                "Please tell us of changes that move the figures: recording rules, systems, "
                "opening hours, campaigns to report more, with their dates."
            ),
        ),
    )


def _appendix(recipient: Recipient) -> Section:
    return Section(
        "Appendix: reading the extract",
        ("An extract with the columns above is read by Beatwise with this mapping:",),
        code=mapping_of(recipient),
    )
