"""XML of hostile origin gets a fault at its line, and no tree is built."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pekt_xblocks.olx import safe

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "external entity": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<x>&e;</x>', "unsafe", 1),
    "external DTD": ('<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "http://dtd.test/x.dtd">\n<x/>', "unsafe", 2),
    "parameter entity": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://dtd.test/p"> %p;]><x/>', "unsafe", 1),
    "billion laughs": (f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><x>&a9;</x>', "unsafe", 1),
    "long attribute": (f'<x>\n<y a="{"q" * 100_000}"/></x>', "unsafe", 2),
    "attribute of 10 MB": (f'<x a="{"q" * 10_000_000}"/>', "unsafe", 1),
    "10,000 levels": ("<x>\n" * 10_000 + "</x>" * 10_000, "unsafe", safe.DEPTH + 1),
    "too many elements": ("<x>" + "<y/>" * safe.ELEMENTS + "</x>", "unsafe", 1),
    "undefined entity": ("<x>\n&nothing;</x>", "xml", 2),
    "no end tag": ("<x>\n<y>\n</x>", "xml", 3),
    "two roots": ("<x/>\n<x/>", "xml", 2),
    "nothing": ("", "xml", 1),
    "unbound prefix": ("<x>\n<a:b/></x>", "xml", 2),
}


@pytest.mark.parametrize(("text", "rule", "line"), HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_xml_is_refused_at_its_line(text: str, rule: str, line: int) -> None:
    with pytest.raises(safe.Refused) as refused:
        safe.parse(text.encode())
    assert (refused.value.rule.id, refused.value.line) == (rule, line)


@given(st.binary(max_size=200) | st.text(alphabet="<>/&;!?[]\"'= ax\n", max_size=80).map(str.encode)
       | st.builds(lambda name, rest: b'<?xml version="1.0" encoding="' + name + b'"?><x>' + rest,
                   st.sampled_from([b"utf-16", b"latin-1", b"no-such", b"utf-7", b"ISO-8859-7"]), st.binary(max_size=40)))
def test_any_bytes_are_a_tree_or_refused(data: bytes) -> None:
    try:
        assert isinstance(safe.parse(data), etree._Element)
    except safe.Refused as refused:
        assert refused.line >= 1 and refused.fault("a.xml").say("en")


def test_an_element_stands_on_the_line_where_its_start_tag_begins() -> None:
    root = safe.parse("<x>\n<!-- y\n -->\n<y a='1'\n   b='2'>α</y><z/>\n</x>".encode())
    assert [(child.tag, child.sourceline) for child in root.iter("*")] == [("x", 1), ("y", 4), ("z", 5)]
