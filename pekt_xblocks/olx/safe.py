"""XML from a stranger: no DTD, no entities, no network, and limits that hold before a tree is built; ``Refused`` is the one way out."""
from __future__ import annotations

from typing import Any
from xml.parsers import expat
from xml.parsers.expat import errors

from lxml import etree

from pekt_xblocks.core.language import N_

from .fault import Fault, Rule, rule

FILE_BYTES = 2_000_000
ATTRIBUTE_CHARACTERS = 64_000
DEPTH = 60
ELEMENTS = 20_000

XML = rule("xml", N_("The file is not well-formed XML, so nothing in it can be read. Mend the place that the message names: usually "
                     "a missing end tag, a quotation mark, or a bare & (write &amp;)."))
UNSAFE = rule("unsafe", N_("The package holds something that a course never needs and that can harm the computer that reads it. "
                           "Take it out; if it came from elsewhere, do not trust the rest."))


class Refused(ValueError):
    """A file that is not read any further: which rule it breaks, at which line."""

    def __init__(self, rule: Rule, line: int, message: str, **params: Any) -> None:
        super().__init__(message)
        self.rule, self.line, self.message, self.params = rule, line, message, params

    def fault(self, file: str) -> Fault:
        return self.rule.fault(file, self.line, self.message, **self.params)


def parse(data: bytes) -> etree._Element:
    """The root element; every element knows the line on which its start tag begins. Raises ``Refused``."""
    if len(data) > FILE_BYTES:
        raise Refused(UNSAFE, 1, N_("The file is larger than {limit} MB."), limit=FILE_BYTES // 1_000_000)
    lines = _Survey().of(data)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise Refused(XML, error.lineno or 1, _NOT_XML, reason=error.msg) from None
    for element, line in zip(root.iter("*"), lines, strict=True):
        element.sourceline = line
    return root


_NOT_XML = N_("This is not well-formed XML: {reason}.")
_REASONS = {errors.codes[getattr(errors, f"XML_ERROR_{name}")]: message for name, message in {
    "TAG_MISMATCH": N_("This end tag does not belong to the element that is open here."),
    "NO_ELEMENTS": N_("The file ends before its elements do: an end tag is missing."),
    "UNCLOSED_TOKEN": N_("A tag or comment that begins here never ends."),
    "INVALID_TOKEN": N_("A sign stands here that XML does not allow: perhaps a bare & or <."),
    "UNDEFINED_ENTITY": N_("XML does not know this name after &: write the letter itself."),
    "DUPLICATE_ATTRIBUTE": N_("The same attribute stands twice in this tag."),
    "JUNK_AFTER_DOC_ELEMENT": N_("Something follows the end of the outermost element."),
}.items()}


class _Survey:
    """A first pass that builds nothing: the line of every start tag, and refusal of whatever passes a limit."""

    def __init__(self) -> None:
        self.lines: list[int] = []
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def of(self, data: bytes) -> list[int]:
        """The lines on which the start tags begin, in the order of the document."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Refused(XML, error.lineno, _REASONS.get(error.code, _NOT_XML), reason=expat.ErrorString(error.code)) from None
        except (LookupError, ValueError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(XML, 1, N_("The file must be written in UTF-8.")) from None
        return self.lines

    def _refuse(self, message: str, **params: Any) -> None:
        raise Refused(UNSAFE, self._parser.CurrentLineNumber, message, **params)

    def _doctype(self, *_: Any) -> None:
        self._refuse(N_("The file declares a document type (DOCTYPE). Delete that line."))

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        self.lines.append(self._parser.CurrentLineNumber)
        if self._depth > DEPTH:
            self._refuse(N_("Elements lie more than {limit} levels deep."), limit=DEPTH)
        if len(self.lines) > ELEMENTS:
            self._refuse(N_("The file holds more than {limit} elements."), limit=ELEMENTS)
        if any(len(value) > ATTRIBUTE_CHARACTERS for value in attributes[1::2]):
            self._refuse(N_("An attribute of <{element}> is longer than {limit} characters."), element=name, limit=ATTRIBUTE_CHARACTERS)

    def _end(self, _: str) -> None:
        self._depth -= 1
