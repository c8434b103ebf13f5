"""A leaf of a unit as HTML: a page of text, or a block's view; one that fails never takes its neighbours along."""
from __future__ import annotations

import logging
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from xblock.exceptions import NoSuchViewError
from xblock.plugin import PluginMissingError

from .fragments import Resources
from .keys import usage_key
from .models import Element
from .outline import PAGE, Leaf
from .runtime import Place, SiteRuntime

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """A leaf on its page; ``html`` is None where it can't be shown."""

    element: Element
    html: SafeString | None
    page: bool
    done: bool


def show(runtime: SiteRuntime, leaf: Leaf, resources: Resources) -> Shown:
    """The leaf for the runtime's person; its resources are added to ``resources``."""
    element = leaf.element
    page = element.block_type == PAGE
    html = _page(runtime, element) if page else _block(runtime, element, resources)
    return Shown(element, html, page, leaf.done == 1)


def _page(runtime: SiteRuntime, element: Element) -> SafeString:
    addresses = runtime.addresses(usage_key(element.usage_key).course_key)
    return mark_safe(addresses.replace_urls(str(element.fields.get("data") or "")))  # noqa: S308 - the course's author wrote it


def _block(runtime: SiteRuntime, element: Element, resources: Resources) -> SafeString | None:
    try:
        block = runtime.get_block(element.usage_key)
        fragment = runtime.render(block, view_name(runtime), {})
    except PluginMissingError:
        log.warning("no block type %s is installed", element.block_type)
        return None
    except NoSuchViewError:
        return None
    except Exception:  # the platform shows its own notice in the place of a block that fails
        log.exception("view of %s", element.usage_key)
        return None
    resources.add(fragment)
    return mark_safe(fragment.body_html())  # noqa: S308 - blocks are installed code


def view_name(runtime: SiteRuntime) -> str:
    """The view that the platform asks for in this place and for this person."""
    if runtime.place is Place.STUDIO:
        return "studio_view"
    if runtime.place is Place.PREVIEW:
        return "author_view"
    return "student_view" if runtime.user else "public_view"
