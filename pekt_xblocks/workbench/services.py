"""The services that blocks ask for, under the platform's names and with its answers; a preview has fewer, as Studio has."""
from __future__ import annotations

import gettext
import hashlib
import hmac
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from completion.services import CompletionService
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation
from workbench.services import SettingsService
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import NullI18nService

from pekt_xblocks.core.language import catalogue

from .assets import quoted_static, version
from .media import course_folder, media_path

__all__ = ["Addresses", "CompletionService", "Permissions", "SettingsService", "SiteUser", "Words", "pseudonym"]


def pseudonym(user_id: int) -> str:
    """The name by which blocks know a learner: stable on this site, meaningless elsewhere."""
    return hmac.new(settings.SECRET_KEY.encode(), f"learner:{user_id}".encode(), hashlib.sha256).hexdigest()[:32]


class SiteUser(UserService):
    """The ``user`` service: who is at the page, in the platform's own attributes."""

    def __init__(self, user: User | None, *, staff: bool, role: str, preview: bool = False) -> None:
        super().__init__()
        name = "student" if preview else pseudonym(user.pk) if user else None
        self._current = XBlockUser(is_current_user=True, full_name=user.get_full_name() if user else None)
        self._current.opt_attrs = {
            "edx-platform.anonymous_user_id": name,
            "edx-platform.is_authenticated": user is not None,
            "edx-platform.user_id": user.pk if user else None,
            "edx-platform.username": user.get_username() if user else None,
            "edx-platform.user_is_staff": staff,
            "edx-platform.user_role": role,
        }

    def get_current_user(self) -> XBlockUser:
        return self._current


class Words(NullI18nService):
    """The ``i18n`` service: the package's catalogue in the request's language; other packages' blocks speak their own."""

    def __init__(self, block: Any) -> None:
        super().__init__()
        ours = getattr(block, "unmixed_class", type(block)).__module__.startswith("pekt_xblocks.")
        self._translations = catalogue(translation.get_language() or "") if ours else gettext.NullTranslations()

    @property
    def gettext(self) -> Any:
        return self._translations.gettext

    ugettext = gettext

    @property
    def ngettext(self) -> Any:
        return self._translations.ngettext

    ungettext = ngettext


class Addresses:
    """The ``replace_urls`` service: quoted ``/static/name`` references become addresses of this course's files."""

    def __init__(self, course: str) -> None:
        self._course = course

    @cached_property
    def _folder(self) -> Path:
        return course_folder(self._course)

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        """The text with its references resolved; a name the course does not have stays as written."""
        return quoted_static(text, self._address)

    def _address(self, name: str) -> str | None:
        try:
            path = media_path(self._folder, name)
        except LookupError:
            return None
        return f"{reverse('media', args=[self._course, name])}?v={quote(version(path))}"


class Permissions:
    """The ``studio_user_permissions`` service."""

    def __init__(self, author: bool) -> None:
        self._author = author

    def can_read(self, course: Any) -> bool:
        """Whether this person may see the course in the editor."""
        return self._author

    def can_write(self, course: Any) -> bool:
        """Whether this person may change the course."""
        return self._author
