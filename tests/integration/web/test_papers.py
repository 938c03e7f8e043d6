"""Papers: written with references, checked, signed off, released by a second person, kept."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from tests.integration.web import paper_world as world

from beatwise.errors import BadInput, Conflict, MissingData, Refused


WRONG = "Area\tAll\nA\t33\nB\t35\nTotal\t70\n"
WRONG_TEXT = "There were 33 in A.\n\nThere were 50 of 200 (30%) visits on time."


@pytest.fixture
def papers(office):
    """An office with two measures."""
    world.load(office)
    return office


def _no_faults() -> list[str]:
    from beatwise.web.papers import integrity

    return [fault for run in (integrity.papers, integrity.releases) for fault in run()]


def test_a_paper_goes_from_a_draft_to_its_permanent_address(papers):
    """The page and its files are there for a member of the panel; no draft is."""
    row = world.released(papers)
    client = papers.client("panel_member")
    page = client.get(f"/papers/released/{row.paper.slug}/")
    assert page.status_code == 200
    words = page.content.decode()
    assert "156 robberies, 12 (8.3 %) more than in 2024/25" in words
    assert "released by the commissioner. Released by two people." in words
    assert "style-src 'sha256-" in page["Content-Security-Policy"]
    for name, start in (("paper.pdf", b"%PDF"), ("paper.docx", b"PK"), ("tables.ods", b"PK"),
                        ("figures.csv", b"reference,"), ("figures.json", b"{")):  # fmt: skip
        answer = client.get(f"/papers/released/{row.paper.slug}/{name}")
        assert answer.content.startswith(start), name
        assert "attachment" in answer["Content-Disposition"]
    assert client.get("/papers/").status_code == 403
    assert client.get("/papers/1/").status_code == 403
    assert "Robbery in the towns" in client.get("/papers/released/").content.decode()
    assert _no_faults() == []


def test_nothing_that_the_gate_hides_is_in_a_paper(papers):
    """Whoever writes it: a small count is [c] on every page and in every file."""
    from beatwise.web.papers import selectors

    row = world.released(papers)
    draft = papers.client("performance").get("/papers/1/").content.decode()
    assert "Hidden by the disclosure rule" in draft
    for file in selectors.files(row):
        if file.name.endswith((".html", ".csv", ".json")):
            words = re.sub("[0-9a-f]{64}", "", file.content.decode())  # a hash may hold any number
            assert "[c] live in Northtown" in words or "metadata" in file.name or "[c]" in words
            assert "9037" not in words
            assert "4 live in Northtown" not in words


def test_a_typed_figure_that_the_gate_rounds_stands_in_the_way(papers):
    """Beside the measure's name; the same number about something else does not."""
    world.write(papers, text="Of people helped, 9,037 live in Southtown.")
    with pytest.raises(Conflict, match="Paragraph 1 types 9,037, which the disclosure rule"):
        world.step(papers, 1, "performance", "put_forward")
    world.write(papers, text="The office answered 9,037 letters.")
    assert world.step(papers, 2, "performance", "put_forward").state == "put forward"


def test_a_released_paper_is_an_anchor_of_the_history(papers):
    """What its page prints is what the check takes; a history that was cut off does not fit it."""
    from beatwise.publication.papers.release import frozen_paper
    from beatwise.web.keeping import anchors

    row = world.released(papers)
    head = frozen_paper.read(row.content).history
    page = papers.client("panel_reader").get(f"/papers/released/{row.paper.slug}/1/")
    assert head in page.content.decode()
    anchor = anchors.read(head)
    assert anchor.head.change > 0
    assert list(anchors.compare(anchor)) == []
    other = anchors.read(f"{anchor.head.change}:{'0' * 64}")
    assert len(list(anchors.compare(other))) == 1


def test_a_step_shows_the_paper_as_it_would_be_printed(papers):
    """Who signs off reads the figures and what stands in the way, on the page with the button."""
    number = world.write(papers).number
    world.step(papers, number, "performance", "put_forward")
    page = papers.client("governance").get(f"/papers/{number}/steps/sign_off/").content.decode()
    assert "156 robberies, 12 (8.3 %) more than in 2024/25" in page
    assert page.index("marked as signed off") < page.index("156 robberies")
    with_fault = world.write(papers, text="There were {nothing.latest} of them.").number
    page = papers.client("performance").get(f"/papers/{with_fault}/steps/put_forward/")
    assert "What stands in the way" in page.content.decode()


def test_a_release_takes_a_second_person(papers):
    """Who put it forward or signed it off does not release it; nor anybody without fresh proof."""
    from beatwise.web.papers import release_steps

    number = world.write(papers).number
    world.step(papers, number, "governance", "put_forward")
    world.step(papers, number, "deputy", "sign_off")
    for role, words in (("governance", "you put it forward"), ("deputy", "you signed it off")):
        with pytest.raises(Refused, match=words):
            world.release(papers, number, role)
    with pytest.raises(Refused, match="is for"):
        world.release(papers, number, "performance")
    with pytest.raises(Refused, match="prove again"):
        release_steps.release(number=number, version=3, by=papers.account("commissioner"))
    assert world.release(papers, number).number == 1


def test_one_person_releases_where_the_office_decided_so_and_the_paper_says_it(papers, monkeypatch):
    """The policy has a reason and a later day; the paper prints that it was one person."""
    from beatwise.web.papers import release_steps, selectors
    from beatwise.web.performance.selectors import today

    tomorrow = today() + dt.timedelta(days=1)
    policy = {"since": tomorrow.isoformat(), "people": "1", "reason": "Nobody else is here."}
    with pytest.raises(BadInput, match="tomorrow at the earliest"):
        release_steps.set_policy(
            **policy | {"since": today().isoformat()}, by=papers.account("governance")
        )
    with pytest.raises(Refused, match="sets no policy"):
        release_steps.set_policy(**policy, by=papers.account("performance"))
    release_steps.set_policy(**policy, by=papers.account("governance"))
    monkeypatch.setattr(selectors, "today", lambda: tomorrow)
    number = world.write(papers).number
    world.step(papers, number, "governance", "put_forward")
    world.step(papers, number, "governance", "sign_off")
    row = world.release(papers, number, "governance")
    assert b"Released by one person." in selectors.files(row)[0].content
    with pytest.raises(BadInput, match="begins on this day already"):
        release_steps.set_policy(**policy, by=papers.account("governance"))


def test_a_figure_that_does_not_follow_is_corrected_or_has_a_note(papers):
    """It stands in the way; with a note the paper prints the note."""
    from beatwise.web.papers import paper_checks, selectors, writing

    row = world.write(papers, text=WRONG_TEXT)
    with pytest.raises(Conflict, match="30% is printed and 25 %"):
        world.step(papers, row.number, "performance", "put_forward")
    [finding] = paper_checks.checked(row).findings
    by = papers.account("performance")
    writing.note(number=1, version=1, key=finding.key, words="As the provider states it.", by=by)
    world.step(papers, row.number, "performance", "put_forward")
    world.step(papers, row.number, "governance", "sign_off")
    release = world.release(papers, row.number)
    assert b"As the provider states it." in selectors.files(release)[0].content


def test_a_reference_that_leads_to_nothing_stands_in_the_way(papers):
    """The page names it, and it is not put forward."""
    world.write(papers, text="There were {burglary.latest} burglaries.")
    page = papers.client("performance").get("/papers/1/").content.decode()
    assert "There is no measure &#x27;burglary&#x27;" in page
    with pytest.raises(Conflict, match="A reference leads to nothing"):
        world.step(papers, 1, "performance", "put_forward")


def test_what_was_released_stays_when_a_value_is_restated(papers):
    """The draft reads the new value, the release the old; versions show the figure that moved."""
    from beatwise.web.papers import selectors, writing

    row = world.released(papers)
    before = selectors.files(row)
    world.enter(papers, "robbery-offences", "2025/26", "160")
    assert selectors.files(row) == before
    assert b"There were" not in before[0].content
    world.step(papers, 1, "performance", "correct", "A value was restated.")
    by = papers.account("performance")
    version = selectors.paper(1).version
    writing.change_paper(number=1, version=version, values={"text": world.TEXT + "\nMore."}, by=by)
    page = papers.client("performance").get("/papers/1/versions/").content.decode()
    assert 'class="govuk-table__cell bw-wrap">156</td>' in page
    assert "<ins>More.</ins>" in page
    world.step(papers, 1, "performance", "put_forward")
    world.step(papers, 1, "governance", "sign_off")
    second = world.release(papers, 1)
    words = selectors.files(second)[0].content.decode()
    assert "160 robberies" in words
    assert "Release 1 of" in words
    assert "A value was restated." in words
    client = papers.client("panel_member")
    assert b"156 robberies" in client.get(f"/papers/released/{row.paper.slug}/1/").content
    assert b"160 robberies" in client.get(f"/papers/released/{row.paper.slug}/").content
    assert _no_faults() == []


def test_a_release_is_made_again_to_the_byte_from_what_was_kept(papers):
    """Every file, from the frozen text alone, after the office has changed."""
    from beatwise.publication.papers.release import frozen_paper
    from beatwise.publication.papers.release.release_files import release_files
    from beatwise.web.papers import selectors

    row = world.released(papers)
    world.enter(papers, "robbery-offences", "2025/26", "999")
    assert release_files(frozen_paper.read(row.content)) == selectors.files(row)


def test_a_withdrawn_paper_leaves_its_reason_at_its_address(papers):
    """Page and files are gone for everybody, the tombstone says why, and the rows are kept."""
    from beatwise.web.papers import selectors
    from beatwise.web.papers.models import Release

    row = world.released(papers)
    with pytest.raises(BadInput, match="needs a reason"):
        world.step(papers, 1, "deputy", "withdraw")
    world.step(papers, 1, "deputy", "withdraw", "It named a person.")
    client, address = papers.client("panel_member"), f"/papers/released/{row.paper.slug}/"
    for place in (address, f"{address}1/"):
        words = client.get(place).content.decode()
        assert "It named a person." in words
        assert "156" not in words
    assert client.get(f"{address}paper.pdf").status_code == 404
    assert client.get(f"{address}1/paper.pdf").status_code == 404
    [paper] = selectors.released()
    assert (paper.tombstone, paper.files) == ("It named a person.", ())
    assert Release.objects.count() == 1
    assert _no_faults() == []


def test_a_paper_is_withdrawn_while_it_is_being_corrected_too(papers):
    """Nobody waits for the correction; a draft that was never released is abandoned instead."""
    from beatwise.web.papers import selectors

    world.released(papers)
    world.step(papers, 1, "performance", "correct", "A name stands in it.")
    with pytest.raises(BadInput, match="needs no release first"):
        world.step(papers, 1, "performance", "abandon", "Not needed.")
    world.step(papers, 1, "deputy", "withdraw", "A name stood in it.")
    assert [each.tombstone for each in selectors.released()] == ["A name stood in it."]
    draft = world.write(papers)
    with pytest.raises(BadInput, match="needs a release first"):
        world.step(papers, draft.number, "deputy", "withdraw", "Not needed.")
    world.step(papers, draft.number, "performance", "abandon", "Not needed.")
    assert _no_faults() == []


def test_the_public_reads_released_papers_as_values(papers):
    """Address, title, day, roles, page and files; nothing of what is still a draft."""
    from beatwise.web.papers import selectors

    world.write(papers, title="Still a draft")
    row = world.released(papers)
    [paper] = selectors.released()
    assert (paper.slug, paper.title, paper.released_on) == (row.paper.slug, row.title, row.on)
    assert paper.roles == ("governance", "commissioner")
    assert paper.html.startswith(b"<!DOCTYPE html>")
    assert paper.files[0].name == "paper.pdf"
    world.step(papers, row.paper.number, "performance", "correct", "A word.")
    assert [each.slug for each in selectors.released()] == [row.paper.slug]
    with pytest.raises(MissingData):
        selectors.released_at("nothing")


def test_the_database_keeps_releases_as_they_are(papers):
    """A release cannot be changed or taken away, whoever asks the database."""
    from django.db import DatabaseError, transaction

    from beatwise.web.papers.models import Release

    world.released(papers)
    for act in (lambda: Release.objects.update(why="x"), lambda: Release.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_comments_are_made_and_settled(papers):
    """Who reads drafts comments on a paragraph; who writes settles."""
    from beatwise.web.papers.models import PaperComment

    world.write(papers)
    client = papers.client("evaluator")
    client.post("/papers/1/", {"words": "Which towns?", "paragraph": "1"})
    writer = papers.client("performance")
    assert "Which towns?" in writer.get("/papers/1/").content.decode()
    assert client.post("/papers/1/comments/1/settle/").status_code == 403
    writer.post("/papers/1/comments/1/settle/")
    assert PaperComment.objects.get().settled


def test_the_preview_reads_what_is_not_saved(papers):
    """A fragment with figures in their places and the warnings; nothing is kept."""
    from beatwise.web.papers.models import Paper

    world.write(papers)
    client = papers.client("performance")
    answer = client.post("/papers/1/preview/", {"text": "There were 156 robberies, due to ASB."})
    words = answer.content.decode()
    assert "refer to it as {robbery-offences." in words
    assert "needs an evaluation under a protocol" in words
    assert "ASB is not explained" in words
    assert Paper.objects.get().text == world.TEXT.strip()


def test_suggestions_are_of_the_measure_that_is_chosen(papers):
    """With references in place of figures."""
    world.write(papers)
    client = papers.client("performance")
    words = client.get("/papers/1/write/?measure=robbery-offences").content.decode()
    assert "{robbery-offences.2025/26 | change from last year}" in words


def test_a_recipe_is_a_first_draft(papers):
    """Its headings and requests stand there, and what is to be written."""
    client = papers.client("performance")
    client.post("/papers/new/", {**world.VALUES, "recipe": "panel-request"})
    words = client.get("/papers/1/").content.decode()
    assert "Why, where and when" in words
    assert "[To be written:" in words
    assert "studies pooled (random effects)" in words  # those that come with Beatwise
    assert "A review of the evidence." not in words


def test_money_actions_and_decisions_are_referred_to(papers):
    """Only what anybody may see of them: a decision that is not published is not there."""
    from beatwise.web.actions import actions
    from beatwise.web.funds import accounts, ledger_entries
    from beatwise.web.performance.selectors import today

    money, by = papers.account("finance_officer"), papers.account("governance")
    accounts.make_fund(values={"name": "Prevention"}, by=money)
    ledger_entries.enter(fund=1, line=None, kind="opening", amount="150000", on=today(), by=money)
    given = {"title": "Lights", "strategy": "neighbourhood-crime", "owner": "performance"}
    row = actions.make(values={**given, "due": "2027-01-01"}, by=by)
    text = (
        f"The fund holds {{fund.1.funded}}. Action {{action.{row.name}.title}} is due on "
        f"{{action.{row.name}.due}}; {{actions.total}} in all. {{decision.1.title}}.\n\n"
        "{table: fund 1}\n{table: actions}"
    )
    world.write(papers, text=text)
    words = papers.client("performance").get("/papers/1/").content.decode()
    assert "The fund holds £150,000.00. Action Lights is due on 1 January 2027; 1 in all" in words
    assert "There is no published decision &#x27;1&#x27;" in words
    assert "Actions of the plan by strategy" in words


def test_the_task_list_knows_who_is_next(papers):
    """To be signed off, then to be released by somebody who had no hand in it."""
    world.write(papers)
    world.step(papers, 1, "performance", "put_forward")
    assert "Robbery in the towns: sign off" in papers.client("governance").get("/").content.decode()
    world.step(papers, 1, "governance", "sign_off")
    assert "Robbery in the towns: release" in papers.client("deputy").get("/").content.decode()
    home = papers.client("governance").get("/").content.decode()
    assert "Robbery in the towns: release" not in home


def test_a_recipe_in_the_office_prints_what_the_command_prints(papers):
    """Its figures and tables are references to the records: nothing leads to nothing, all equal."""
    from beatwise.publication.formats.document import Table
    from beatwise.publication.papers import recipe
    from beatwise.publication.papers.compose import compose
    from beatwise.publication.papers.figure_book import FigureBook
    from beatwise.web.pages.today import today
    from beatwise.web.paper_figures.office_book import office_book
    from beatwise.web.papers import paper_checks, writing

    values = {name: world.VALUES[name] for name in world.VALUES if name != "text"}
    by = papers.account("performance")
    row = writing.make_paper(values=values, by=by, recipe="plan-delivery-update")
    assert "{office.scorecard.count | 0} headline measures" in row.text
    assert "{table: plan-delivery-update dashboard}" in row.text
    paper = paper_checks.checked(row).paper
    assert paper.gaps == ()
    book = FigureBook({"office": office_book(today())})
    other = compose(recipe.load("plan-delivery-update"), book, today()).document
    own, theirs = (
        {block.name: block for block in document.blocks if isinstance(block, Table)}
        for document in (paper.document, other)
    )
    assert own
    assert own == {name: theirs[name] for name in own}
    words = " ".join(block.text for block in paper.document.blocks if hasattr(block, "text"))
    figure = next(
        each for each in paper.figures if each.reference.startswith("{office.scorecard.c")
    )
    assert f"{figure.words} headline measures" in words
    assert "The dashboard is in appendix A." in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{office.nothing}", "no record at 'office.nothing'"),
        ("{office.scorecard.count | pages}", "cannot be printed|not a figure that can be printed"),
        ("{figure.no-recipe.x}", "There is no recipe 'no-recipe'"),
        ("{figure.annual-report.asb-fall}", "no record at"),
        ("{table: annual-report nothing}", "has no table 'nothing'"),
        ("{table: annual-report asb}", "The force provides the table"),
        ("{list: plan-delivery-update nothing}", "has no list 'nothing'"),
        ("{list: plan-delivery-update dashboard}", "has no list 'dashboard'"),
        ("{list: plan-delivery-update completed}", "No action was marked complete"),
        ("{list: robbery}", "There is no list 'robbery'"),
    ],
)
def test_a_reference_of_a_recipe_to_nothing_says_so(papers, text, words):
    """A path, a form, a recipe, a table that is not there, or has no rows."""
    import re

    from beatwise.web.papers import paper_checks

    row = world.write(papers, text=text)
    [gap] = paper_checks.checked(row).paper.gaps
    assert re.search(words, gap), gap


ROWS_RECIPE = """
format = 1
name = "rows"
title = "Rows"
author_role = "Performance officer"
classification = "Official"
purpose = "To show rows."
contact_role = "Governance officer"

[[part]]
heading = "About {it.title} of {it.nobody}"
each = "office.actions.strategies"
[[part.block]]
text = "It is {it.nobody}."
otherwise = "Who knows."

[[part]]
heading = "Summary"
name = "Last"
[[part.block]]
text = "See {paragraphs: last} and {paragraphs: elsewhere}."
"""


def test_a_recipe_begins_where_a_row_lacks_a_field(papers, monkeypatch):
    """Headings and words have a place to be written; a name is found however it is written."""
    from beatwise.publication.papers import recipe
    from beatwise.publication.papers.figure_book import FigureBook, Result
    from beatwise.web.pages.today import today
    from beatwise.web.papers import recipe_text

    rows = recipe.parse(ROWS_RECIPE, place="rows.toml")
    monkeypatch.setattr(recipe_text, "load", lambda name: rows)
    office = Result({"actions": {"strategies": [{"title": "Roads"}]}}, "", "")
    book = FigureBook({"office": office})
    monkeypatch.setattr(recipe_text.RecipeFigures, "book", lambda self, name="": book)
    text = recipe_text.text_of("rows", today())
    assert "## About [To be written] of [To be written]\n\n[To be written: Who knows.]" in text
    assert "See {paragraphs: summary-2} and {paragraphs: elsewhere}." in text
