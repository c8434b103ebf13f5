"""What fragments want in the page, each thing once, whatever the number of blocks that want it."""
from __future__ import annotations

from web_fragments.fragment import Fragment, FragmentResource


class Resources:
    """Scripts and styles of a page's fragments in the order in which they were first wanted."""

    def __init__(self) -> None:
        self._found: dict[FragmentResource, None] = {}

    def add(self, fragment: Fragment) -> None:
        """Take up a fragment's resources."""
        self._found.update(dict.fromkeys(fragment.resources))

    def _of(self, mimetype: str, kind: str) -> list[str]:
        return [r.data for r in self._found if r.mimetype == mimetype and r.kind == kind]

    @property
    def style_urls(self) -> list[str]:
        """Addresses of style sheets."""
        return self._of("text/css", "url")

    @property
    def styles(self) -> list[str]:
        """Style sheets as text."""
        return self._of("text/css", "text")

    @property
    def script_urls(self) -> list[str]:
        """Addresses of scripts."""
        return self._of("application/javascript", "url")

    @property
    def scripts(self) -> list[str]:
        """Scripts as text."""
        return self._of("application/javascript", "text")
