"""The author's side of a block: the editor, saving, preview; validates before it sets anything, and refuses learners."""
from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from web_fragments.fragment import Fragment

from pekt_xblocks.activities import examples, templates
from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.core import reply
from pekt_xblocks.core.activity import Activity, Data
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import undescribed
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.shell import front
from pekt_xblocks.shell.calls import FILE_LIMIT, SENT, Refused, json_call, sent_file
from pekt_xblocks.shell.media import Media

if TYPE_CHECKING:
    from pekt_xblocks.core.faults import Fault

_AUTHORS_ONLY = N_("Only authors of this course can do this.")
_CHANGED = N_("Somebody else saved this activity after you opened it. Nothing of yours was lost.")
_UNREADABLE = N_("This can't be read.")
_NO_ALT = N_("Say in words what the picture {name} shows: put the cursor on it and press the picture button.")


class Studio(Media):
    """Mixed into the block; no handler writes a learner's fields, because Studio's runtime refuses that."""

    def studio_view(self: Any, context: Any = None) -> Fragment:
        """The editor. It asks for the definition itself: libraries rewrite ``/static/`` in whatever the page is given."""
        if not self.may_author:
            return Fragment(f"<p>{escape(self.say(_AUTHORS_ONLY))}</p>")
        files = front.studio_files(self.kind)
        urls = front.urls(self, files)
        first = list(front.editor_files(self.kind))
        fragment = Fragment(f'<div class="pekt-editor" data-kind="{self.kind}">{_early(urls[name] for name in first)}</div>')
        fragment.add_javascript_url(self.runtime.local_resource_url(self, front.STUDIO_BOOT))
        fragment.initialize_js("PektEditor", {
            "kind": self.kind, "lang": self.language, "name": self.display_name or self.say(self.activity_type().label),
            "key": self.usage_key(), "user": self.person.key, "words": front.page_words(tuple(files.values()), self.language),
            "first": first, "urls": {**urls, "vendor": front.vendored(self, self.activity_type())}})
        return fragment

    def author_view(self: Any, context: Any = None) -> Fragment:
        """The unit page in Studio: an outline with keys, and what has to be mended."""
        activity = self.activity_or_none
        if activity is None:
            rows = "".join(f"<li>{escape(f['text'])}</li>" for f in self._stored_faults())
            return Fragment(f'<div class="pekt-outline" role="note"><p><strong>{escape(self.say(N_("To be mended")))}</strong></p>'
                            f"<ul>{rows}</ul></div>")
        rows = "".join(f"<li>{escape(part)} — <strong>{escape(key)}</strong></li>" for part, key in activity.outline(self.say))
        settings = self.settings
        name, kind = escape(settings.display_name or self.say(activity.label)), escape(self.say(activity.label))
        return Fragment(f'<div class="pekt-outline"><p><strong>{name}</strong> · {kind}</p><ol>{rows}</ol></div>')

    @json_call(resolve=False)
    def load_definition(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """What the editor starts from: schema, definition, settings, faults, and the version it must name when it saves."""
        from pekt_xblocks.core import digcomp  # no learner needs it, nor the schema
        from pekt_xblocks.core.schema import editor_schema
        self._authors_only()
        cls = self.activity_type()
        activity = self.activity_or_none
        shown = self.definition if self.definition and not self.source else None
        return {"schema": editor_schema(cls, self.language),
                "definition": activity.model_dump(mode="json") if activity else shown or _default(self.kind),
                "settings": {"fields": editor_schema(Settings, self.language), "values": self._settings_values()},
                "competences": digcomp.listed(self.language), "imports": self._imports(cls), "templates": self._templates(),
                "faults": [] if activity else self._stored_faults(), "source": self.source or None, "version": self._version()}

    @json_call(limit=1_000, resolve=False)
    def load_template(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """The definition of the kind's template ``{name}``; nothing is kept."""
        self._authors_only()
        for each in templates(self.kind):
            if each.name == data.get("name"):
                return {"definition": each.activity.model_dump(mode="json")}
        raise Refused(404, _UNREADABLE)

    @json_call(limit=SENT, resolve=False)
    def import_items(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """Items read from ``{format, text}`` or ``{format, base64}``, each with (part, answer) in short, and what could not be taken."""
        from pekt_xblocks.core import faults
        self._authors_only()
        importer = self.activity_type().importer()
        if importer is None:
            raise Refused(404, _UNREADABLE)
        found = importer.read(str(data.get("format")), sent_file(data))
        problems = [{"line": each.line, "taken": each.taken, "text": faults.worded(each.message, each.params, self.language)}
                    for each in found.problems]
        outline = self.activity_type().model_validate({importer.into: found.items}).outline(self.say) if found.items else []
        return {"items": found.items, "outline": outline, "problems": problems, "format": found.format}

    @json_call(limit=1_000, resolve=False)
    def import_sheet(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """The template of an import as an XLSX file, ``{base64}``."""
        self._authors_only()
        importer = self.activity_type().importer()
        if importer is None or importer.sheet is None:
            raise Refused(404, _UNREADABLE)
        return {"base64": base64.b64encode(importer.sheet(self.language)).decode()}

    @json_call(limit=FILE_LIMIT)
    def save_definition(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """Save ``{definition, settings, version}`` if both are valid; else say what to mend and change nothing."""
        self._authors_only()
        if data.get("version") not in (None, self._version()):
            raise Refused(409, _CHANGED, version=self._version())
        activity, found = self._checked(self.activity_type(), data.get("definition"))
        settings, settings_found = self._checked(Settings, data.get("settings", {}))
        found = found or self._undescribed(activity)
        if found or settings is None:
            return {"ok": False, "faults": found, "settings_faults": settings_found}
        self.definition, self.source = activity.model_dump(mode="json"), ""
        for name, value in settings.model_dump().items():
            if value != getattr(self, name):
                setattr(self, name, value)
        return {"ok": True, "version": self._version()}

    @json_call(limit=FILE_LIMIT)
    def preview_definition(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """The learner's page of an unsaved definition, as the arguments of its script; or what to mend first."""
        self._authors_only()
        activity, found = self._checked(self.activity_type(), data.get("definition"))
        settings, settings_found = self._checked(Settings, data.get("settings", {}))
        if activity is None or settings is None:
            return {"faults": found, "settings_faults": settings_found}
        return {"args": self.page_args(activity, settings, "preview"), "faults": [],
                "solution": activity.correct_response().model_dump(mode="json")}

    @json_call(limit=FILE_LIMIT)
    def preview_submit(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """Grade a response to an unsaved definition; nothing is kept."""
        activity, settings = self._previewed(data)
        response = self.readable(activity, data.get("response"))
        state, outcome = attempts.submit(attempts.State(), settings, activity, response)
        return reply.submitted(outcome, state, settings, activity, False, self.say)

    @json_call(limit=FILE_LIMIT)
    def preview_act(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """A view's own call to an unsaved definition."""
        activity, _settings = self._previewed(data)
        try:
            return reply.acted(activity.act(str(data.get("name"))[:40], data.get("data")), self.say)
        except (LookupError, ValidationError):
            raise Refused(400, _UNREADABLE) from None

    @json_call(limit=FILE_LIMIT, resolve=False)
    def author_act(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """A call of the kind's own field, on the definition as it stands in the form, or what to mend in that first; nothing is kept."""
        self._authors_only()
        cls = self.activity_type()
        try:
            return reply.acted(cls.author_act(data.get("definition"), str(data.get("name"))[:40], data.get("data"), self.say), self.say)
        except ValidationError as error:
            return {"faults": self._faults(error, cls)}
        except (LookupError, TypeError, ValueError, RecursionError):
            raise Refused(400, _UNREADABLE) from None

    @json_call(limit=FILE_LIMIT)
    def preview_hint(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """The hints of the part ``at`` of an unsaved definition, one more than the ``opened`` ones; nothing is kept."""
        activity, settings = self._previewed(data)
        at, opened = str(data.get("at"))[:80], data.get("opened")
        state = attempts.State(hints={at: min(max(opened, 0), 100) if isinstance(opened, int) else 0})
        told = reply.hints(attempts.open_hint(state, settings, activity, at), settings, activity)
        return {"at": at, **told.get(at, {"open": [], "more": 0})}

    def _previewed(self: Any, data: dict[str, Any]) -> tuple[Activity, Settings]:
        self._authors_only()
        activity, _ = self._checked(self.activity_type(), data.get("definition"))
        settings, _ = self._checked(Settings, data.get("settings", {}))
        if activity is None or settings is None:
            raise Refused(400, N_("Mend the definition first."))
        return activity, settings

    def _authors_only(self: Any) -> None:
        if not self.may_author:
            raise Refused(403, _AUTHORS_ONLY)

    def _checked(self: Any, cls: type[Data], raw: Any) -> tuple[Any, list[dict[str, Any]]]:
        try:
            return cls.model_validate(raw), []
        except ValidationError as error:
            return None, self._faults(error, cls)
        except RecursionError:
            raise Refused(400, _UNREADABLE) from None

    def _undescribed(self: Any, activity: Activity) -> list[dict[str, Any]]:
        """Pictures in texts that have no words. Only the editor refuses them: what a course has already must go on working."""
        from pekt_xblocks.core.faults import Fault
        from pekt_xblocks.olx.inspection import strings
        return [self._fault_json(Fault(at, "no_alt", _NO_ALT, {"name": undescribed(text)[0]}), type(activity))
                for at, text, how in strings(activity) if how == "markdown" and undescribed(text)]

    def _faults(self: Any, error: ValidationError, cls: type[Data]) -> list[dict[str, Any]]:
        from pekt_xblocks.core.faults import faults_of
        return [self._fault_json(fault, cls) for fault in faults_of(error, cls)]

    def _fault_json(self: Any, fault: Fault, cls: type[Data]) -> dict[str, Any]:
        from pekt_xblocks.core import faults
        return {"at": list(fault.at), "code": fault.code, "text": faults.say(fault, self.language),
                "where": faults.place(fault, cls, self.language), "headline": faults.headline(fault, self.language)}

    def _stored_faults(self: Any) -> list[dict[str, Any]]:
        cls = self.activity_type()
        try:
            if self.source:
                from pekt_xblocks.olx import codec
                codec.from_element(cls, self._source_element())
            else:
                cls.model_validate(self.definition)
        except ValidationError as error:
            return self._faults(error, cls)
        except Exception as error:  # noqa: BLE001 - the source may be anything; its author must see why
            return [{"at": [], "code": "unreadable", "text": str(error) or self.say(_UNREADABLE), "where": ""}]
        return []

    def _imports(self: Any, cls: type[Activity]) -> dict[str, Any] | None:
        importer = cls.importer()
        return importer and {"into": importer.into, "template": importer.template(self.language), "sheet": importer.sheet is not None,
                             "formats": {name: self.say(label) for name, label in importer.formats.items()}}

    def _templates(self: Any) -> list[dict[str, str]]:
        """What a block that nobody wrote in yet may start from."""
        fresh = self.definition is None and not self.source
        return [{"name": each.name, "title": self.say(each.title), "description": self.say(each.description)}
                for each in templates(self.kind)] if fresh else []

    def _settings_values(self: Any) -> dict[str, Any]:
        return self.settings.whole().model_dump()

    def _version(self: Any) -> str:
        whole = json.dumps([self.definition, self.source, self._settings_values()], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]



def _early(urls: Iterable[str]) -> str:
    """Tells the browser what the editor's script is going to ask for, so that it comes while the script does."""
    return "".join(f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{escape(url)}">' if url.partition("?")[0].endswith(".css")
                   else f'<link rel="modulepreload" href="{escape(url)}">' for url in urls)


def _default(kind: str) -> dict[str, Any]:
    return examples(kind).DEFAULT.model_dump(mode="json")
