"""Whether an SVG is a drawing and nothing else; its one rule: what is not known to be harmless is refused, wherever it will be shown."""
from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_EDITORS = frozenset({
    "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/"})
"""What drawing programs note down about themselves: no browser does anything with it."""
_SHAPES = frozenset((
    "svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon text tspan textPath image marker "
    "clipPath "
    "mask pattern linearGradient radialGradient stop switch view filter feBlend feColorMatrix feComponentTransfer feComposite "
    "feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence").split())
_HREF = re.compile(r"#|data:image/(?:png|jpeg|webp|gif);base64,")
_REACHES_OUT = re.compile(r"""@import|\\|expression\(|javascript:|url\((?!\s*["']?#)""", re.IGNORECASE)
_BLANK = re.compile(r"[\s\x00-\x1f]+")


class NotPlain(ValueError):
    """The file is no SVG, or holds more than shapes and text."""


def plain(data: bytes) -> None:
    """Raises ``NotPlain`` unless the file is an SVG of shapes and text that runs nothing and asks no other site for anything."""
    try:
        data.decode("utf-8")
        _Look().of(data)
    except (UnicodeDecodeError, expat.ExpatError, LookupError) as error:
        raise NotPlain(str(error)) from None


class _Look:
    """One pass over the file, which builds nothing."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._style: list[str] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def of(self, data: bytes) -> None:
        self._parser.Parse(data, True)
        if _REACHES_OUT.search(_BLANK.sub("", "".join(self._style))):
            raise NotPlain("style")

    def _refuse(self, *what: Any) -> None:
        raise NotPlain(" ".join(map(str, what)))

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() != "utf-8":  # a browser would read other letters than were looked at here
            raise NotPlain(encoding)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise NotPlain("entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        known = local in _SHAPES if space == _SVG else space in _EDITORS and bool(self._open)
        if not known or (not self._open and local != "svg"):
            raise NotPlain(name)
        self._open.append(local if space == _SVG else "")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2].lower(), _BLANK.sub("", value))

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on") or (name in ("href", "src") and not _HREF.match(value)) or _REACHES_OUT.search(value):
            raise NotPlain(name)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if "style" in self._open:
            self._style.append(text)
