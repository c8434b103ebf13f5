"""The package's own words in Greek and English: English is the message id, the catalogues are gettext's."""
from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

LANGUAGES = ("el", "en")
"""Languages the package is complete in; the first is the one to fall back to."""

_CATALOGUES = Path(__file__).parent.parent / "translations"


def N_(message: str) -> str:
    """Marks a message for the catalogues where it is defined; it is translated where it is shown."""
    return message


@lru_cache(maxsize=64)
def supported(language: str | None) -> str:
    """The supported language nearest to a code such as ``el``, ``el-gr`` or ``en_US``; Greek if there is none."""
    code = (language or "").replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else LANGUAGES[0]


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The compiled catalogue ``translations/<language>/LC_MESSAGES/text.mo``; the messages themselves if it is missing."""
    return gettext.translation("text", _CATALOGUES, [supported(language)], fallback=True)


def words(language: str | None) -> Callable[[str], str]:
    """A function that says a message in a language."""
    return catalogue(supported(language)).gettext
