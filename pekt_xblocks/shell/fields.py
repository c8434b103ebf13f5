"""Kinds of XBlock fields that cost no more than they must: a page reads a dozen of them for every learner."""
from __future__ import annotations

from typing import Any

from xblock.fields import Boolean, Dict, Field, Float, Integer, Scope, String

from pekt_xblocks.activities import activity_type
from pekt_xblocks.core.language import words


class Own(Field):
    """A field whose default is its own, and whose value is only ever replaced.

    The platform inherits settings from the course for its own names only (``InheritanceMixin``); of ours that is ``max_attempts``.
    For the others it need not be asked. Nor need a value be copied to see later whether somebody changed it in place.
    """

    def _get_default_value_to_cache(self, xblock: Any) -> Any:
        return self.default

    def _mark_dirty(self, xblock: Any, value: Any) -> None:
        xblock._dirty_fields.setdefault(self, value)


class OwnBoolean(Own, Boolean):
    """A yes or no."""


class OwnFloat(Own, Float):
    """A number."""


class OwnInteger(Own, Integer):
    """A whole number."""


class OwnString(Own, String):
    """A text."""


class _Kept(dict[str, Any]):
    """A dict that nobody changes in place: a copy would be the same."""

    def __deepcopy__(self, memo: Any) -> _Kept:
        return self


class Whole(Own, Dict):
    """A dict that is only ever replaced whole: XBlock need not copy it at each read and save to see whether it was changed in place."""

    MUTABLE = False

    def __init__(self, **options: Any) -> None:
        super().__init__(enforce_type=True, **options)

    def enforce_type(self, value: Any) -> Any:
        """The dict as one that is not copied; what is none is kept, so that an author can mend it."""
        return _Kept(value) if isinstance(value, dict) else value

    def to_json(self, value: Any) -> Any:
        """A plain dict, as stores know it."""
        return dict(value) if isinstance(value, dict) else value


class KindLabel(OwnString):
    """A display name that is the kind's own label by default; looked up when first asked, so that no kind is imported before its use."""

    def __init__(self, kind: str) -> None:
        super().__init__(scope=Scope.settings)
        self.kind = kind

    @property
    def default(self) -> str:
        """The label in Greek: Studio lists classes without a language."""
        return words("el")(activity_type(self.kind).label)
