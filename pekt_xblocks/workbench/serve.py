"""Starts the local site: prepares what is missing, says so step by step, serves until Ctrl-C."""
from __future__ import annotations

import ipaddress
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

SETTINGS = "pekt_xblocks.workbench.settings"


def serve(host: str = "127.0.0.1", port: int = 8000, var: Path | str = "var", courses: Path | str | None = None, *,
          preview: bool = False, demo: bool = False, register: bool = False, bus: str = "") -> int:
    """Serve the site with its state in ``var`` until Ctrl-C; the exit code of the process.

    Beyond loopback nobody can choose a person: whoever opened the site could become a teacher. ``preview``: ``courses`` is one
    course, and its pages follow its files. ``demo`` fills the records with a fictional year. ``register``: no courses, only what other
    sites tell on the Redis at ``bus``.
    """
    os.environ["PEKT_PREVIEW"] = "1" if preview else "0"
    os.environ["PEKT_REGISTER"] = "1" if register else "0"
    os.environ["PEKT_VAR"] = str(var)
    if bus:
        os.environ["PEKT_BUS"] = bus
    if courses is not None:
        os.environ["PEKT_COURSES"] = str(courses)
    if not is_loopback(host):
        os.environ["PEKT_LOCAL"] = "0"
        os.environ.setdefault("PEKT_HOSTS", "*" if host in ("0.0.0.0", "::") else host)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts background jobs deaf to it
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        prepare(demo, register)
        return _listen(host, port)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


def command(var: Path | str, *words: str) -> int:
    """Run one of the site's management commands on the state in ``var``; its exit code."""
    os.environ["PEKT_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    django.setup()
    from django.core.management import call_command
    try:
        call_command(*words)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def prepare(demo: bool = False, register: bool = False) -> None:
    """Database, people and courses as they should be; seconds the first time, next to nothing later."""
    import django
    django.setup()
    from django.core.management import call_command
    _step("Database", lambda: call_command("migrate", interactive=False, verbosity=0))
    _step("People", lambda: call_command("demo_people", verbosity=0))
    if register:
        return _step("Directorate", _directorate)
    _step("Courses", lambda: call_command("load_courses"))
    _step("Hubs", lambda: call_command("demo_hubs", verbosity=0))
    if demo:
        _step("A fictional year", lambda: call_command("demo_year", verbosity=0))


def _directorate() -> None:
    from pekt_xblocks.records import api
    from pekt_xblocks.records.models import Role

    from .models import Person
    for person in Person.objects.filter(role=Person.Role.DIRECTORATE):
        api.give_role(person.user_id, Role.DIRECTORATE)


def _step(name: str, work: Callable[[], object]) -> None:
    started = time.monotonic()
    print(f"{name} …", flush=True)
    work()
    print(f"{name}: ready ({time.monotonic() - started:.1f} s)", flush=True)


def _listen(host: str, port: int) -> int:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        """Says nothing of requests that went well."""

        disable_nagle_algorithm = True  # headers and body are two packets: else each answer waits 40 ms for the first one's receipt

        def log_request(self, *args: object) -> None: ...

    class Patient(ThreadedWSGIServer):
        """Lets a whole class knock at once: Django's own server turns the eleventh away."""

        request_queue_size = 128

    try:
        server = Patient((host.strip("[]"), port), Quiet, ipv6=":" in host)
    except OSError as error:
        print(f"Port {port} can't be used: {error.strerror}. Choose another: PORT={port + 1}", file=sys.stderr)
        return 1
    server.set_app(get_wsgi_application())
    server.daemon_threads = True
    print(f"Open http://{host if not is_loopback(host) else '127.0.0.1'}:{server.server_port} in your browser. Ctrl-C ends it.", flush=True)
    with server:
        server.serve_forever()
    return 0
