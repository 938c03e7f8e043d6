"""Plant one small fault in a source text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass


_COMPARE = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
_ARITHMETIC = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"),
    ast.Mod: ("%", "//"),
    ast.Pow: ("**", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
}
_CALLS = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "minimum": "maximum",
    "maximum": "minimum",
    "floor": "ceil",
    "ceil": "floor",
    "argmin": "argmax",
    "argmax": "argmin",
}
_NOT_BEHAVIOUR = frozenset({"strict", "slots", "frozen", "eq", "copy", "dtype"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted fault: the whole mutated text, and what it changed on which line (from 1)."""

    line: int
    code: str
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module's text, in the order of the text."""
    yield from sorted(
        (m for m in _Planter(source).mutants() if _compiles(m.source)), key=lambda m: m.line
    )


def _compiles(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:  # an operator cut out of a longer text: no mutant
        return False
    return True


class _Planter:
    def __init__(self, source: str) -> None:
        self.source = source
        self.bytes = source.encode()
        self.lines = source.splitlines()
        starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self.starts = starts

    def mutants(self) -> Iterator[Mutant]:
        for node in _behaviour(ast.parse(self.source)):
            yield from self._of(node)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, ast.Compare):
            left = node.left
            for operator, right in zip(node.ops, node.comparators, strict=True):
                yield from self._between(left, right, *_COMPARE[type(operator)])
                left = right
        elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
            yield from self._between(node.left, node.right, *_ARITHMETIC[type(node.op)])
        elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
            before, after = _ARITHMETIC[type(node.op)]
            yield from self._between(node.target, node.value, f"{before}=", f"{after}=")
        elif isinstance(node, ast.BoolOp):
            before, after = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            for left, right in zip(node.values, node.values[1:], strict=False):
                yield from self._between(left, right, before, after)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
            sign = "not" if isinstance(node.op, ast.Not) else "-"
            yield self._replace(node, f"({self._text(node.operand)})", f"{sign} dropped")
        elif isinstance(node, ast.Constant):
            yield from self._constant(node)
        elif isinstance(node, ast.If | ast.IfExp):
            yield self._replace(node.test, "False", "condition never true")
        elif isinstance(node, ast.comprehension):
            for condition in node.ifs:
                yield self._replace(condition, "True", "filter dropped")
        elif isinstance(node, ast.Name | ast.Attribute):
            yield from self._call(node)
        elif isinstance(node, ast.Continue):
            yield self._replace(node, "break", "continue → break")
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield self._replace(node, "pass", "statement dropped")

    def _constant(self, node: ast.Constant) -> Iterator[Mutant]:
        if isinstance(node.value, bool):
            yield self._replace(node, str(not node.value), f"{node.value} → {not node.value}")
        elif isinstance(node.value, int | float):
            other = node.value + 1
            yield self._replace(node, repr(other), f"{node.value} → {other}")

    def _call(self, node: ast.Name | ast.Attribute) -> Iterator[Mutant]:
        name = node.id if isinstance(node, ast.Name) else node.attr
        if name in _CALLS:
            text = self._text(node)
            after = text[: len(text) - len(name)] + _CALLS[name]
            yield self._replace(node, after, f"{name} → {_CALLS[name]}")

    def _between(self, left: ast.AST, right: ast.AST, before: str, after: str) -> Iterator[Mutant]:
        start, end = self._end(left), self._start(right)
        gap = self.bytes[start:end].decode()
        if before in gap:
            mutated = gap.replace(before, after, 1)
            yield self._with(start, end, mutated, f"{before} → {after}", left)

    def _replace(self, node: ast.AST, text: str, change: str) -> Mutant:
        return self._with(self._start(node), self._end(node), text, change, node)

    def _with(self, start: int, end: int, text: str, change: str, node: ast.AST) -> Mutant:
        source = (self.bytes[:start] + text.encode() + self.bytes[end:]).decode()
        line = self.bytes[:start].count(b"\n") + 1
        return Mutant(line, self.lines[line - 1].strip(), change, source)

    def _text(self, node: ast.AST) -> str:
        return self.bytes[self._start(node) : self._end(node)].decode()

    def _start(self, node: ast.AST) -> int:
        return self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]

    def _end(self, node: ast.AST) -> int:
        return self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]


def _behaviour(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that decide what happens: no annotation, message, decorator or docstring."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment", "slice_type"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _aside(child):
                yield from _behaviour(child)


def _aside(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.keyword):
        return node.arg in _NOT_BEHAVIOUR
    if isinstance(node, ast.If):  # what only the type checker reads
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
