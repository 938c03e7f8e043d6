"""Bodies as documents: those that come with the product, and the faults of others."""

from __future__ import annotations

import pytest

from beatwise.accountability.boards.agenda_template import items_of_lines
from beatwise.accountability.boards.body_documents import body_document, names, read_body
from beatwise.errors import BadInput, MissingData


WRONG = """\
title = "Board"
about = "It meets."
whose = "nobody"
chair = "mayor"
members = ["deputy", "king"]
keepers = ["performance"]
frequency = "sometimes"
papers_days = 7
quorum = "most"
colour = "blue"

[[items]]
heading = "Song"
kind = "song"
presenter = "choir"
"""


@pytest.mark.parametrize("name", names())
def test_every_body_reads_and_its_agenda_is_a_form(name: str) -> None:
    """Each has a title, an about line, and an agenda that its form takes back."""
    body = body_document(name)
    assert body.title
    assert body.about.endswith(".")
    assert items_of_lines(str(body.as_values["template"]), "template") == body.items
    assert body.items or body.draws_record


def test_the_bodies_that_an_office_has_are_there() -> None:
    """Panel, delivery board, partnership, ethics, audit, criminal justice, performance, weekly."""
    assert {"police-and-crime-panel", "delivery-board", "strategic-partnership-board",
            "ethics-and-transparency-panel", "joint-audit-risk-and-assurance-panel",
            "local-criminal-justice-board", "force-performance-board",
            "weekly-round-table"} <= set(names())  # fmt: skip
    assert body_document("weekly-round-table").frequency == "weekly"
    with pytest.raises(MissingData, match="no body 'choir'"):
        body_document("choir")


def test_the_panels_of_others_name_who_keeps_their_papers() -> None:
    """The host council's secretary, the audit panel's, and the coordinator of the visitors."""
    kept = {name: body_document(name).keepers for name in names() if body_document(name).keepers}
    assert kept == {
        "police-and-crime-panel": ("panel_secretary",),
        "joint-audit-risk-and-assurance-panel": ("audit_secretary",),
        "custody-visiting-panel": ("visitor_coordinator",),
    }
    assert body_document("police-and-crime-panel").readers == ("monitoring_officer", "panel_chair")


def test_every_fault_of_a_document_is_named_at_once() -> None:
    """With the line of each."""
    with pytest.raises(BadInput) as caught:
        read_body("wrong", WRONG, "wrong.toml")
    words = str(caught.value)
    for part in ("whose", "mayor", "king", "frequency", "most", "colour", "kind", "choir",
                 "line 3", "line 15", "performance"):  # fmt: skip
        assert part in words, (part, words)
