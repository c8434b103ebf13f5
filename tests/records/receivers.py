"""Receivers of records on the loopback, behind the faults that a test orders, and an LRS as strict as the specification."""
from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import ValidationError

from .xapi_spec import Statement

Reply = tuple[int, dict[str, str], bytes]
FAULTS = ("drop", "reset", "delay", "torn", "lost", "500", "503", "429", "moved")
"""What can happen to a request before it is taken, or after it: ``torn``, the answer breaks off; ``lost``, there is none."""


class StrictLRS:
    """Takes a batch whole or not at all: 400 what is no statement, 409 a known id with another text."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.refuses: Callable[[Any], int] = lambda statement: 0
        self.times_taken: dict[str, int] = {}

    def __call__(self, body: bytes, headers: dict[str, str]) -> Reply:
        if headers.get("X-Experience-API-Version") != "1.0.3" or not headers.get("Authorization", "").startswith("Basic "):
            return 401, {}, b""
        batch = json.loads(body)
        for statement in batch:
            code = self.refuses(statement)
            if code:
                return code, {}, f"refused {statement['id']}".encode()
            try:
                Statement.model_validate(statement)
            except ValidationError as error:
                return 400, {}, str(error).encode()
            if self.kept.get(statement["id"], statement) != statement:
                return 409, {}, b"another statement has this id"
        for statement in batch:
            self.kept[statement["id"]] = statement
            self.times_taken[statement["id"]] = self.times_taken.get(statement["id"], 0) + 1
        return 200, {"Content-Type": "application/json"}, json.dumps([statement["id"] for statement in batch]).encode()


class Receiver:
    """A server on the loopback; ``faults`` names what happens to each next request, and to all once it is empty: nothing."""

    def __init__(self, take: Callable[[bytes, dict[str, str]], Reply], faults: Iterable[str] = ()) -> None:
        self.take, self.faults = take, iter(faults)
        self.requests = 0
        self.arrived, self.release = threading.Semaphore(0), threading.Event()
        server = self
        class Handler(_Handler):
            receiver = server
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/xAPI/statements"

    def close(self) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        fault = next(self.receiver.faults, "")
        self.receiver.requests += 1
        self.close_connection = True
        if fault == "drop":
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if fault == "reset":                                        # closed with a reset instead of an end
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault == "moved":
            self._answer(307, {"Location": "http://127.0.0.1:1/elsewhere"}, b"")
        elif fault.isdigit():
            self._answer(int(fault), {"Retry-After": "120"} if fault == "429" else {}, b"not now")
        elif fault in ("delay", "before"):                          # the request has arrived and is never taken
            self.receiver.arrived.release()
            self.receiver.release.wait(60)
        else:
            self._take(fault, body)

    def _take(self, fault: str, body: bytes) -> None:
        reply = self.receiver.take(body, dict(self.headers))
        if fault == "torn":
            self._answer(reply[0], {"Content-Length": "100000"}, b"[")
        elif fault == "after":                                      # taken, and the sender will not live to hear of it
            self.receiver.arrived.release()
            self.receiver.release.wait(60)
        elif fault != "lost":
            self._answer(*reply)

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass
