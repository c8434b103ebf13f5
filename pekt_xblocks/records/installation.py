"""What installing and diagnosing ask of the platform: features, completion, languages, courses; Open edX is imported in functions alone."""
from __future__ import annotations

from collections.abc import Collection

from django.apps import apps
from django.conf import settings
from opaque_keys.edx.keys import CourseKey


def flag(name: str) -> bool:
    """A feature of the platform: a setting of its own since Verawood, an entry of ``FEATURES`` before."""
    return bool(getattr(settings, name, getattr(settings, "FEATURES", {}).get(name, False)))


def tracks_completion() -> bool:
    """Whether the platform stores completions at all."""
    from completion.waffle import ENABLE_COMPLETION_TRACKING_SWITCH

    return ENABLE_COMPLETION_TRACKING_SWITCH.is_enabled()


def track_completion() -> None:
    """Have the platform store completions."""
    from completion.waffle import ENABLE_COMPLETION_TRACKING_SWITCH
    from waffle.models import Switch

    Switch.objects.update_or_create(name=ENABLE_COMPLETION_TRACKING_SWITCH.name, defaults={"active": True})


def released_languages() -> list[str] | None:
    """The languages that the platform shows its pages in besides its own; None where it withholds none."""
    if not apps.is_installed("openedx.core.djangoapps.dark_lang"):
        return None
    from openedx.core.djangoapps.dark_lang.models import DarkLangConfig

    return list(DarkLangConfig.current().released_languages_list)


def release_language(code: str) -> bool:
    """Have the platform show its pages in a language too; False where it did, or withholds none."""
    released = released_languages()
    if released is None or code in released:
        return False
    from openedx.core.djangoapps.dark_lang.models import DarkLangConfig

    config = DarkLangConfig.current()
    config.released_languages, config.changed_by = ",".join([*released, code]), None
    config.save()           # a row of its own, with all else as it was: a site that shows every language goes on doing so
    return True


def has_course(course_key: str) -> bool:
    """Whether Studio has the course."""
    from xmodule.modulestore.django import modulestore

    return modulestore().has_course(CourseKey.from_string(course_key))


def offer_blocks(course_key: str, names: Collection[str]) -> list[str]:
    """Put these blocks among those that Studio offers under *Advanced* in a course; returns the new ones. ``LookupError``."""
    from xmodule.modulestore import ModuleStoreEnum
    from xmodule.modulestore.django import modulestore

    course = modulestore().get_course(CourseKey.from_string(course_key))
    if course is None:
        raise LookupError(course_key)
    new = [name for name in names if name not in course.advanced_modules]
    if new:
        course.advanced_modules = [*course.advanced_modules, *new]      # another list: the platform would not see one that grew
        modulestore().update_item(course, ModuleStoreEnum.UserID.mgmt_command)
    return new
