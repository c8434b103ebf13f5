"""Markdown to safe HTML: raw HTML off, a closed list of addresses, rendered once and remembered."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_LINK = re.compile(r"(?:https?://[^/\\]|mailto:|/static/|/jump_to_id/|#)", re.I)
_IMAGE = re.compile(r"/static/[^/\\][^\\]*\.(?:png|jpe?g|webp|svg|gif)", re.I)
_JOINT = re.compile(r"(?<=\w)[./_-](?=\w)")
"""Where an address or a name may go on in the next line."""
_CLIMBS = re.compile(r"(?:\.|%2e){2}|\\", re.I)


_DECORATIVE = "decorative"
"""The title that says of a picture without words that it needs none: ``![](/static/line.svg "decorative")``."""


def _closed_list(state: StateCore) -> None:
    """Images only from the course's files (else their text); outside links tell the next site nothing."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "image" and not _IMAGE.fullmatch(str(token.attrGet("src") or "")):
                token.type, token.content, token.children = "text", token.content, None
            elif token.type == "image" and _decorates(token):
                token.attrs.pop("title")
                token.attrSet("role", "presentation")
            elif token.type == "link_open" and str(token.attrGet("href")).lower().startswith("http"):
                token.attrSet("rel", "noopener noreferrer")
                token.attrSet("target", "_blank")


def _decorates(image: Any) -> bool:
    return not image.content.strip() and image.attrGet("title") == _DECORATIVE


def undescribed(text: str) -> list[str]:
    """The names of the pictures in a Markdown text that have no words and do not say that they need none."""
    if "![" not in text:
        return []
    return [str(token.attrGet("src")).rpartition("/")[2] for block in _parser().parse(text) for token in block.children or ()
            if token.type == "image" and token.attrGet("role") is None and not token.content.strip()]


def _code(tokens: Sequence[Any], at: int, *_: Any) -> str:
    """Code within a line: on a phone a long address breaks at its dots, not in the middle of a name."""
    text = _JOINT.sub(r"\g<0><wbr>", escape(tokens[at].content))
    return f"<code>{text}</code>"


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # half of the package's import time, and Studio's class list never renders

    md = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20})
    md.enable(["table", "strikethrough"])
    md.disable(["autolink", "html_block", "html_inline", "lheading"])
    md.validateLink = lambda url: bool(_LINK.match(url)) and not _CLIMBS.search(url)  # type: ignore[method-assign]
    md.core.ruler.push("closed_list", _closed_list)
    md.renderer.rules["code_inline"] = _code  # type: ignore[attr-defined]
    return md


@lru_cache(maxsize=4096)
def render(text: str) -> str:
    """HTML of an author's Markdown, a block at a time; a single plain paragraph comes without its ``<p>``.

    ``/static/…`` references stay as written: the block resolves them where the platform can.
    """
    html = _parser().render(text).strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1 and "\n<" not in html:
        return html[3:-4]
    return html
