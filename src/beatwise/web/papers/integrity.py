"""What must always hold of papers and their releases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from beatwise.publication.papers.release import frozen_paper
from beatwise.publication.papers.release.paper_states import PAPER, RELEASED, WITHDRAWN
from beatwise.publication.papers.release.release_files import figure_files
from beatwise.web.history.state_walk import state_faults
from beatwise.web.imports.models import Content
from beatwise.web.papers.models import Paper, Release


def papers() -> Iterator[str]:
    """Every paper went only ways that the table has, and is where its history says."""
    rows = list(Paper.objects.prefetch_related("releases"))
    yield from state_faults("paper", PAPER, rows)
    for row in rows:
        if row.state in (RELEASED, WITHDRAWN) and not (row.slug and row.releases.all()):
            yield f"{row.thing}: it is {row.state} and has no release"


def releases() -> Iterator[str]:
    """Every release is what was frozen: its content, each of its files, and its figures again."""
    for row in Release.objects.select_related("paper").iterator(chunk_size=50):
        name = f"{row.paper.thing}, release {row.number}"
        if frozen_paper.digest(row.content) != row.digest:
            yield f"{name}: its content is not what was frozen"
        try:
            made_again = figure_files(frozen_paper.read(row.content))
        except (KeyError, TypeError, ValueError):
            yield f"{name}: its content cannot be read"
            continue
        sums = {each["name"]: each["sha256"] for each in row.files}
        for file in made_again:
            if sums.get(file.name) != hashlib.sha256(file.content).hexdigest():
                yield f"{name}: {file.name} is not what its content gives"
        for each in row.files:
            content = Content.objects.filter(pk=each["sha256"]).first()
            if content is None or hashlib.sha256(bytes(content.data)).hexdigest() != content.pk:
                yield f"{name}: {each['name']} is not what was frozen"
