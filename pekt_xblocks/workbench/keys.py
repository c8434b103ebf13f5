"""Real Open edX keys for courses and elements; a text that is not a key raises ``LookupError``, never more."""
from __future__ import annotations

from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey
from opaque_keys.edx.locator import BlockUsageLocator, CourseLocator


def course_key(text: str) -> CourseLocator:
    """``course-v1:PEKTPE+phishing+2026`` as a key."""
    try:
        key = CourseKey.from_string(text)
    except InvalidKeyError as error:
        raise LookupError(text) from error
    if not isinstance(key, CourseLocator) or key.deprecated or str(key) != text:
        raise LookupError(text)
    return key


def usage_key(text: str) -> BlockUsageLocator:
    """``block-v1:…+type@pekt_quiz+block@name`` as a key."""
    try:
        key = UsageKey.from_string(text)
    except InvalidKeyError as error:
        raise LookupError(text) from error
    if not isinstance(key, BlockUsageLocator) or key.deprecated or str(key) != text:
        raise LookupError(text)
    return key
