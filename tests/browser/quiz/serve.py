"""A page with one quiz on it, graded by the package itself: ``python -m tests.browser.quiz.serve PORT``.

``/?items=e1,e2&layout=page&said=wrong&run=1`` shows these items of the modules (all, if none is named); ``said`` is ``wrong`` or ``right``
where an attempt has been made; ``run`` keeps one visitor's attempts apart from another's; ``lang`` is ``el`` or ``en``.
"""
from __future__ import annotations

import json
import mimetypes
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pekt_xblocks.activities import examples
from pekt_xblocks.activities.quiz.activity import Quiz, QuizResponse
from pekt_xblocks.core import attempt, reply
from pekt_xblocks.core.language import words
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.shell import front
from tests.activities.quiz.course_items import ITEMS, quiz

SETTINGS = Settings(show_solution="after_pass")
STATES: dict[str, attempt.State] = {}
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Quiz</title>
<body style="margin:0;padding:16px 0"><main><h1>Quiz</h1><h2>One</h2><div id="host"></div></main>
<p><a href="#end">After the activity</a></p><script src="/static/learner/boot.js"></script>
<script>const runtime = {{handlerUrl: (_, name) => '/' + name + location.search}};
window.ready = PektActivity(runtime, document.getElementById('host'), {args})</script>"""


def shown(query: dict[str, str]) -> Quiz:
    if query.get("items") == "default":
        return examples("quiz").DEFAULT
    names = query.get("items", ",".join(ITEMS)).split(",")
    return quiz(*names, layout=query.get("layout", "stepper"))


def wrong(view: dict[str, Any]) -> dict[str, Any]:
    """The first of everything: wrong here, half right there."""
    def said(item: dict[str, Any]) -> Any:
        options = [option["id"] for option in item.get("options", [])]
        if "rows" in item:
            return {row["id"]: item["choices"][0]["id"] for row in item["rows"]}
        if "gaps" in item:
            return {gap: item["gaps"].get(gap, [{"id": "ναι"}])[0]["id"] for gap in re.findall(r'data-gap="(\w+)"', item["text"])}
        if "steps" in item:
            return [step["id"] for step in item["steps"]]
        return {"single": options[:1], "truefalse_why": {"is": "false", "why": "".join(options[:1])}, "text": "phishing",
                "number": "3"}.get(item["tag"], options[:2])
    answers = {item["id"]: said(item) for item in view["items"]}
    return {item["id"]: "".join(answers[item["id"]]) if item["tag"] == "single" else answers[item["id"]] for item in view["items"]}


def state_of(query: dict[str, str], activity: Quiz) -> attempt.State:
    key = json.dumps(query, sort_keys=True)
    if key not in STATES:
        state = attempt.State()
        if query.get("said"):
            response = activity.correct_response() if query["said"] == "right" else \
                QuizResponse.model_validate({"items": wrong(activity.learner_view("s"))})
            state, _ = attempt.submit(state, SETTINGS, activity, response)
        STATES[key] = state
    return STATES[key]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        split = urlsplit(self.path)
        if split.path != "/":
            return self._file(split.path.removeprefix("/"))
        query, activity = dict(parse_qsl(split.query)), shown(dict(parse_qsl(split.query)))
        files, lang = front.learner_files("quiz"), query.get("lang", "el")
        args = {"kind": "quiz", "lang": lang, "name": "Τι έμαθα", "mode": "learner", "key": split.query, "user": "someone",
                "view": activity.learner_view("s"), "state": reply.page_state(state_of(query, activity), SETTINGS, activity, False),
                "policy": {}, "words": front.page_words(tuple(files.values()), lang),
                "urls": {name: f"/{path}" for name, path in files.items()}}
        self._send("text/html", PAGE.format(lang=lang, args=json.dumps(args).replace("</", "<\\/")).encode())

    def do_POST(self) -> None:
        split = urlsplit(self.path)
        query = dict(parse_qsl(split.query))
        activity, data = shown(query), json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state, key, say = state_of(query, activity), json.dumps(query, sort_keys=True), words(query.get("lang", "el"))
        if split.path == "/submit":
            response = QuizResponse.model_validate(data["response"])
            STATES[key], outcome = attempt.submit(state, SETTINGS, activity, response, data["submission_id"])
            answer = reply.submitted(outcome, STATES[key], SETTINGS, activity, False, say)
        elif split.path == "/solution":
            answer = {"response": activity.correct_response().model_dump(mode="json")}
        else:
            STATES[key] = attempt.open_hint(state, SETTINGS, activity, data["at"])
            answer = {"at": data["at"], **reply.hints(STATES[key], SETTINGS, activity)[data["at"]]}
        self._send("application/json", json.dumps(answer).encode())

    def _file(self, path: str) -> None:
        if not front.PUBLIC.fullmatch(path):
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
