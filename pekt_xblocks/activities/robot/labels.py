"""What authors read about a level's vocabulary; catalogue messages only."""

from __future__ import annotations

from pekt_xblocks.core.language import N_

from .program import FUNCTIONS

BOARDS = {
    "grid": N_("Squares with obstacles"),
    "turtle": N_("Drawing turtle"),
    "line": N_("Follow the line"),
    "display": N_("Lamp display"),
}
FACINGS = {"north": N_("North"), "east": N_("East"), "south": N_("South"), "west": N_("West")}
EDITORS = {"list": N_("Command list"), "blocks": N_("Blocks"), "text": N_("Python")}
GOAL_NAMES = {
    "reach": N_("End on the base (G)"),
    "collect": N_("Pick up every battery (*)"),
    "deliver": N_("Bring every battery to a drop point (o)"),
    "visit": N_("Pass every checkpoint (+)"),
    "return_home": N_("End where it started (S)"),
    "draw": N_("Draw the pattern of the map"),
}
COMMANDS = {
    "move": N_("Forward"),
    "left": N_("Turn left"),
    "right": N_("Turn right"),
    "pick": N_("Pick up"),
    "put": N_("Put down"),
    "wait": N_("Wait"),
    "say": N_("Say"),
    "led": N_("Lamp on or off"),
    "repeat": N_("Repeat N times"),
    "while": N_("Repeat while"),
    "until": N_("Repeat until"),
    "if": N_("If … else"),
    "def": N_("Own commands"),
    "set": N_("Variables"),
}
SENSORS = {
    "wall_ahead": N_("Obstacle ahead"),
    "wall_left": N_("Obstacle on the left"),
    "wall_right": N_("Obstacle on the right"),
    "on_item": N_("On a battery"),
    "at_goal": N_("At the base"),
    "on_drop": N_("On a drop point"),
    "has_item": N_("Carries a battery"),
    "line_ahead": N_("Line ahead"),
    "line_left": N_("Line on the left"),
    "line_right": N_("Line on the right"),
    "button_a": N_("Button A pressed"),
    "button_b": N_("Button B pressed"),
    "not": N_("Not"),
    "and": N_("And"),
    "or": N_("Or"),
}
STORY_NAMES = {
    "crash": N_("It hits an obstacle"),
    "overrun": N_("It hits an obstacle after reaching the base"),
    "not_at_goal": N_("It stops before the base"),
    "no_way": N_("It stops where no way leads to the base"),
    "nothing_to_pick": N_("Nothing to pick up"),
    "bag_empty": N_("Nothing to put down"),
    "items_left": N_("At the base, batteries left"),
    "left_behind": N_("Batteries left"),
    "not_delivered": N_("Batteries not delivered"),
    "step_limit": N_("It never ends"),
    "recursion": N_("A command calls itself too often"),
    "undefined": N_("A name that is not defined"),
    "out_of_range": N_("No such lamp"),
    "off_line": N_("It leaves the line"),
    "not_visited": N_("Back home, checkpoints left out"),
    "passed_by": N_("Checkpoints left out"),
    "not_home": N_("All checkpoints, but not back home"),
    "away": N_("Not back home"),
    "wrong_facing": N_("It looks the wrong way"),
    "not_drawn": N_("The drawing is not complete"),
    "drawn_too_much": N_("The drawing has too much"),
    "too_many": N_("Works, with too many commands"),
    "missing_required": N_("Works, without a command it must use"),
    "forbidden_used": N_("Works, with a command it must not use"),
    "hidden_failed": N_("Works only on the maps they see"),
    "empty": N_("No command"),
    "unreadable": N_("The text is no program"),
    "ok": N_("Everything right"),
}
UNSOLVED = {
    "crash": N_("Map {map} is not solved: at line {line} the robot hits an obstacle, at {place}."),
    "nothing_to_pick": N_("Map {map} is not solved: at line {line} there is nothing to pick up, at {place}."),
    "bag_empty": N_("Map {map} is not solved: at line {line} the robot carries nothing, at {place}."),
    "step_limit": N_("Map {map} is not solved: the program does not end within 2,000 steps."),
    "recursion": N_("Map {map} is not solved: at line {line} a command calls itself too often."),
    "undefined": N_("Map {map} is not solved: line {line} uses a name that is not defined before."),
    "out_of_range": N_("Map {map} is not solved: line {line} means a lamp outside the display."),
    "off_line": N_("Map {map} is not solved: at line {line} the robot leaves the line, at {place}."),
    "not_at_goal": N_("Map {map} is not solved: the robot stops at {place}, not at the base."),
    "items_left": N_("Map {map} is not solved: batteries left behind: {count}."),
    "not_delivered": N_("Map {map} is not solved: batteries not delivered: {count}."),
    "not_visited": N_("Map {map} is not solved: checkpoints left out: {count}."),
    "not_home": N_("Map {map} is not solved: the robot stops at {place}, not where it started."),
    "wrong_facing": N_("Map {map} is not solved: at the end the robot looks the wrong way."),
    "not_drawn": N_("Map {map} is not solved: parts of the drawing missing: {count}."),
    "drawn_too_much": N_("Map {map} is not solved: parts of the drawing too many: {count}."),
    "too_many": N_("The solution has more than {limit} commands."),
    "missing_required": N_("The solution does without {command}, which it must use."),
    "forbidden_used": N_("The solution uses {command}, which it must not use."),
}
SPELLINGS = {word: f"{name}()" for word, name in FUNCTIONS.items()} | {
    "repeat": "for",
    "while": "while",
    "until": "while not",
    "if": "if",
    "def": "def",
    "set": "x = …",
    "not": "not",
    "and": "and",
    "or": "or",
}
"""How a command is spelt in Python."""
MAP_FAULTS = {
    "size": N_("Map {map}: at most 20 rows and 20 columns, and no empty row."),
    "symbol": N_("Map {map}, row {row}, column {column}: this symbol does not go here."),
    "start": N_("Map {map}: write S exactly once, where the robot starts."),
}
