"""A quarter of the office in Chromium, from an empty office to what the panel reads, by everybody.

The journeys are those of ``office_quarter``, and two through other rooms, of ``office_rooms``;
each ends in what its person wanted, and within what it may cost their hands.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.journeys import office_rooms
from tests.journeys.office_quarter import JOURNEYS, Journey, Quarter
from tests.journeys.office_walker import WIDTHS


pytestmark = pytest.mark.browser
# The most clicks of each journey on a wide screen; on a phone the menu takes one more each time.
MOST_CLICKS = {
    "accounts for everybody": 22,
    "a plan, a board and a meeting": 14,
    "a quarter's values": 6,
    "exceptions explained, a pack frozen": 6,
    "a decision put forward": 10,
    "a decision taken": 3,
    "a decision published, a board minuted": 19,
    "minutes agreed, a pack published": 7,
    "an action done": 8,
    "the papers read": 4,
    "a fund's entry proposed, confirmed, approved": 29,
    "an own register loaded, used, taken back": 25,
}
MENUS = 3


@pytest.fixture(scope="module", params=WIDTHS)
def quarter(request, browser, tmp_path_factory) -> Iterator[Quarter]:
    """An empty office, served, at one width; the journeys go on where the last one ended."""
    begun = Quarter.begin(browser, tmp_path_factory.mktemp("office"), request.param)
    yield begun
    begun.served.stop()


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.walk.__name__)
def test_everybody_does_a_quarters_work(quarter: Quarter, journey: Journey):
    """Each reaches what they wanted from their home page, in no more clicks than before."""
    effort = journey.walk(quarter)
    spare = 0 if quarter.width > 500 else MENUS
    assert effort.clicks <= MOST_CLICKS[journey.what] + spare
    assert effort.pages >= 3


@pytest.fixture(scope="module", params=WIDTHS)
def furnished(request, browser, tmp_path_factory) -> Iterator[Quarter]:
    """An office with everybody's account and nothing else, served, at one width."""
    begun = office_rooms.begin(browser, tmp_path_factory.mktemp("office"), request.param)
    yield begun
    begun.served.stop()


@pytest.mark.parametrize("journey", office_rooms.ROOMS, ids=lambda journey: journey.walk.__name__)
def test_everybody_finds_their_way_in_the_other_rooms(furnished: Quarter, journey: Journey):
    """Money goes through three hands, and a register of the office's own comes and goes."""
    effort = journey.walk(furnished)
    spare = 0 if furnished.width > 500 else 2 * MENUS
    assert effort.clicks <= MOST_CLICKS[journey.what] + spare
