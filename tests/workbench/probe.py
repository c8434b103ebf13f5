"""A block that does one small thing of each sort, so that the runtime can be seen from a block's side."""
from __future__ import annotations

from web_fragments.fragment import Fragment
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Dict, Float, Integer, Scope, String

SERVICES = ("user", "i18n", "replace_urls", "completion", "settings", "studio_user_permissions")


@XBlock.wants(*SERVICES)
class ProbeBlock(CompletableXBlockMixin, XBlock):
    """Fields of every scope, and a handler for each thing that a block asks of its runtime."""

    has_score = True
    body = String(scope=Scope.content, default="")
    facts = Dict(scope=Scope.content, default={})
    display_name = String(scope=Scope.settings, default="Probe")
    weight = Float(scope=Scope.settings, default=None)
    tries = Integer(scope=Scope.user_state, default=0)
    answer = String(scope=Scope.user_state, default="")
    colour = String(scope=Scope.preferences, default="")
    city = String(scope=Scope.user_info, default="")
    votes = Integer(scope=Scope.user_state_summary, default=0)

    def student_view(self, context=None):
        fragment = Fragment(f'<p class="probe">{self.tries} <img src="/static/dot.svg" alt=""></p>')
        fragment.add_javascript_url("/probe.js")
        fragment.add_css_url("/probe.css")
        fragment.initialize_js("Probe", {"text": "</script><b>&", "picture": "/static/dot.svg", "tries": self.tries})
        return fragment

    def public_view(self, context=None):
        return Fragment("<p>public</p>")

    def author_view(self, context=None):
        return Fragment('<p>the key <img src="/static/dot.svg" alt=""></p>')

    def studio_view(self, context=None):
        return Fragment('<form><img src="/static/dot.svg" alt=""></form>')

    def max_score(self):
        return 4.0

    @XBlock.json_handler
    def answer_it(self, data, suffix=""):
        """Two user fields at once."""
        self.tries += 1
        self.answer = data["answer"]
        return {"tries": self.tries}

    @XBlock.json_handler
    def everything(self, data, suffix=""):
        """A field of every learner's scope."""
        self.tries, self.colour, self.city = 1, "blue", "Κοζάνη"
        self.votes += 1
        return {"votes": self.votes}

    @XBlock.json_handler
    def write_content(self, data, suffix=""):
        """What an editor's save does."""
        self.body, self.display_name = data["body"], "Renamed"
        return {}

    @XBlock.json_handler
    def publish_it(self, data, suffix=""):
        """Any event."""
        self.runtime.publish(self, data["name"], data["data"])
        return {}

    @XBlock.json_handler
    def fail_late(self, data, suffix=""):
        """Writes, then fails: nothing may be kept."""
        self.runtime.publish(self, "completion", {"completion": 1.0})
        self.answer = "lost"
        self.save()
        raise RuntimeError("as planned")

    @XBlock.json_handler
    def who(self, data, suffix=""):
        """What the services say."""
        found = self.runtime.service(self, "user").get_current_user().opt_attrs
        permissions = self.runtime.service(self, "studio_user_permissions")
        return {"attributes": found, "user_id": self.scope_ids.user_id, "suffix": suffix,
                "completion": self.runtime.service(self, "completion") is not None,
                "can_write": permissions is not None and permissions.can_write(self.scope_ids.usage_id.course_key)}

    @XBlock.handler
    def plain(self, request, suffix=""):
        """A handler that is no JSON."""
        from webob import Response
        return Response(body=f"{request.method} {suffix}", content_type="text/plain", charset="utf-8")
