"""The list of rules that are mutated can be read, and names what there is."""

from __future__ import annotations

from collections import Counter

import pytest
from checks.mutants.mutations import mutants
from checks.mutants.rules import ROOT, rules
from checks.mutants.trial import FirstFailure
from hypothesis import Phase, settings


RULES, EQUIVALENTS = rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.file)
def test_a_rule_names_a_file_and_tests_that_there_are(rule) -> None:
    """Each rule's file and the files of its tests lie in the tree."""
    assert (ROOT / rule.file).is_file()
    assert rule.tests
    assert [t for t in rule.tests if not (ROOT / t.split("::")[0]).exists()] == []


def test_no_file_is_mutated_twice() -> None:
    """Each file stands once, or its mutants would be counted twice."""
    assert [file for file, times in Counter(r.file for r in RULES).items() if times > 1] == []


@pytest.mark.parametrize("file", sorted({one.file for one in EQUIVALENTS}))
def test_what_changes_nothing_is_still_a_mutant(file: str) -> None:
    """A mutant that is said to change nothing is one of a file on the list, with a reason."""
    assert file in {rule.file for rule in RULES}
    planted = {(m.code, m.change) for m in mutants((ROOT / file).read_text(encoding="utf-8"))}
    stated = [one for one in EQUIVALENTS if one.file == file]
    assert [(o.code, o.change) for o in stated if (o.code, o.change) not in planted] == []
    assert all(one.why.endswith(".") for one in stated)


def test_a_property_fails_a_mutant_by_the_first_example() -> None:
    """The smallest example is not looked for, which takes longer than all the tests."""
    assert Phase.shrink in settings().phases
    try:
        FirstFailure().pytest_sessionstart()
        assert Phase.shrink not in settings().phases
        assert Phase.generate in settings().phases
        assert settings().deadline is None
    finally:
        settings.load_profile("any machine")
