"""The course's pictures in the editor: found, listed, added; what can't be told or taken is said, and nothing is overwritten."""
from __future__ import annotations

import re
from typing import Any

from pekt_xblocks.core.language import N_

from .calls import SENT, Refused, json_call, sent_file
from .services import STATIC

_UNREADABLE = N_("This can't be read.")
_TAKEN = N_("The course has another picture with this name. Here is a free one: add it so, or write another.")
_FULL = N_("The course has no room for more files. Take out pictures that it does not use.")
_FILE = re.compile(rf"{STATIC}[^/\\\"'<>]+\.(?:png|jpe?g|webp|svg|gif)", re.IGNORECASE)


class Media:
    """Mixed into the author's side of a block; whether a platform takes files at all is its ``course_files`` service's to say."""

    @json_call(limit=1_000)
    def find_media(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """The address of the course's file ``{name}``: empty if the course has none of that name, None if the platform can't tell."""
        self._authors_only()
        reference = f"{STATIC}{str(data.get('name'))[:200]}"
        if self.service("replace_urls") is None or not _FILE.fullmatch(reference):
            return {"url": None}
        address = self.resolved(reference)
        return {"url": "" if address == reference else address}

    @json_call(limit=100, resolve=False)
    def list_media(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """The course's pictures as {name, url, size}, where the platform has a service that tells them; None elsewhere.

        ``limit``: bytes of the largest that can be added from here, None where none can.
        """
        from pekt_xblocks.core.pictures import LIMIT  # no learner needs it
        self._authors_only()
        service = self.service("course_files")
        return {"files": service and service.pictures(), "limit": service and LIMIT}

    @json_call(limit=SENT, resolve=False)
    def add_media(self: Any, data: dict[str, Any]) -> dict[str, Any]:
        """Put the picture ``{name, base64}`` among the course's files: ``{file}`` as in ``list_media``.

        Else ``{fault, at}``: what has to change, the ``file`` or its ``name``; where that is taken, with a free one.
        """
        from pekt_xblocks.core import faults, pictures
        self._authors_only()
        service = self.service("course_files")
        if service is None:
            raise Refused(404, _UNREADABLE)
        content = sent_file(data)
        try:
            return {"file": service.add(pictures.named(str(data.get("name"))[:200], content), content)}
        except pictures.Unfit as unfit:
            return {"fault": faults.worded(unfit.message, unfit.params, self.language), "at": unfit.at}
        except FileExistsError as taken:
            return {"fault": self.say(_TAKEN), "at": "name", "free": str(taken)}
        except OverflowError:
            return {"fault": self.say(_FULL), "at": "file"}
