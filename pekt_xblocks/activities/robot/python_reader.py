"""Reads the teaching subset of Python as a program; its one rule: what it does not know is a ``Trouble`` with its line, never a guess."""

from __future__ import annotations

import ast
import difflib
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pekt_xblocks.core.language import N_

from . import program as programs
from .program import ACTIONS, FUNCTIONS, SENSORS, BadProgram, Node, Program, walk

MOST_LETTERS = 6_000
_COMMANDS = {FUNCTIONS[op]: op for op in ACTIONS}
_SENSORS = {FUNCTIONS[op]: op for op in SENSORS}
_OPERATORS: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}

_TOLD: dict[str, str] = {
    "syntax": N_("Line {line}: Python can't read this. Check spelling and brackets."),
    "colon": N_("Line {line}: a colon : is missing at the end."),
    "bracket": N_("Line {line}: a bracket opens here and never closes."),
    "indent": N_("Line {line}: the spaces at the start don't match. Each level takes 4 more."),
    "indent_missing": N_("Line {line}: write what belongs here 4 spaces further in."),
    "quote": N_("Line {line}: a quotation mark is missing."),
    "too_long": N_("The program is too long. Use at most {most} commands."),
    "too_deep": N_("Line {line}: too many commands inside one another. Use at most {most} levels."),
    "unknown": N_("Line {line}: {name} is not a command here."),
    "similar": N_("Line {line}: {name} is not a command. Did you mean {other}?"),
    "call": N_("Line {line}: write brackets after the command: {name}()."),
    "arguments": N_("Line {line}: {name} takes something else inside the brackets."),
    "statement": N_("Line {line}: this kind of command is not used here."),
    "for": N_("Line {line}: write the loop like this: for i in range(4):"),
    "counter": N_("Line {line}: {name} counts the rounds. It can't be used for anything else."),
    "condition": N_("Line {line}: a condition belongs here, such as wall_ahead()."),
    "value": N_("Line {line}: a whole number up to {most} or a variable belongs here."),
    "text": N_("Line {line}: a short text in quotation marks belongs here."),
    "name": N_("Line {line}: {name} can't be a name. Use up to 20 letters, no spaces."),
    "name_twice": N_("One name stands for a command and for a variable. Change one of them."),
    "def_inside": N_("Line {line}: define your command at the start of a line, not inside another."),
    "set_in_def": N_("Line {line}: a variable can't change inside your own command."),
}


@dataclass
class Trouble(Exception):
    """Text that is no program: ``message`` is a catalogue message, ``params`` fill it in; ``line`` counts from 1."""

    line: int
    message: str
    params: Mapping[str, Any]


def _trouble(code: str, line: int, **params: Any) -> Trouble:
    return Trouble(line, _TOLD[code], {"line": line, **params})


def parse(text: str) -> tuple[Program, list[int]]:
    """A program in normal form and the line of each of its nodes; ``Trouble`` where the text is none."""
    if len(text) > MOST_LETTERS:
        raise _trouble("too_long", 1, most=programs.MOST_NODES)
    reader = _Reader()
    raw = reader.body(_tree(text).body, 0)
    try:
        program = programs.read(raw)
    except BadProgram as bad:
        raise reader.trouble(bad) from None
    return program, [reader.lines[path] for path, _ in walk(raw)]


def stranger(program: Program, lines: list[int]) -> Trouble | None:
    """The first call of a command that the program defines nowhere."""
    defined = {node[1] for _, node in walk(program) if node[0] == "def"}
    for (_, node), line in zip(walk(program), lines, strict=True):
        if node[0] == "call" and node[1] not in defined:
            return _unknown(node[1], line)
    return None


def _tree(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        raise _trouble(_syntax(error.msg or ""), error.lineno or 1) from None
    except (ValueError, RecursionError, MemoryError):
        raise _trouble("syntax", 1) from None


def _syntax(told: str) -> str:
    """Which of our sentences says what CPython said."""
    for pattern, code in (
        (r"expected ':'", "colon"),
        (r"was never closed|unmatched|does not match opening", "bracket"),
        (r"expected an indented block", "indent_missing"),
        (r"indent", "indent"),
        (r"unterminated", "quote"),
    ):
        if re.search(pattern, told):
            return code
    return "syntax"


class _Reader:
    """Goes down the syntax tree; paths are those of the program it makes."""

    def __init__(self) -> None:
        self.lines: dict[programs.Path, int] = {}
        self._counters: list[str] = []

    def trouble(self, bad: BadProgram) -> Trouble:
        """What ``program.read`` refused, told at its line."""
        path = bad.path
        while path and path not in self.lines:
            path = path[:-1]
        most = {"too_deep": programs.MOST_DEPTH, "too_long": programs.MOST_NODES}.get(bad.code, programs.MOST_NUMBER)
        code = {"number": "value"}.get(bad.code, bad.code)
        return _trouble(code if code in _TOLD else "statement", self.lines.get(path, 1), most=most, name="")

    def body(self, body: list[ast.stmt], depth: int, path: programs.Path = ()) -> Program:
        if depth > programs.MOST_DEPTH:
            raise _trouble("too_deep", body[0].lineno, most=programs.MOST_DEPTH)
        made: Program = []
        for statement in body:
            if isinstance(statement, ast.Pass):
                continue
            at = (*path, len(made))
            self.lines[at] = statement.lineno
            method = getattr(self, "_" + type(statement).__name__.lower(), None)
            if method is None:
                raise _trouble("statement", statement.lineno)
            made.append(method(statement, depth, at))
        return made

    def _expr(self, statement: ast.Expr, depth: int, at: programs.Path) -> Node:
        call, line = statement.value, statement.lineno
        if isinstance(call, ast.Name):
            raise _trouble("call", line, name=call.id) if call.id in _COMMANDS else _unknown(call.id, line)
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            raise _trouble("statement", line)
        name = call.func.id
        op = _COMMANDS.get(name)
        if call.keywords or (op is None and (call.args or name in _SENSORS)):
            raise _unknown(name, line) if op is None and name not in _SENSORS else _trouble("arguments", line, name=name)
        if op is None:
            return ["call", self._named(name, line)]
        if len(call.args) != {"say": 1, "led": 3}.get(op, 0):
            raise _trouble("arguments", line, name=name)
        return [op, *([self._text(call.args[0])] if op == "say" else map(self._value, call.args))]

    def _for(self, statement: ast.For, depth: int, at: programs.Path) -> Node:
        target, call = statement.target, statement.iter
        if not (
            isinstance(target, ast.Name)
            and isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "range"
            and len(call.args) == 1
            and not call.keywords
            and not statement.orelse
        ):
            raise _trouble("for", statement.lineno)
        times = self._value(call.args[0])
        self._counters.append(target.id)
        node = ["repeat", times, self.body(statement.body, depth + 1, (*at, 2))]
        self._counters.pop()
        return node

    def _while(self, statement: ast.While, depth: int, at: programs.Path) -> Node:
        if statement.orelse:
            raise _trouble("statement", statement.orelse[0].lineno)
        return ["while", self._condition(statement.test, 0), self.body(statement.body, depth + 1, (*at, 2))]

    def _if(self, statement: ast.If, depth: int, at: programs.Path) -> Node:
        node = ["if", self._condition(statement.test, 0), self.body(statement.body, depth + 1, (*at, 2))]
        return [*node, self.body(statement.orelse, depth + 1, (*at, 3))] if statement.orelse else node

    def _functiondef(self, statement: ast.FunctionDef, depth: int, at: programs.Path) -> Node:
        args = statement.args
        if statement.decorator_list or any((args.args, args.posonlyargs, args.kwonlyargs, args.vararg, args.kwarg)) or statement.returns:
            raise _trouble("arguments", statement.lineno, name=statement.name)
        return ["def", self._named(statement.name, statement.lineno), self.body(statement.body, depth + 1, (*at, 2))]

    def _assign(self, statement: ast.Assign, depth: int, at: programs.Path) -> Node:
        target = statement.targets[0]
        if len(statement.targets) > 1 or not isinstance(target, ast.Name):
            raise _trouble("statement", statement.lineno)
        return ["set", self._named(target.id, statement.lineno), self._value(statement.value)]

    def _augassign(self, statement: ast.AugAssign, depth: int, at: programs.Path) -> Node:
        if not isinstance(statement.target, ast.Name) or not isinstance(statement.op, ast.Add):
            raise _trouble("statement", statement.lineno)
        return ["change", self._named(statement.target.id, statement.lineno), self._value(statement.value)]

    def _condition(self, test: ast.expr, depth: int) -> Node:
        if depth > programs.MOST_DEPTH:
            raise _trouble("too_deep", test.lineno, most=programs.MOST_DEPTH)
        match test:
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return ["not", self._condition(inner, depth + 1)]
            case ast.BoolOp(op=join, values=[first, *others]):
                made = self._condition(first, depth + 1)
                for other in others:
                    made = ["and" if isinstance(join, ast.And) else "or", made, self._condition(other, depth + 1)]
                return made
            case ast.Compare(left=one, ops=[compare], comparators=[two]) if type(compare) in _OPERATORS:
                return ["compare", _OPERATORS[type(compare)], self._value(one), self._value(two)]
            case ast.Call(func=ast.Name(id=name), args=[], keywords=[]) if name in _SENSORS:
                return [_SENSORS[name]]
            case ast.Name(id=name) if name in _SENSORS:
                raise _trouble("call", test.lineno, name=name)
            case ast.Call(func=ast.Name(id=name)) | ast.Name(id=name) if name not in FUNCTIONS.values():
                raise _unknown(name, test.lineno)
        raise _trouble("condition", test.lineno)

    def _value(self, value: ast.expr) -> Any:
        match value:
            case ast.Constant(value=int() as number) if type(number) is int and number <= programs.MOST_NUMBER:
                return number
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as number)) if (
                type(number) is int and number <= programs.MOST_NUMBER
            ):
                return -number
            case ast.Name(id=name):
                return ["var", self._named(name, value.lineno)]
        raise _trouble("value", value.lineno, most=programs.MOST_NUMBER)

    def _text(self, value: ast.expr) -> str:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
        raise _trouble("text", value.lineno)

    def _named(self, name: str, line: int) -> str:
        if name in self._counters:
            raise _trouble("counter", line, name=name)
        if not programs.is_name(name):
            raise _trouble("name", line, name=name[:40])
        return name


def _unknown(name: str, line: int) -> Trouble:
    near = difflib.get_close_matches(name, list(FUNCTIONS.values()), 1, 0.6)
    if near:
        return _trouble("similar", line, name=name[:40], other=near[0] + "()")
    return _trouble("unknown", line, name=name[:40])
