"""A page with one robot level on it, run and graded by the package itself: ``python -m tests.browser.robot.serve PORT``.

The port (0 = any) is printed. ``/?level=r4&run=1`` shows a level of ``courses/robot``, or ``default``, or another of ``BOARDS``;
``said`` is ``wrong``, ``right`` or ``many`` where an attempt has been made; ``run`` keeps one visitor's attempts apart from another's.
"""

from __future__ import annotations

import json
import mimetypes
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pekt_xblocks.activities.robot.activity import Robot
from pekt_xblocks.activities.robot.examples import DEFAULT
from pekt_xblocks.core import attempt, reply
from pekt_xblocks.core.language import words
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.shell import front
from tests.activities.robot.levels import LEVELS, WRONG, level

SETTINGS = Settings(show_solution="after_pass", pass_mark=0.7)
EVERY = ["move", "left", "right", "wait", "say", "repeat", "while", "until", "if", "def", "set"]
LINE = (
    "while not at_goal():\n    if line_ahead():\n        move()\n"
    "    elif line_right():\n        turn_right()\n    else:\n        turn_left()\n"
)
BOARDS = {
    "turtle": Robot(
        prompt="Ζωγράφισε το τετράγωνο.",
        board="turtle",
        maps=[{"id": "m", "rows": ["S-+", "|.|", "+-+"]}],
        goals=["draw"],
        commands=["move", "left", "right", "repeat"],
        solution="for i in range(4):\n    move()\n    turn_right()\n",
    ),
    "line": Robot(
        prompt="Ακολούθησε τη γραμμή ως τη βάση.",
        board="line",
        maps=[{"id": "m", "rows": ["S==..", "..=..", "..==G"]}],
        goals=["reach"],
        commands=["move", "left", "right", "until", "if"],
        sensors=["at_goal", "line_ahead", "line_left", "line_right"],
        solution=LINE,
    ),
    "display": Robot(
        prompt="Άναψε τη φατσούλα.",
        board="display",
        maps=[{"id": "m", "rows": [".....", ".*.*.", ".....", "*...*", ".***."]}],
        goals=["draw"],
        commands=["led", "repeat", "set"],
        solution="".join(f"led({x}, {y}, 1)\n" for x, y in [(2, 2), (4, 2), (1, 4), (5, 4), (2, 5), (3, 5), (4, 5)]),
    ),
    "all": Robot(
        prompt="Δοκίμασε όλες τις εντολές.",
        maps=[{"id": "m", "rows": ["S.+.*", ".o..G"]}, {"id": "n", "rows": ["S...G"]}],
        goals=["reach"],
        commands=[*EVERY, "pick", "put"],
        sensors=["wall_ahead", "on_item", "at_goal", "not", "and", "or"],
        solution="for i in range(4):\n    move()\nif not at_goal():\n    turn_right()\n    move()\n",
    ),
}
STATES: dict[str, attempt.State] = {}
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Robot</title>
<style>@media(prefers-color-scheme:dark){{body{{background:#0b0e12;color:#fff}}a{{color:#8ab8f5}}}}</style>
<link rel="icon" href="data:,"><body style="margin:0;padding:16px 0"><main><h1 style="font-size:16px;margin:0">Robot</h1>
<h2 style="font-size:14px;margin:0">Unit</h2><div id="host"></div></main><p><a id="end" href="#end">After the activity</a></p>
<script src="/static/learner/boot.js"></script><script>window.ready = PektActivity(
{{handlerUrl: (_, name) => '/' + name + location.search}}, document.getElementById('host'), {args})</script>"""


def shown(query: dict[str, str]) -> Robot:
    name = query.get("level", "default")
    return level(name) if name in LEVELS else BOARDS.get(name, DEFAULT)


def state_of(query: dict[str, str], activity: Robot) -> attempt.State:
    key = json.dumps(query, sort_keys=True)
    if key not in STATES:
        state = attempt.State()
        said = {
            "right": activity.correct_response(),
            "wrong": activity.Response(text=next((w[2] for w in WRONG if w[0] == query.get("level")), "move()")),
            "many": activity.Response(program=[["move"]] * 8),
        }.get(query.get("said", ""))
        if said:
            if said.text:
                said = activity.Response(program=activity.read(said)[0])
            state, _ = attempt.submit(state, SETTINGS, activity, said)
        STATES[key] = state
    return STATES[key]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        split = urlsplit(self.path)
        if split.path != "/":
            return self._file(split.path.removeprefix("/"))
        query, activity = dict(parse_qsl(split.query)), shown(dict(parse_qsl(split.query)))
        files, lang = front.learner_files("robot"), query.get("lang", "el")
        args = {
            "kind": "robot",
            "lang": lang,
            "name": "Εργαστήριο ρομπότ",
            "mode": "learner",
            "key": split.query,
            "user": "someone",
            "view": activity.learner_view("s"),
            "state": reply.page_state(state_of(query, activity), SETTINGS, activity, False),
            "policy": {},
            "words": front.page_words(tuple(files.values()), lang),
            "urls": {
                **{name: f"/{path}" for name, path in files.items()},
                "vendor": {name: f"/static/vendor/{name}" for name in Robot.vendor},
            },
        }
        self._send("text/html", PAGE.format(lang=lang, args=json.dumps(args).replace("</", "<\\/")).encode())

    def do_POST(self) -> None:
        split = urlsplit(self.path)
        query = dict(parse_qsl(split.query))
        activity, data = shown(query), json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state, key, say = state_of(query, activity), json.dumps(query, sort_keys=True), words(query.get("lang", "el"))
        answer: dict[str, Any]
        if split.path == "/submit":
            response = Robot.Response.model_validate(data["response"])
            STATES[key], outcome = attempt.submit(state, SETTINGS, activity, response, data["submission_id"])
            answer = reply.submitted(outcome, STATES[key], SETTINGS, activity, False, say)
        elif split.path == "/act":
            answer = reply.acted(activity.act(data["name"], data["data"]), say)
        elif split.path == "/solution":
            answer = {"response": activity.correct_response().model_dump(mode="json")}
        else:
            STATES[key] = attempt.open_hint(state, SETTINGS, activity, data["at"])
            answer = {"at": data["at"], **reply.hints(STATES[key], SETTINGS, activity)[data["at"]]}
        self._send("application/json", json.dumps(answer).encode())

    def _file(self, path: str) -> None:
        if not front.PUBLIC.fullmatch(path) or not (front.PACKAGE / path).is_file():
            return self.send_error(404)
        self._send(mimetypes.guess_type(path)[0] or "text/plain", (front.PACKAGE / path).read_bytes())

    def _send(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
