"""``pekt_records_demo``: a fictional school year for people and courses that exist already."""
from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ... import api


class Command(BaseCommand):
    help = "Make runs, groups and memberships of a fictional school year; may be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--course", action="append", default=[], metavar="KEY=SLUG=TITLE", required=True)
        parser.add_argument("--learner", action="append", default=[], metavar="USERNAME")
        parser.add_argument("--teacher", action="append", default=[], metavar="USERNAME")
        parser.add_argument("--coordinator", action="append", default=[], metavar="HUB=USERNAME")
        parser.add_argument("--municipality", action="append", default=[], metavar="HUB=USERNAME")
        parser.add_argument("--directorate", metavar="USERNAME")

    def handle(self, **options: Any) -> None:
        courses = [api.Course(*_split(text, 3)) for text in options["course"]]
        runs = api.demo(
            courses, [_user(name) for name in options["learner"]], [_user(name) for name in options["teacher"]],
            {hub: _user(name) for hub, name in (_split(text, 2) for text in options["coordinator"])},
            _user(options["directorate"]) if options["directorate"] else None,
            {hub: _user(name) for hub, name in (_split(text, 2) for text in options["municipality"])})
        self.stdout.write(f"{len(runs)} runs")


def _split(text: str, parts: int) -> list[str]:
    found = text.split("=", parts - 1)
    if len(found) != parts:
        raise CommandError(f"{text!r} needs {parts} parts joined by =")
    return found


def _user(username: str) -> int:
    found = get_user_model().objects.filter(username=username).values_list("id", flat=True).first()
    if found is None:
        raise CommandError("no such user")
    return found
