"""Pages that every site has: how to raise a concern, accessibility, about, and what is not here."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.publication.formats.document import Block, Bullets, Heading, Paragraph
from beatwise.publication.papers.release import history_anchor
from beatwise.web.publicsite.page_frame import Site, blocks, page
from beatwise.web.publicsite.resource import ABSENT, Resource


def standing_pages(site: Site) -> Iterator[Resource]:
    """Yield the standing pages."""
    yield page(site, "concerns.html", "How to raise a concern", blocks("c", CONCERNS), kind="Help")
    statement = blocks("a", _accessibility(site))
    yield page(site, "accessibility.html", "Accessibility statement", statement, kind="Help")
    about = blocks("b", (*ABOUT, *_anchor(site)))
    yield page(site, "about.html", "About this site", about, kind="Help")
    absent = blocks("n", [Paragraph("There is no page at this address. Use the menu, or search.")])
    yield page(site, "not-found.html", "Page not found", absent, status=ABSENT)


CONCERNS: tuple[Block, ...] = (
    Paragraph(
        "In an emergency ring 999. To report a crime that is over, ring 101 or report it "
        "online to your police force."
    ),
    Heading("About an officer, a member of police staff, or how the police acted"),
    Paragraph(
        "Write to the police force: its professional standards department records the "
        "complaint. If you disagree with the outcome you may ask for a review; the letter "
        "with the outcome says of whom, and by when."
    ),
    Heading("About the chief constable"),
    Paragraph("Write to the office of the police and crime commissioner."),
    Heading("About the commissioner or the deputy"),
    Paragraph(
        "Write to the monitoring officer of the council that runs the police and crime "
        "panel. Possible crimes are passed on to the Independent Office for Police "
        "Conduct."
    ),
    Heading("About the office's own staff"),
    Paragraph("Write to the chief executive of the office."),
    Heading("About how personal data are used"),
    Paragraph(
        "Write to the data protection officer of the body that holds them, and then to the "
        "Information Commissioner's Office."
    ),
    Heading("To ask a question in public"),
    Paragraph(
        "Some meetings take questions from the public: the page of a meeting says where it "
        "is held and when."
    ),
)
ABOUT: tuple[Block, ...] = (
    Paragraph(
        "This site holds what the office has published: papers as they were frozen, "
        "measures, decisions, meetings and patrol programmes. It is released as an edition, "
        "prepared by one person and released by another."
    ),
    Paragraph(
        "It sets no cookies, runs no scripts, asks nothing of other sites and keeps no "
        "record of who reads it."
    ),
    Heading("Figures about people"),
    Paragraph(
        "Small counts, and what could show one, are hidden and marked [c]; other counts "
        "about people are rounded to fives."
    ),
    Heading("Using it again"),
    Paragraph(
        "Unless a page says otherwise you may use everything here under the Open Government "
        "Licence v3.0. The open data page lists every file."
    ),
)


def _anchor(site: Site) -> tuple[Block, ...]:
    return (
        Heading("The record behind this site"),
        Paragraph(f"{history_anchor.LABEL}: {site.history}"),
        Paragraph(history_anchor.WORDS),
    )


def _accessibility(site: Site) -> tuple[Block, ...]:
    return (
        Paragraph(f"This statement is about the website of {site.body}."),
        Heading("What you should be able to do"),
        Bullets(
            (
                "Read everything without a mouse, with a screen reader, and without scripts.",
                "Zoom to 400 % without reading sideways, tables excepted, which scroll by "
                "themselves.",
                "Read every chart as a table, and every rating as a letter and a word.",
                "Print any page.",
            )
        ),
        Heading("How it was checked"),
        Paragraph(
            "Pages are checked by machine against the success criteria of WCAG 2.2 level "
            "AA, at wide and narrow widths, before each release of the software. That finds "
            "only part of what may be wrong; it is no statement of conformance."
        ),
        Heading("What is not as it should be"),
        Paragraph(
            "Files that others sent with papers may not be accessible. Ask for another form "
            "of them."
        ),
        Heading("To tell of a problem, or ask for another form"),
        Paragraph(
            "Write to the office. If you are not satisfied with the answer, the Equality "
            "Advisory and Support Service advises you."
        ),
        Paragraph(f"This statement was prepared on {site.day}."),
    )
