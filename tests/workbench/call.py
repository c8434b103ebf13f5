"""Calling a block's handler as its page would."""
from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pekt_xblocks.workbench.access import Visitor


def address(browser: Client, usage: str, name: str, place: str = "learn", suffix: str = "") -> str:
    """The address that the page of the person in this browser has for a handler."""
    from django.contrib.auth import get_user
    user = get_user(browser)
    tag = Visitor(user if user.is_authenticated else None).tag
    return reverse("handler", args=[place, tag, usage, name, *([suffix] if suffix else [])])


def call(browser: Client, usage: str, name: str, data: Any = None, place: str = "learn", suffix: str = "") -> HttpResponse:
    """POST JSON to a handler."""
    return browser.post(address(browser, usage, name, place, suffix), json.dumps(data or {}), content_type="application/json")
