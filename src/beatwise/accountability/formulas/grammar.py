"""Read a formula: ``if offered > 0 then seen / offered else 0``.

From the loosest to the tightest: ``if then else``; ``or``; ``and``; ``not``; one comparison; ``+``
and ``-``; ``*`` and ``/``; a minus sign. There is no loop, no assignment and no way to call
anything but the functions of ``syntax.FUNCTIONS``, so that every formula comes to an end.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from beatwise.accountability.formulas import syntax
from beatwise.accountability.formulas.formula_tokens import Token, tokens
from beatwise.accountability.formulas.syntax import (
    Binary,
    Call,
    Choice,
    Formula,
    Literal,
    Name,
    Unary,
)
from beatwise.errors import BadInput


DEEPEST = 40
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")


def formula(words: str) -> Formula:
    """Return what a formula says; raise ``BadInput`` with the place at which it is no formula."""
    reader = _Reader(tokens(words))
    tree = reader.choice()
    reader.end()
    return tree


class _Reader:
    """The words that are still to be read, and how deep in brackets they stand."""

    def __init__(self, words: list[Token]):
        self._words = words
        self._at = 0
        self._depth = 0

    def choice(self) -> Formula:
        """Read ``if A then B else C``, where ``else C`` may be left out, or a value."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadInput(
                f"the formula is nested more than {DEEPEST} deep.",
                next_step="Make two fields of it, the second with the first one's name in it.",
            )
        if self._take("if"):
            condition = self.choice()
            self._need("then")
            then = self.choice()
            tree: Formula = Choice(condition, then, self.choice() if self._take("else") else None)
        else:
            tree = self._or()
        self._depth -= 1
        return tree

    def end(self) -> None:
        """Raise unless everything has been read."""
        if self._at < len(self._words):
            raise self._fault("the formula should end here, or go on with a sign such as + or and")

    def _or(self) -> Formula:
        tree = self._and()
        while self._take("or"):
            tree = Binary("or", tree, self._and())
        return tree

    def _and(self) -> Formula:
        tree = self._not()
        while self._take("and"):
            tree = Binary("and", tree, self._not())
        return tree

    def _not(self) -> Formula:
        count = 0
        while self._take("not"):
            count += 1
        tree = self._comparison()
        return Unary("not", tree) if count % 2 else tree

    def _comparison(self) -> Formula:
        tree = self._sum()
        if sign := self._take(*COMPARISONS):
            tree = Binary(sign, tree, self._sum())
            if self._here() in COMPARISONS:
                raise self._fault("two comparisons need 'and' between them")
        return tree

    def _sum(self) -> Formula:
        tree = self._product()
        while sign := self._take("+", "-"):
            tree = Binary(sign, tree, self._product())
        return tree

    def _product(self) -> Formula:
        tree = self._minus()
        while sign := self._take("*", "/"):
            tree = Binary(sign, tree, self._minus())
        return tree

    def _minus(self) -> Formula:
        count = 0
        while self._take("-"):
            count += 1
        tree = self._value()
        return Unary("-", tree) if count % 2 else tree

    def _value(self) -> Formula:
        if self._take("("):
            tree = self.choice()
            self._need(")")
            return tree
        if self._here() == "if":
            return self.choice()
        token = self._next()
        if token.kind == "name":
            return self._name(token)
        if token.words in ("yes", "no") and token.kind == "word":
            return Literal(syntax.YES_NO, token.words == "yes")
        if token.kind == "text":
            return Literal(syntax.TEXT, token.words[1:-1])
        if token.kind == "money":
            return Literal(syntax.MONEY, Fraction(token.words[1:]) * 100)
        if token.kind == "date":
            return Literal(syntax.DATE, _day(token))
        if token.kind == "number":
            kind = syntax.DAYS if self._take("days", "day") else syntax.NUMBER
            return Literal(kind, Fraction(token.words))
        self._at -= 1
        raise self._fault("a value is missing")

    def _name(self, token: Token) -> Formula:
        if not self._take("("):
            return Name(token.words)
        if token.words not in syntax.FUNCTIONS:
            raise BadInput(
                f"there is no function '{token.words}' (character {token.at}).",
                next_step=f"The functions are: {', '.join(syntax.FUNCTIONS)}.",
            )
        name = self._next()
        if name.kind != "name":
            self._at -= 1
            raise self._fault(f"'{token.words}(' needs a name")
        column = ""
        if self._take("."):
            column = self._next().words
        self._need(")")
        return Call(token.words, name.words, column)

    def _here(self) -> str:
        return self._words[self._at].words if self._at < len(self._words) else ""

    def _take(self, *words: str) -> str:
        here = self._here()  # a text has its quotes, and is none of the words
        if here not in words:
            return ""
        self._at += 1
        return here

    def _next(self) -> Token:
        if self._at >= len(self._words):
            raise self._fault("a value is missing")
        self._at += 1
        return self._words[self._at - 1]

    def _need(self, word: str) -> None:
        if not self._take(word):
            raise self._fault(f"'{word}' is missing")

    def _fault(self, words: str) -> BadInput:
        if self._at < len(self._words):
            token = self._words[self._at]
            place = f"before '{token.words}' (character {token.at})"
        else:
            place = "at the end"
        return BadInput(f"{words}, {place}.", next_step="Correct the formula.")


def _day(token: Token) -> dt.date:
    try:
        return dt.date.fromisoformat(token.words)
    except ValueError:
        raise BadInput(f"'{token.words}' is not a day (character {token.at}).") from None
