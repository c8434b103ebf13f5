"""A robot program as a small tree of JSON lists; its one rule: ``read`` is total, and what it gives back is in normal form.

A program is a list of statements, a statement a list that starts with its command::

    [["repeat", 4, [["move"], ["right"]]], ["if", ["on_item"], [["pick"]], [["wait"]]]]

    value      whole number or ["var", name]
    condition  [sensor] | ["not", c] | ["and", c, c] | ["or", c, c] | ["compare", "<", value, value]

Normal form: ``while not c`` is ``until c``; an empty ``else`` is left out. Nodes are statements in the order they are written.
"""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Iterator
from typing import Any

Node = list[Any]
Program = list[Node]
Path = tuple[int, ...]

MOST_NODES, MOST_DEPTH, MOST_NUMBER, MOST_TEXT, MOST_NAME = 200, 12, 1000, 60, 20

ACTIONS = ("move", "left", "right", "pick", "put", "wait", "say", "led")
COMMANDS = (*ACTIONS, "repeat", "while", "until", "if", "def", "set")
"""What a palette offers; ``call`` comes with ``def``, ``change``, variables and comparisons with ``set``."""
SENSORS = (
    "wall_ahead",
    "wall_left",
    "wall_right",
    "on_item",
    "at_goal",
    "on_drop",
    "has_item",
    "line_ahead",
    "line_left",
    "line_right",
    "button_a",
    "button_b",
)
JOINERS = ("not", "and", "or")
CONDITIONS = (*SENSORS, *JOINERS)
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
FUNCTIONS = {
    "move": "move",
    "left": "turn_left",
    "right": "turn_right",
    "pick": "pick_up",
    "put": "put_down",
    "wait": "wait",
    "say": "say",
    "led": "led",
    **{sensor: sensor for sensor in SENSORS},
}
"""The Python name of every command and sensor that is called."""

_BODIES = {"repeat": (2,), "while": (2,), "until": (2,), "if": (2, 3), "def": (2,)}
_NEEDS = {"call": "def", "change": "set", "var": "set", "compare": "set"}


class BadProgram(ValueError):
    """Not a program: ``code`` says why, ``path`` leads to the node at fault."""

    def __init__(self, code: str, path: Path = ()) -> None:
        super().__init__(f"{code} at {path}")
        self.code, self.path = code, path


def is_name(text: Any) -> bool:
    """Whether a text can name a command or variable: a short Python identifier that means nothing else here."""
    return (
        isinstance(text, str)
        and 0 < len(text) <= MOST_NAME
        and text.isidentifier()
        and unicodedata.normalize("NFKC", text) == text
        and not keyword.iskeyword(text)
        and text not in FUNCTIONS.values()
        and text != "range"
    )


def read(raw: Any) -> Program:
    """The program of any JSON, in normal form; ``BadProgram`` otherwise, soon even for hostile input."""
    reader = _Reader()
    program = reader.body(raw, (), 0)
    if reader.procedures & reader.variables:
        raise BadProgram("name_twice")
    return program


class _Reader:
    def __init__(self) -> None:
        self.nodes = 0
        self.procedures: set[str] = set()
        self.variables: set[str] = set()
        self._in_def = False

    def body(self, raw: Any, path: Path, depth: int) -> Program:
        if not isinstance(raw, list):
            raise BadProgram("not_a_list", path)
        return [self.statement(each, (*path, n), depth + 1) for n, each in enumerate(raw)]

    def statement(self, raw: Any, path: Path, depth: int) -> Node:
        op, args = self._node(raw, path, depth)
        shape = _SHAPES.get(op)
        if shape is None:
            raise BadProgram("unknown_command", path)
        if op == "def":
            return self._def(args, path, depth)
        if op in ("set", "change") and self._in_def:
            raise BadProgram("set_in_def", path)
        least = len(shape) - (op == "if")
        if not least <= len(args) <= len(shape):
            raise BadProgram("arguments", path)
        node = [
            op,
            *(getattr(self, "_" + kind)(arg, (*path, n + 1), depth) for n, (kind, arg) in enumerate(zip(shape, args, strict=False))),
        ]
        return _normal(node)

    def _node(self, raw: Any, path: Path, depth: int) -> tuple[str, list[Any]]:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise BadProgram("too_long", path)
        if depth > MOST_DEPTH:
            raise BadProgram("too_deep", path)
        if not isinstance(raw, list) or not raw or not isinstance(raw[0], str):
            raise BadProgram("not_a_list", path)
        return raw[0], raw[1:]

    def _def(self, args: list[Any], path: Path, depth: int) -> Node:
        if depth > 1:
            raise BadProgram("def_inside", path)
        if len(args) != 2:
            raise BadProgram("arguments", path)
        self._in_def = True
        node = ["def", self._procedure(args[0], path, depth), self.body(args[1], (*path, 2), depth)]
        self._in_def = False
        return node

    def _body(self, raw: Any, path: Path, depth: int) -> Program:
        return self.body(raw, path, depth)

    def _condition(self, raw: Any, path: Path, depth: int) -> Node:
        op, args = self._node(raw, path, depth)
        kinds = {"not": ["condition"], "and": ["condition"] * 2, "or": ["condition"] * 2, "compare": ["comparison", "value", "value"]}.get(
            op, [] if op in SENSORS else None
        )
        if kinds is None:
            raise BadProgram("unknown_condition", path)
        if len(args) != len(kinds):
            raise BadProgram("arguments", path)
        return [
            op,
            *(getattr(self, "_" + kind)(arg, (*path, n + 1), depth + 1) for n, (kind, arg) in enumerate(zip(kinds, args, strict=True))),
        ]

    def _value(self, raw: Any, path: Path, depth: int) -> Any:
        if isinstance(raw, list) and len(raw) == 2 and raw[0] == "var":
            return ["var", self._variable(raw[1], path, depth)]
        if type(raw) is not int or abs(raw) > MOST_NUMBER:
            raise BadProgram("number", path)
        return raw

    def _switch(self, raw: Any, path: Path, depth: int) -> int:
        if type(raw) is not int or raw not in (0, 1):
            raise BadProgram("number", path)
        return raw

    def _comparison(self, raw: Any, path: Path, depth: int) -> str:
        if not isinstance(raw, str) or raw not in COMPARISONS:
            raise BadProgram("unknown_condition", path)
        return raw

    def _text(self, raw: Any, path: Path, depth: int) -> str:
        if not isinstance(raw, str) or len(raw) > MOST_TEXT or not raw.isprintable():
            raise BadProgram("text", path)
        return raw

    def _variable(self, raw: Any, path: Path, depth: int) -> str:
        self.variables.add(self._name(raw, path))
        return raw

    def _procedure(self, raw: Any, path: Path, depth: int) -> str:
        self.procedures.add(self._name(raw, path))
        return raw

    def _name(self, raw: Any, path: Path) -> str:
        if not is_name(raw):
            raise BadProgram("name", path)
        return raw


_SHAPES: dict[str, tuple[str, ...]] = {
    **{action: () for action in ACTIONS},
    "say": ("text",),
    "led": ("value", "value", "switch"),
    "repeat": ("value", "body"),
    "while": ("condition", "body"),
    "until": ("condition", "body"),
    "if": ("condition", "body", "body"),
    "def": ("procedure", "body"),
    "call": ("procedure",),
    "set": ("variable", "value"),
    "change": ("variable", "value"),
}


def _normal(node: Node) -> Node:
    if node[0] == "while" and node[1][0] == "not":
        return ["until", node[1][1], node[2]]
    if node[0] == "if" and len(node) == 4 and not node[3]:
        return node[:3]
    return node


def walk(program: Program, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every statement with its path, in the order they are written."""
    for n, node in enumerate(program):
        yield (*path, n), node
        for at in _BODIES.get(node[0], ()):
            if at < len(node):
                yield from walk(node[at], (*path, n, at))


def count(program: Program) -> int:
    """Commands as a limit counts them: one for each statement."""
    return sum(1 for _ in walk(program))


def used(node: Node) -> set[str]:
    """The palette entries that one statement needs, apart from those inside its bodies."""
    bodies = _BODIES.get(node[0], ())
    return {_NEEDS.get(word, word) for word in [node[0], *(w for n, arg in enumerate(node) if n not in bodies for w in _words(arg))]}


def _words(arg: Any) -> Iterator[str]:
    if isinstance(arg, list) and arg:
        yield arg[0]
        for each in arg[1:]:
            yield from _words(each)


def commands_used(program: Program) -> set[str]:
    """Every palette entry the program needs."""
    return {word for _, node in walk(program) for word in used(node)}


def names(program: Program) -> set[str]:
    """Every name of a variable or own command."""
    found = set()
    for _, node in walk(program):
        if node[0] in ("def", "call", "set", "change"):
            found.add(node[1])
        found |= {name for n, arg in enumerate(node) if n not in _BODIES.get(node[0], ()) for name in _variables(arg)}
    return found


def _variables(arg: Any) -> Iterator[str]:
    if isinstance(arg, list) and len(arg) == 2 and arg[0] == "var":
        yield arg[1]
    elif isinstance(arg, list):
        for each in arg:
            yield from _variables(each)
