"""Runs a program in a world, under limits; its one rule: every program ends, with the same trace each time.

A program becomes a flat list of instructions, so that no nesting of loops and calls can reach Python's own recursion limit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from .body import Robot, Stop
from .program import ACTIONS, Node, Program
from .worlds import World

MOST_STEPS, MOST_CALLS = 2_000, 50
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BOUND = 1_000_000
"""Variables stay within it, so that doubling for 2,000 steps makes no giant number."""

Test = Callable[["Run"], bool]
Value = Callable[["Run"], int]
Instruction = tuple[Callable[..., None], Any, int, int]
"""What to do, with what, the node it stands for, and the steps it counts for: 1, or 0 where the node has been counted."""


@dataclass(slots=True)
class Run:
    """A run, going on or over. ``code`` is ``ok`` if the program came to its end; ``node`` is where it stopped, -1 at the end;
    for a run without end it is the last ``while`` that went round.

    ``trace`` has one entry for each action, ``(node, action, x, y, facing, *arguments)``, and each test, ``(node, "test", 0 or 1)``.
    """

    robot: Robot
    trace: list[tuple[Any, ...]] = field(default_factory=list)
    code: str = "ok"
    node: int = -1
    steps: int = 0
    at: int = 0
    loop: int = -1
    rounds: list[int] = field(default_factory=list)
    returns: list[tuple[int, int]] = field(default_factory=list)
    variables: dict[str, int] = field(default_factory=dict)
    procedures: dict[str, int] = field(default_factory=dict)


def run(program: Program, world: World) -> Run:
    """What a program in normal form does in a world."""
    return execute(compiled(program), world)


def execute(code: list[Instruction], world: World) -> Run:
    """What a compiled program does in a world."""
    state = Run(Robot(world))
    node, steps, size = -1, 0, len(code)
    try:
        while state.at < size:
            do, argument, node, cost = code[state.at]
            state.at += 1
            steps += cost
            if steps > MOST_STEPS:
                raise Stop("step_limit")
            do(state, argument, node)
    except Stop as stop:
        endless = stop.code == "step_limit" and state.loop >= 0
        state.code, state.node = stop.code, state.loop if endless else node
    state.steps = steps
    return state


def compiled(program: Program) -> list[Instruction]:
    """The instructions of a program in normal form."""
    compiler = _Compiler()
    compiler.body(program)
    return compiler.code


class _Compiler:
    def __init__(self) -> None:
        self.code: list[Instruction] = []
        self.node = -1

    def body(self, program: Program) -> None:
        for node in program:
            self.node += 1
            op, *args = node
            if op in ACTIONS:
                self._add(_say if op == "say" else _led if op == "led" else _act, self._argument(op, args))
            else:
                getattr(self, "_" + op)(*args)

    def _add(self, do: Callable[..., None], argument: Any, node: int | None = None, cost: int = 1) -> int:
        self.code.append((do, argument, self.node if node is None else node, cost))
        return len(self.code) - 1

    def _aim(self, at: int, argument: Any) -> None:
        """Fills in the argument of an instruction that jumps past what was not compiled yet."""
        do, _, node, cost = self.code[at]
        self.code[at] = (do, argument, node, cost)

    def _argument(self, op: str, args: list[Any]) -> Any:
        if op == "led":
            return _value(args[0]), _value(args[1]), args[2]
        return args[0] if op == "say" else (op, getattr(Robot, op))

    def _repeat(self, times: Any, body: Program) -> None:
        node = self.node
        self._add(_repeat, _value(times))
        start = self._add(_next_round, None)
        self.body(body)
        self._add(_jump, start, node, cost=0)
        self._aim(start, len(self.code))

    def _while(self, condition: Node, body: Program, wanted: bool = True) -> None:
        node = self.node
        test = self._add(_unless, None)
        self.body(body)
        self._add(_again, test, node, cost=0)
        self._aim(test, (_test(condition), wanted, len(self.code)))

    def _until(self, condition: Node, body: Program) -> None:
        self._while(condition, body, wanted=False)

    def _if(self, condition: Node, body: Program, otherwise: Program = ()) -> None:  # type: ignore[assignment]
        node = self.node
        test = self._add(_unless, None)
        self.body(body)
        end = self._add(_jump, None, node, cost=0) if otherwise else None
        self._aim(test, (_test(condition), True, len(self.code)))
        if end is not None:
            self.body(otherwise)
            self._aim(end, len(self.code))

    def _def(self, name: str, body: Program) -> None:
        node = self.node
        define = self._add(_define, None)
        self.body(body)
        self._add(_return, None, node, cost=0)
        self._aim(define, (name, len(self.code)))

    def _call(self, name: str) -> None:
        self._add(_call, name)

    def _set(self, name: str, value: Any) -> None:
        self._add(_set, (name, _value(value)))

    def _change(self, name: str, value: Any) -> None:
        self._add(_change, (name, _value(value)))


# -- values and tests, as functions of the run ------------------------------------------------------------------------


def _value(value: Any) -> Value:
    return partial(_variable, value[1]) if isinstance(value, list) else lambda state: value


def _variable(name: str, state: Run) -> int:
    if name not in state.variables:
        raise Stop("undefined")
    return state.variables[name]


def _test(condition: Node) -> Test:
    op, *args = condition
    if op == "compare":
        compare, one, two = _COMPARE[args[0]], _value(args[1]), _value(args[2])
        return lambda state: compare(one(state), two(state))
    tests = [_test(arg) for arg in args]
    if op == "not":
        return lambda state: not tests[0](state)
    if op == "and":
        return lambda state: tests[0](state) and tests[1](state)
    if op == "or":
        return lambda state: tests[0](state) or tests[1](state)
    sensor = getattr(Robot, op)
    return lambda state: sensor(state.robot)


# -- instructions -----------------------------------------------------------------------------------------------------


def _record(state: Run, node: int, op: str, *more: Any) -> None:
    robot = state.robot
    state.trace.append((node, op, robot.x, robot.y, robot.facing, *more))


def _act(state: Run, action: tuple[str, Callable[[Robot], None]], node: int) -> None:
    op, do = action
    robot = state.robot
    do(robot)
    state.trace.append((node, op, robot.x, robot.y, robot.facing))


def _say(state: Run, text: str, node: int) -> None:
    _record(state, node, "say", text)


def _led(state: Run, argument: tuple[Value, Value, int], node: int) -> None:
    column, row, on = argument[0](state), argument[1](state), argument[2]
    state.robot.led(column, row, on)
    _record(state, node, "led", column, row, on)


def _repeat(state: Run, times: Value, node: int) -> None:
    state.rounds.append(times(state))


def _next_round(state: Run, end: int, node: int) -> None:
    if state.rounds[-1] <= 0:
        state.rounds.pop()
        state.at = end
        return
    state.rounds[-1] -= 1


def _unless(state: Run, argument: tuple[Test, bool, int], node: int) -> None:
    test, wanted, end = argument
    holds = test(state)
    state.trace.append((node, "test", int(holds)))
    if holds != wanted:
        state.at = end


def _jump(state: Run, to: int, node: int) -> None:
    state.at = to


def _again(state: Run, to: int, node: int) -> None:
    """Back to the test of a ``while``: where a run never ends, this is the command to look at."""
    state.at, state.loop = to, node


def _define(state: Run, argument: tuple[str, int], node: int) -> None:
    name, end = argument
    state.procedures[name] = state.at
    state.at = end


def _call(state: Run, name: str, node: int) -> None:
    if name not in state.procedures:
        raise Stop("undefined")
    if len(state.returns) >= MOST_CALLS:
        raise Stop("recursion")
    state.returns.append((state.at, node))
    state.at = state.procedures[name]


def _return(state: Run, _: None, node: int) -> None:
    state.at, _node = state.returns.pop()


def _set(state: Run, argument: tuple[str, Value], node: int) -> None:
    state.variables[argument[0]] = argument[1](state)


def _change(state: Run, argument: tuple[str, Value], node: int) -> None:
    name, value = argument
    state.variables[name] = max(-_BOUND, min(_BOUND, _variable(name, state) + value(state)))
