"""Pages say what they mean: words for codes, days that people read, a link to what is missing."""

from __future__ import annotations


def test_a_step_that_needs_evidence_links_to_where_it_is_added(office):
    """The page of the step says so before anybody fills it in, and so does the refusal."""
    from beatwise.web.progress import actions

    actions.make(
        given={"title": "Map the lights", "strategy": "S", "owner": "performance"},
        by=office.account("performance"),
    )
    client = office.client("performance")
    page = client.get("/actions/1/steps/complete/").content.decode()
    assert 'href="/actions/1/evidence/"' in page
    answer = client.post("/actions/1/steps/complete/", {"version": 1}).content.decode()
    assert "needs evidence first. Add the evidence" in answer
    assert 'href="/actions/1/evidence/"' in answer
