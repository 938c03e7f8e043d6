"""The page of a design: can it answer, what would, who is patrolled, what to beware of."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import Month
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.publication.evaluation.design import design_tables as tables
from beatwise.publication.evaluation.design.design_parts import parts_of
from beatwise.publication.evaluation.design.design_words import decision, in_short, next_steps
from beatwise.publication.evaluation.months_counted import months_counted
from beatwise.publication.evaluation.result.result_figures import theory_figure
from beatwise.publication.evaluation.sentences import OGL, can_it_answer
from beatwise.publication.formats.document import Block, Bullets, Document, Heading, Paragraph


def design_document(proposal: Proposal) -> Document:
    """Return the page of a design."""
    protocol, reach = proposal.protocol, proposal.reach
    kind = parts_of(proposal)
    blocks: list[Block] = [
        Heading("Can it answer?"),
        Paragraph(can_it_answer(reach), lead=True),
        Bullets(in_short(proposal)[1:3]),
        tables.curve(proposal),
        tables.power_table(proposal),
        *([tables.changes(proposal)] if reach.tried else []),
        Heading("What the months before show"),
        Bullets(kind.history(proposal)),
        Heading("Who is patrolled, who is compared"),
        Paragraph(protocol.rule),
        *kind.schedule(proposal),
        tables.area_map(proposal),
        *tables.left_out(proposal),
        Heading("When"),
        Bullets(in_short(proposal)[3:]),
        tables.calendar_table(proposal),
        Heading("Take care"),
        Bullets(_care(proposal) or ("Nothing was found that a reader must be warned of.",)),
        Heading("How it should work"),
        theory_figure(protocol.theory),
        *([Bullets(proposal.theory_gaps)] if proposal.theory_gaps else []),
        Heading("How it will be judged"),
        Bullets(decision(proposal)),
        Heading("What next"),
        Bullets(next_steps(), numbered=True),
    ]
    return Document(
        title=protocol.title,
        subtitle="The design of an evaluation, before anybody is patrolled",
        facts=_facts(proposal),
        blocks=tuple(blocks),
        footer=(OGL,) if protocol.from_police_uk else (),
        date=_date(proposal),
    )


def _care(proposal: Proposal) -> tuple[str, ...]:
    return (*parts_of(proposal).limits, *proposal.protocol.warnings)


def _facts(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    protocol = proposal.protocol
    lists = [(f"List {name}", f"hash {value[:16]}") for name, value in proposal.hot_spot_hashes]
    return (
        ("Question", protocol.question),
        ("Outcome", f"recorded {in_words(protocol.primary)}, {protocol.source}"),
        ("Months before", months_counted(proposal.months)),
        ("Months with patrols", protocol.patrols.words),
        ("Assigned", parts_of(proposal).assignment(proposal)),
        ("Smallest p it can give", f"{proposal.reach.detectable.smallest_p:.3g}"),
        *lists,
    )


def _date(proposal: Proposal) -> dt.date:
    last = Month(max(proposal.months))
    return last.last_day
