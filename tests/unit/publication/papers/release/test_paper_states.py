"""Who takes which step of a paper, and how many people a release takes."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability import roles
from beatwise.errors import Refused
from beatwise.publication.papers.release.paper_states import (
    ONE_PERSON,
    PAPER,
    RELEASERS,
    TWO_PEOPLE,
    WRITERS,
    Hand,
    ReleasePolicy,
    check_release,
    hands_in_words,
    policy_on,
)


DAY = dt.date(2026, 6, 15)
HANDS = (Hand("put_forward", "performance", 1), Hand("sign_off", "governance", 2))


def test_the_table_is_whole_and_agrees_with_the_roles():
    """Every state is reached and left; those who write and release hold the permission."""
    assert PAPER.faults() == ()
    for permission, names in (("papers.write", WRITERS), ("papers.release", RELEASERS)):
        holders = {role.name for role in roles.table().values() if permission in role.may}
        assert holders == set(names)


@pytest.mark.parametrize(("account", "people", "refused"), [
    (1, TWO_PEOPLE, "put it forward"), (2, TWO_PEOPLE, "signed it off"), (3, TWO_PEOPLE, ""),
    (2, ONE_PERSON, ""),
])  # fmt: skip
def test_a_release_takes_a_second_person_unless_the_office_decided_otherwise(
    account, people, refused
):
    """Whoever had a hand in it does not release it."""
    if refused:
        with pytest.raises(Refused, match=refused):
            check_release(HANDS, account, people)
    else:
        check_release(HANDS, account, people)


def test_the_policy_of_the_day_is_the_newest_that_has_begun():
    """Two people before any policy, and again after it was lifted."""
    one = ReleasePolicy(DAY, 1, "A small office.")
    two = ReleasePolicy(DAY + dt.timedelta(7), 2, "It has grown.")
    days = [DAY - dt.timedelta(1), DAY, DAY + dt.timedelta(7)]
    assert [policy_on([two, one], day) for day in days] == [2, 1, 2]


def test_it_is_printed_who_signed_off_and_released():
    """By role, and whether it was one person."""
    release = Hand("release", "commissioner", 3)
    assert hands_in_words((HANDS[1], release)) == (
        "Signed off by the governance officer and released by the commissioner. "
        "Released by two people."
    )
    own = Hand("release", "governance", 2)
    assert hands_in_words((HANDS[1], own)).endswith("Released by one person.")
