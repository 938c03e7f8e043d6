"""Formulas of ill-fitting kinds are refused before any record is read."""

from __future__ import annotations

import itertools

import pytest

from beatwise.accountability.formulas.grammar import formula
from beatwise.accountability.formulas.kinds import Kind, kind_of
from beatwise.errors import BadInput


COSTS = Kind("lines", columns={"pay": Kind("money"), "hours": Kind("number"),
                               "on": Kind("date"), "what": Kind("text")})  # fmt: skip
FIELDS = {
    "n": Kind("number"), "m": Kind("money"), "d": Kind("date"), "y": Kind("yes_no"),
    "t": Kind("text"), "c": Kind("text", ("Upheld", "Not upheld")), "costs": COSTS,
    "suite": Kind("link"),
}  # fmt: skip
KINDS = {"n": "number", "m": "money", "d": "date", "s": "days", "y": "yes_no", "t": "text"}
# Every pair that has a result, written out by hand; any other is refused.
SUMS = {
    "n+n": "number", "n-n": "number", "n*n": "number", "n/n": "number", "m+m": "money",
    "m-m": "money", "m*n": "money", "n*m": "money", "m/n": "money", "m/m": "number",
    "d-d": "days", "d+s": "date", "s+d": "date", "d-s": "date", "s+s": "days", "s-s": "days",
    "s*n": "days", "n*s": "days", "s/n": "days", "s/s": "number",
}  # fmt: skip


def kind(words: str) -> str:
    """The kind of a formula over the fields above; ``s`` is a number of days."""
    names = FIELDS | {"s": Kind("days")}
    return kind_of(formula(words), names, ("review",)).name


@pytest.mark.parametrize("sign", list("+-*/"))
def test_every_pair_of_kinds_has_its_result_or_none(sign):
    """Over all pairs of kinds: money times money, two dates, a text in a sum are refused."""
    for left, right in itertools.product(KINDS, KINDS):
        wanted = SUMS.get(f"{left}{sign}{right}")
        if wanted:
            assert kind(f"{left} {sign} {right}") == wanted
        else:
            with pytest.raises(BadInput, match="cannot stand between"):
                kind(f"{left} {sign} {right}")


@pytest.mark.parametrize("sign", ["=", "<>", "<", "<=", ">", ">="])
def test_like_is_compared_with_like(sign):
    """Two of one kind are compared; texts and yes or no only for being the same."""
    for left, right in itertools.product(KINDS, KINDS):
        if left == right and (sign in ("=", "<>") or left not in ("t", "y")):
            assert kind(f"{left} {sign} {right}") == "yes_no"
        else:
            with pytest.raises(BadInput, match="cannot be compared"):
                kind(f"{left} {sign} {right}")


@pytest.mark.parametrize("sign", ["and", "or"])
def test_and_and_or_stand_between_yes_and_no(sign):
    """Nothing but yes or no is joined by them."""
    for left, right in itertools.product(KINDS, KINDS):
        if left == right == "y":
            assert kind(f"{left} {sign} {right}") == "yes_no"
        else:
            with pytest.raises(BadInput, match=f"'{sign}' stands between"):
                kind(f"{left} {sign} {right}")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("sum(costs.pay)", "money"), ("sum(costs.hours)", "number"), ("count(costs)", "number"),
        ("earliest(costs.on)", "date"), ("latest(costs.on)", "date"), ("known(suite)", "yes_no"),
        ("known(costs)", "yes_no"), ("days_on(review)", "days"), ("in_time(review)", "yes_no"),
        ("-n", "number"), ("-m", "money"), ("-s", "days"), ("not y", "yes_no"),
        ("if y then m", "money"),
        ("if y then m else -m", "money"), ('if y then "a" else t', "text"),
        ('c = "Upheld"', "yes_no"), ('"Not upheld" <> c', "yes_no"), ('t = "anything"', "yes_no"),
        ("£2.00 + m", "money"), ("d + 14 days", "date"),
    ],
)  # fmt: skip
def test_each_form_gives_its_kind(words, wanted):
    """Functions, signs and choices."""
    assert kind(words) == wanted


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("x + 1", "no field 'x'"), ("sum(costs.x)", "no column 'x'"), ("sum(costs)", "no column"),
        ("count(costs.pay)", "cannot be had of money"), ("count(n)", "'n' is none"),
        ("sum(costs.on)", "cannot be had of a date"), ("latest(costs.pay)", "cannot be had"),
        ("sum(n.pay)", "'n' is none"), ("in_time(n)", "no clock 'n'"),
        ("days_on(review.n)", "no clock"), ("known(x)", "no field 'x'"), ("-y", "before yes or no"),
        ("-d", "before a date"), ("not n", "before a number"),
        ("if n then 1 else 2", "after 'if' stands a number"),
        ("if y then 1 else m", "'then' stands a number, and after 'else' money"),
        ('c = "upheld"', "'upheld' is not one of the choices"),
        ('"Part" = c', "'Part' is not one of the choices"),
        ("suite = suite", "cannot be compared"), ("costs = costs", "cannot be compared"),
        ("known(costs.pay)", "cannot be had"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(words, message):
    """A name that is not there, a function of the wrong thing, a choice that cannot be."""
    with pytest.raises(BadInput, match=message):
        kind(words)


def test_a_choice_keeps_the_texts_it_can_give():
    """So that a field of choices takes a formula whose every end is one of them."""
    tree = formula('if y then "Upheld" else "Not upheld"')
    assert kind_of(tree, FIELDS).choices == ("Upheld", "Not upheld")
