"""Formulas are read as written, and what is no formula is refused at its place."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from beatwise.accountability.formulas.formula_tokens import LONGEST
from beatwise.accountability.formulas.grammar import DEEPEST, formula
from beatwise.accountability.formulas.syntax import (
    Binary,
    Call,
    Choice,
    Literal,
    Name,
    Unary,
    clocks,
    names,
)
from beatwise.errors import BadInput


A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("words", "tree"),
    [
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a / b / c", Binary("/", Binary("/", A, B), C)),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("-a * b", Binary("*", Unary("-", A), B)),
        ("--a", A),
        ("a or b and c", Binary("or", A, Binary("and", B, C))),
        ("not a = b", Unary("not", Binary("=", A, B))),
        ("not not a", A),
        ("a + b <= c", Binary("<=", Binary("+", A, B), C)),
        ("a <> b", Binary("<>", A, B)),
        ("a >= b", Binary(">=", A, B)),
        ("if a then b else c", Choice(A, B, C)),
        ("if a then b", Choice(A, B)),
        ("if a then if b then c else a", Choice(A, Choice(B, C, A))),
        ("if a then b else if b then c else a", Choice(A, B, Choice(B, C, A))),
        ("1 + if a then b else c", Binary("+", Literal("number", Fraction(1)), Choice(A, B, C))),
        ("sum(a.b)", Call("sum", "a", "b")),
        ("count(a)", Call("count", "a")),
        ("1.25", Literal("number", Fraction(5, 4))),
        ("£3.50", Literal("money", Fraction(350))),
        ("£12", Literal("money", Fraction(1200))),
        ("14 days", Literal("days", Fraction(14))),
        ("1 day", Literal("days", Fraction(1))),
        ("2024-02-29", Literal("date", dt.date(2024, 2, 29))),
        ('"Not upheld"', Literal("text", "Not upheld")),
        ('a = "then"', Binary("=", A, Literal("text", "then"))),
        ("yes", Literal("yes_no", True)),
        ("no", Literal("yes_no", False)),
    ],
)
def test_each_sign_binds_as_the_page_of_registers_says(words, tree):
    """Products before sums before comparisons before not, and, or; the same signs from the left."""
    assert formula(words) == tree


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "a value is missing, at the end"),
        ("a +", "a value is missing, at the end"),
        ("a + then", r"a value is missing, before 'then' \(character 5\)"),
        ("then", r"a value is missing, before 'then' \(character 1\)"),
        ("a b", r"end here.*before 'b' \(character 3\)"),
        ("a < b < c", r"two comparisons need 'and'.*character 7"),
        ("(a", r"'\)' is missing, at the end"),
        ("a)", r"end here.*before '\)'"),
        ("if a else b", "'then' is missing, before 'else'"),
        ("if a b", "'then' is missing, before 'b'"),
        ("eval(a)", "no function 'eval'"),
        ("sum(3)", r"'sum\(' needs a name, before '3'"),
        ("a ** b", r"a value is missing, before '\*'"),
        ("a; b", r"'; b' is not part of a formula \(character 2\)"),
        ("__import__", "not part of a formula"),
        ("£3.505", "not part of a formula"),
        ("£3.5", "not part of a formula"),
        ("2025-02-29", "'2025-02-29' is not a day"),
        ('"open', "not part of a formula"),
        ("a" * (LONGEST + 1), f"{LONGEST} at most"),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), f"more than {DEEPEST} deep"),
    ],
)
def test_what_is_no_formula_is_refused_at_its_place(words, message):
    """The message says what is missing and before which word."""
    with pytest.raises(BadInput, match=message):
        formula(words)


def test_a_formula_as_long_and_as_deep_as_allowed_is_read():
    """The limits themselves are within."""
    assert formula("a" * LONGEST) == Name("a" * LONGEST)
    depth = DEEPEST - 1
    assert formula("(" * depth + "a" + ")" * depth) == A
    formula("+".join("a" * (LONGEST // 2)))
    formula("-" * (LONGEST - 1) + "a")
    formula("not " * 120 + "a")


def test_the_limits_are_500_characters_and_40_deep():
    """One more of either is refused, and brackets beside each other are not deep."""
    with pytest.raises(BadInput, match="500 at most"):
        formula("a" * 501)
    assert formula("(" * 39 + "a" + ")" * 39) == A
    with pytest.raises(BadInput, match="more than 40 deep"):
        formula("(" * 40 + "a" + ")" * 40)
    beside = "+".join(["(a)"] * 50)
    formula(beside)
    with pytest.raises(BadInput, match="more than 40 deep"):
        formula(beside + "+" + "(" * 40 + "a" + ")" * 40)


def test_a_formula_knows_what_it_reads():
    """The fields and the clocks in every part of it."""
    tree = formula("if in_time(review) then -sum(a.b) else (c + d) * days_on(answer)")
    assert list(names(tree)) == ["a", "c", "d"]
    assert list(clocks(tree)) == ["review", "answer"]
