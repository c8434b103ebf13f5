"""A program as Python text: the canonical spelling that the page shows, and the line of every node in it.

Its one rule: ``python_reader.parse(write(program)) == program`` for every program in normal form.
"""

from __future__ import annotations

from typing import Any

from .program import FUNCTIONS, Node, Program, names

INDENT = "    "
_COUNTERS = "ijklmnopqrst"


def write(program: Program) -> str:
    """The text, one line for each row of the command list."""
    return "".join(line + "\n" for line in _Writer(program).rows)


def lines(program: Program) -> list[int]:
    """The line (from 1) of every node in ``write(program)``, by node number."""
    return _Writer(program).lines


class _Writer:
    def __init__(self, program: Program) -> None:
        self.rows: list[str] = []
        self.lines: list[int] = []
        taken = names(program)
        self._counters = [name for name in [*_COUNTERS, *(f"i{n}" for n in range(32))] if name not in taken]
        self._body(program, 0, 0)

    def _body(self, program: Program, depth: int, loops: int) -> None:
        for node in program:
            self.lines.append(len(self.rows) + 1)
            getattr(self, "_" + node[0], self._simple)(node, depth, loops)
        if not program and depth:
            self._row(depth, "pass")

    def _row(self, depth: int, text: str) -> None:
        self.rows.append(INDENT * depth + text)

    def _simple(self, node: Node, depth: int, loops: int) -> None:
        op, *args = node
        told = f"{args[0]}()" if op == "call" else f"{FUNCTIONS[op]}({', '.join(map(_value, args))})"
        self._row(depth, told)

    def _repeat(self, node: Node, depth: int, loops: int) -> None:
        self._row(depth, f"for {self._counters[loops]} in range({_value(node[1])}):")
        self._body(node[2], depth + 1, loops + 1)

    def _while(self, node: Node, depth: int, loops: int) -> None:
        self._row(depth, f"while {_condition(node[1])}:")
        self._body(node[2], depth + 1, loops)

    def _until(self, node: Node, depth: int, loops: int) -> None:
        self._while(["while", ["not", node[1]], node[2]], depth, loops)

    def _if(self, node: Node, depth: int, loops: int) -> None:
        self._row(depth, f"if {_condition(node[1])}:")
        self._body(node[2], depth + 1, loops)
        if len(node) == 4:
            self._row(depth, "else:")
            self._body(node[3], depth + 1, loops)

    def _def(self, node: Node, depth: int, loops: int) -> None:
        self._row(depth, f"def {node[1]}():")
        self._body(node[2], depth + 1, 0)

    def _set(self, node: Node, depth: int, loops: int) -> None:
        self._row(depth, f"{node[1]} = {_value(node[2])}")

    def _change(self, node: Node, depth: int, loops: int) -> None:
        self._row(depth, f"{node[1]} += {_value(node[2])}")


def _value(value: Any) -> str:
    if isinstance(value, list):
        return value[1]
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value)


def _condition(condition: Node) -> str:
    op, *args = condition
    if op == "compare":
        return f"{_value(args[1])} {args[0]} {_value(args[2])}"
    if op == "not":
        return f"not {_inside(args[0], ('and', 'or'))}"
    if op in ("and", "or"):
        one = _condition(args[0]) if args[0][0] == op else _inside(args[0], ("and", "or"))
        return f"{one} {op} {_inside(args[1], ('and', 'or'))}"
    return f"{FUNCTIONS[op]}()"


def _inside(condition: Node, bracketed: tuple[str, ...]) -> str:
    text = _condition(condition)
    return f"({text})" if condition[0] in bracketed else text
