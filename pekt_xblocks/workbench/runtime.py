"""The runtime of the local site: xblock-sdk's, with the platform's keys, rows, roles, services and events.

The one rule: what a block may do here it may do on the platform, and what the platform refuses is refused here too.
"""
from __future__ import annotations

import json
from collections.abc import Callable
from enum import Enum
from html import escape
from typing import Any

from django.contrib.auth.models import User
from django.templatetags.static import static
from django.urls import reverse
from opaque_keys.edx.locator import BlockUsageLocator
from web_fragments.fragment import Fragment
from workbench.runtime import WorkbenchRuntime
from xblock.exceptions import NoSuchUsage
from xblock.fields import ScopeIds
from xblock.runtime import IdGenerator, IdReader, KvsFieldData, Runtime

from pekt_xblocks.records import api

from . import assets, events, keys, services
from .access import Visitor
from .course_files import CourseFiles
from .models import Element
from .store import FieldStore, rows_for


class Place(Enum):
    """Where a block is shown: the platform gives each place its own runtime, and so do we. The value is part of handlers' addresses."""

    LEARNER = "learn"
    """A unit page; a visitor without a name keeps nothing."""
    PREVIEW = "preview"
    """What an author sees of a block without editing it: nothing is kept or published."""
    STUDIO = "studio"
    """The editor: there is no learner at all."""


class Keys(IdReader, IdGenerator):
    """Usage keys are definition keys too: a definition is never shared here. There are no asides."""

    def get_definition_id(self, usage_id: BlockUsageLocator) -> BlockUsageLocator:
        return usage_id

    def get_block_type(self, def_id: BlockUsageLocator) -> str:
        return def_id.block_type

    def create_definition(self, block_type: str, slug: str | None = None) -> Any:
        raise NotImplementedError("elements come from course packages, which name them")

    def _no_asides(self, *_: Any) -> Any:
        raise NotImplementedError("this site has no asides")

    create_usage = create_aside = _no_asides
    get_usage_id_from_aside = get_definition_id_from_aside = _no_asides
    get_aside_type_from_usage = get_aside_type_from_definition = _no_asides


class SiteRuntime(WorkbenchRuntime):
    """Serves one request: one person, one place. ``elements`` may be given where they have been read already."""

    user_id = None  # plain, since the base class's property only warns that it will go

    def __init__(self, user: User | None = None, place: Place = Place.LEARNER, *, author: bool = False,
                 elements: dict[str, Element] | None = None) -> None:
        self.user = user if user is not None and user.is_authenticated else None
        self.place, self.author = place, author
        self.user_id = self.user.pk if self.user and place is not Place.STUDIO else None
        self._elements = dict(elements or {})
        self._addresses: dict[str, services.Addresses] = {}
        self._made: dict[str, Any] = {}
        rows = rows_for(self.element, self.user_id, author=place is Place.STUDIO, keep=place is not Place.PREVIEW)
        # The base class would build its own services, in-memory ids and a store with a row per field and statement.
        super(WorkbenchRuntime, self).__init__(Keys(), Keys(), services={"field-data": KvsFieldData(FieldStore(rows))})

    # -- elements and blocks ----------------------------------------------------------------------------------------

    def element(self, usage_key: Any) -> Element:
        """The row of an element, read once; ``NoSuchUsage`` if there is none."""
        text = str(usage_key)
        if text not in self._elements:
            found = Element.objects.filter(usage_key=text).first()
            if found is None:
                raise NoSuchUsage(text)
            self._elements[text] = found
        return self._elements[text]

    def get_block(self, usage_id: Any, for_parent: Any = None) -> Any:
        """The block of a usage key, for this runtime's person."""
        key = keys.usage_key(str(usage_id))
        element = self.element(key)
        ids = ScopeIds(self.user_id, element.block_type, key, key)
        return self.construct_xblock(element.block_type, ids, for_parent=for_parent)

    def applicable_aside_types(self, block: Any) -> list[str]:
        return []

    def _patch_xblock(self, block: Any) -> None:
        """The base class sets made-up due dates and locations on every block."""

    def get_user_role(self) -> str:
        """The platform's word for what this person is in the course."""
        return "instructor" if self.place is not Place.LEARNER else "staff" if self.author else "student"

    # -- services ---------------------------------------------------------------------------------------------------

    def service(self, block: Any, service_name: str) -> Any:
        """Each service is made when a block first asks for it."""
        make = _SERVICES.get(service_name)
        if make is not None and service_name not in self._made and block.service_declaration(service_name):
            self._services[service_name] = self._made[service_name] = make(self, block)
        return Runtime.service(self, block, service_name)

    def addresses(self, course: Any) -> services.Addresses:
        """Where a course's files are; one object per course, since it looks the course up."""
        if str(course) not in self._addresses:
            self._addresses[str(course)] = services.Addresses(str(course))
        return self._addresses[str(course)]

    # -- views ------------------------------------------------------------------------------------------------------

    def render(self, block: Any, view_name: str, context: Any = None) -> Fragment:
        """A view as a fragment, course files' addresses resolved as the platform does everywhere but in the editor."""
        fragment = Runtime.render(self, block, view_name, context)
        if self.place is not Place.STUDIO:
            fragment.content = self.addresses(block.scope_ids.usage_id.course_key).replace_urls(fragment.content)
        return fragment

    def _wrap_ele(self, block: Any, view: str, frag: Fragment, extra_data: dict[str, Any] | None = None) -> Fragment:
        wrapped, key = Fragment(), block.scope_ids.usage_id
        data = {"usage": str(key), "block-type": key.block_type, "handler-base": self._handler_base(key), **(extra_data or {})}
        if frag.js_init_fn:
            data |= {"init": frag.js_init_fn, "runtime-version": frag.js_init_version}
        args = "" if frag.json_init_args is None else (
            f'<script type="json/xblock-args" class="xblock_json_init_args">{_script_json(frag.json_init_args)}</script>')
        names = "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())
        classes = escape(" ".join(self._css_classes_for(block, view)))
        wrapped.add_content(f'<div class="{classes}"{names}>{frag.body_html()}{args}</div>')
        wrapped.add_fragment_resources(frag)
        return wrapped

    # -- addresses --------------------------------------------------------------------------------------------------

    def _handler_base(self, key: BlockUsageLocator) -> str:
        return reverse("handler", args=[self.place.value, Visitor(self.user).tag, str(key), "-"])[:-1]

    def handler_url(self, block: Any, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False) -> str:
        """The address of a handler; ``ValueError`` if the block has no such handler."""
        if not getattr(getattr(block, handler_name, None), "_is_xblock_handler", False):
            raise ValueError(f"{handler_name!r} is not a handler")
        address = self._handler_base(block.scope_ids.usage_id) + handler_name
        return address + (f"/{suffix}" if suffix else "") + (f"?{query}" if query else "")

    def resource_url(self, resource: str) -> str:
        """A file of the site itself."""
        return static(f"workbench/{resource}")

    def local_resource_url(self, block: Any, uri: str) -> str:
        """A block's own file, by package as in production, with its version."""
        cls = getattr(block, "unmixed_class", type(block))
        found = assets.resource_version(cls, uri)
        address = reverse("resource", args=[assets.resource_name(cls), uri])
        return f"{address}?v={found}" if found else address

    # -- handlers ---------------------------------------------------------------------------------------------------

    def handle(self, block: Any, handler_name: str, request: Any, suffix: str = "") -> Any:
        """A handler's answer; the progress that it changes is computed once, at its end."""
        with api.together():
            return super().handle(block, handler_name, request, suffix)

    # -- events -----------------------------------------------------------------------------------------------------

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        """Grade and completion become rows, anything else a line in the log; a preview and the editor publish nothing."""
        if self.place is Place.LEARNER:
            events.publish(self.user, block, event_type, event_data)


def _script_json(data: Any) -> str:
    """JSON that can't end the script element it stands in."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _completion(runtime: SiteRuntime, block: Any) -> Any:
    key = block.scope_ids.usage_id.course_key
    return services.CompletionService(runtime.user, key) if runtime.user and runtime.place is Place.LEARNER else None


_SERVICES: dict[str, Callable[[SiteRuntime, Any], Any]] = {
    "user": lambda rt, block: services.SiteUser(
        rt.user, staff=rt.author and rt.place is Place.LEARNER, role=rt.get_user_role(), preview=rt.place is Place.PREVIEW),
    "i18n": lambda rt, block: services.Words(block),
    "replace_urls": lambda rt, block: rt.addresses(block.scope_ids.usage_id.course_key),
    "completion": _completion,
    "settings": lambda rt, block: services.SettingsService(),
    "course_files": lambda rt, block: (
        CourseFiles(str(block.scope_ids.usage_id.course_key)) if rt.author and rt.place is Place.STUDIO else None),
    "studio_user_permissions": lambda rt, block: services.Permissions(rt.author) if rt.place is not Place.LEARNER else None,
}
