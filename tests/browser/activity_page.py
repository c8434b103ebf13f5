"""A page with one activity on it, graded by the package itself; each test says only what may stand on it."""
from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pekt_xblocks.core import attempt, reply
from pekt_xblocks.core.activity import Activity
from pekt_xblocks.core.language import words
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.shell import front

Query = dict[str, str]
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Activity</title>
<style>@media (prefers-color-scheme: dark) {{ body {{ background: #0b0e12; color: #fff }} a {{ color: #8ab8f5 }} }}</style>
<link rel="icon" href="data:,"><body style="margin:0;padding:16px 0"><main><h1>Module</h1><h2>Unit</h2><div id="host"></div></main>
<p><a id="end" href="#end">After the activity</a></p><script src="/static/learner/boot.js"></script>
<script>const runtime = {{handlerUrl: (_, name) => '/' + name + location.search}};
window.ready = PektActivity(runtime, document.getElementById('host'), {args})</script>"""


class Site:
    """Visitors by query: ``run`` keeps one visitor's attempts apart from another's, ``lang`` is ``el`` or ``en``."""

    def __init__(self, shown: Callable[[Query], Activity], said: Callable[[Query, Activity], list[Any]], settings: Settings) -> None:
        self.shown, self.said, self.settings = shown, said, settings
        self.states: dict[str, attempt.State] = {}

    def state(self, query: Query, activity: Activity) -> attempt.State:
        """A visitor's state; a new visitor has handed in what ``said`` tells."""
        key = _key(query)
        if key not in self.states:
            state = attempt.State()
            for response in self.said(query, activity):
                state, _ = attempt.submit(state, self.settings, activity, response)
            self.states[key] = state
        return self.states[key]

    def page(self, query: Query) -> str:
        activity, lang = self.shown(query), query.get("lang", "el")
        files = front.learner_files(activity.kind)
        args = {"kind": activity.kind, "lang": lang, "name": words(lang)(activity.label), "mode": "learner", "key": _key(query),
                "user": "one", "view": activity.learner_view("s"),
                "state": reply.page_state(self.state(query, activity), self.settings, activity, False),
                "policy": {},
                "words": front.page_words(tuple(files.values()), lang),
                "urls": {**{name: f"/{path}" for name, path in files.items()},
                         "vendor": {name: f"/static/vendor/{name}" for name in activity.vendor}}}
        return PAGE.format(lang=lang, args=json.dumps(args).replace("</", "<\\/"))

    def call(self, handler: str, query: Query, data: Any) -> dict[str, Any]:
        activity = self.shown(query)
        state, say, key = self.state(query, activity), words(query.get("lang", "el")), _key(query)
        if handler == "submit":
            response = activity.Response.model_validate(data["response"])
            self.states[key], outcome = attempt.submit(state, self.settings, activity, response, data["submission_id"])
            return reply.submitted(outcome, self.states[key], self.settings, activity, False, say)
        if handler == "solution":
            assert attempt.may_see_solution(state, self.settings, False)
            return {"response": activity.correct_response().model_dump(mode="json"), "explanation": activity.explanation()}
        if handler == "act":
            return reply.acted(activity.act(data["name"], data["data"]), say)
        self.states[key] = attempt.open_hint(state, self.settings, activity, data["at"])
        return {"at": data["at"], **reply.hints(self.states[key], self.settings, activity)[data["at"]]}


def serve(site: Site, port: int) -> None:
    """Serves until stopped; prints the port (0 = any)."""
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            path = split.path.removeprefix("/")
            if not path:
                _send(self, "text/html", site.page(dict(parse_qsl(split.query))).encode())
            elif front.PUBLIC.fullmatch(path) and (front.PACKAGE / path).is_file():
                _send(self, mimetypes.guess_type(path)[0] or "text/plain", (front.PACKAGE / path).read_bytes())
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            split = urlsplit(self.path)
            data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told = site.call(split.path.removeprefix("/"), dict(parse_qsl(split.query)), data)
            _send(self, "application/json", json.dumps(told).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


def _key(query: Query) -> str:
    return json.dumps(query, sort_keys=True)


def _send(handler: BaseHTTPRequestHandler, kind: str, body: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", f"{kind}; charset=utf-8")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
