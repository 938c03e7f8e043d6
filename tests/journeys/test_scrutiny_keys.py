"""Scrutiny's work by keyboard alone in Chromium: an engagement, a complaint, a survey."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from tests.journeys.office_keys import Keys
from tests.journeys.office_world import Office, served


pytestmark = pytest.mark.browser
TODAY = dt.date.today().isoformat()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with its people and nothing else."""
    running = served(tmp_path_factory.mktemp("office"))
    yield running
    running.served.stop()


def test_an_engagement_is_planned_recorded_and_found_on_the_map(browser, office):
    """From the home page to a filtered list and the map, without a pointer."""
    with Keys(browser, office.served.base, office.keys["governance"]) as person:
        person.press("Engagement")
        person.press("Visits and engagements")
        person.press("New engagement")
        person.press("Save")
        person.sees("There is a problem")
        person.write("Engagement", "Community day at the market")
        person.choose("Who went", "Commissioner")
        person.choose("Kind", "Community day")
        person.write("Local authority", "Northtown")
        person.write("Latitude", "52.77")
        person.write("Longitude", "-0.88")
        person.write("Planned for", TODAY)
        person.press("Save")
        person.press("Record that it took place")
        person.press("Record that it took place")
        person.sees("Took place")
        person.press("Visits and engagements")
        person.press("Map")
        person.sees("1, 1 of them with a point on the map")


def test_a_complaint_is_entered_and_sifted(browser, office):
    """By the host council's monitoring officer, up to the routes that are open to it."""
    with Keys(browser, office.served.base, office.keys["monitoring_officer"]) as person:
        person.page.goto("/registers/complaints/")
        person.press("New complaint")
        person.write("Reference", "01/26")
        person.write("Received on", TODAY)
        person.write("Issue", "Words at a meeting")
        person.press("Save")
        person.press("Sift, in consultation with the chair")
        person.choose("About", "Commissioner")
        person.choose("Within the panel's remit", "All of it")
        person.choose("Criminal element", "May be")
        person.press("Sift, in consultation with the chair")
        person.sees("Sifted")
        person.press("Refer for possible crime")
        person.press("Refer for possible crime")
        person.sees("Referred for possible crime")


def test_a_consultation_is_planned_opened_and_closed(browser, office):
    """With a question and its answers."""
    with Keys(browser, office.served.base, office.keys["governance"]) as person:
        person.press("Engagement")
        person.press("Consultations")
        person.press("New consultation")
        person.write("Title", "Survey by keys")
        person.press("Save")
        person.press("Add a question")
        person.write("Question", "Would you pay more?")
        person.write("Answers", "Nothing\n£10 a year")
        person.press("Save")
        for step in ("Open it", "Close it"):
            person.press(step)
            person.press(step)
        person.sees("Closed")
