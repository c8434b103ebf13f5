"""Pictures that somebody brings: what is taken under which name, and what is refused whatever it calls itself."""
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.core import pictures

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20
BYTES = {"png": PNG, "jpg": b"\xff\xd8\xff\xe0" + b"\0" * 20, "gif": b"GIF89a" + b"\0" * 20, "webp": b"RIFF\x10\0\0\0WEBPVP8 "}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def svg(inside: str) -> bytes:
    return SVG.format(inside).encode()


@pytest.mark.parametrize(("given", "kept"), [
    ("Χάρτης δωματίου.PNG", "chartis_domatioy"), ("  ΣΧΟΛΕΙΟ (2).png", "scholeio_2"), ("../../etc/passwd.png", "etc_passwd"),
    ("map.svg", "map"), ("no ending", "no_ending"), ("a.tar.png", "a_tar"), ("α\0β\"'<&\\.png", "a_v"),
    ("x" * 300 + ".png", "x" * 60), ("über.png", "uber")])
@pytest.mark.parametrize("kind", BYTES)
def test_a_picture_gets_a_latin_name_and_the_ending_of_what_it_is(given, kept, kind):
    assert pictures.named(given, BYTES[kind]) == f"{kept}.{kind}"


@pytest.mark.parametrize("name", ["", "   ", ".png", "....", "图.png", "-_-"])
def test_a_name_without_letters_has_to_change(name):
    with pytest.raises(pictures.Unfit) as refused:
        pictures.named(name, PNG)
    assert refused.value.at == "name"


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name):
    try:
        found = pictures.named(name, PNG)
    except pictures.Unfit as refused:
        assert refused.at == "name"
    else:
        assert re.fullmatch(r"[a-z0-9][a-z0-9_]{0,59}\.png", found)


@pytest.mark.parametrize("data", [
    b"", b"<html><script>alert(1)</script></html>", b"MZ\x90\0", b"%PDF-1.7",
    b"\0\0\0\x18ftypheic", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WAVEfmt ",
    b"<?xml version='1.0'?><note/>", b"<?php echo 1;", b"GIF", b"<svg", svg("")[:-3]])
def test_what_is_no_picture_is_refused_whatever_its_name(data):
    with pytest.raises(pictures.Unfit) as refused:
        pictures.named("holiday.png", data)
    assert refused.value.at == "file"


def test_two_megabytes_and_not_a_byte_more():
    assert pictures.named("a.png", PNG.ljust(2_000_000, b"\0")) == "a.png"
    with pytest.raises(pictures.Unfit) as refused:
        pictures.named("a.png", PNG.ljust(2_000_001, b"\0"))
    assert refused.value.at == "file" and refused.value.params["limit"] == 2


@pytest.mark.parametrize("data", [
    svg('<title>Χάρτης</title><g style="fill:#f00"><path d="M0 0h9"/><text x="1">γειά</text></g>'),
    svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use xlink:href="#g"/><style>.a{fill:url( "#g")}</style>'),
    svg('<image xlink:href="data:image/png;base64,iVBORw0KGgo="/>'),
    b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn -->\n' + svg('<circle r="1"/>'),
    b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + svg("<path/>"),
    svg('<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>')])
def test_a_drawing_of_shapes_and_text_is_taken(data):
    assert pictures.named("map", data) == "map.svg"


@pytest.mark.parametrize("data", [
    svg("<script>alert(1)</script>"), svg("<SCRIPT/>"), svg('<g onload="x()"/>'), svg('<g ONCLICK="x()"/>'),
    svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'), svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'),
    svg('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'), svg('<a xlink:href="javascript:alert(1)"/>'),
    svg('<image href="https://spy.example/x.png"/>'), svg('<use xlink:href=" java\nscript:x"/>'),
    svg('<use href="data:image/svg+xml;base64,AA=="/>'),
    svg('<set attributeName="href" to="javascript:x"/>'), svg('<animate attributeName="onclick"/>'), svg('<iframe src="//x.example"/>'),
    svg("<style>@import url(//x.example)</style>"), svg('<style>a{fill:url("//x.example")}</style>'),
    svg("<style>a{fill:u\\72l(//x)}</style>"),
    svg("<style><![CDATA[a{background:url(https://x.example)}]]></style>"), svg('<g style="fill:url(https://x.example/a)"/>'),
    svg('<g fill="url( //x.example/a)"/>'), svg('<g style="behavior:expression(x)"/>'),
    b'<?xml-stylesheet href="x.xsl" type="text/xsl"?>' + svg(""), b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"),
    b'<?xml version="1.0" encoding="ISO-8859-1"?>' + svg(""), svg("").decode().encode("utf-16"), b"<html/>" + svg(""),
    b'<html xmlns="http://www.w3.org/1999/xhtml">' + svg("") + b"</html>", b"<svg><path/></svg>",
    b'<rdf:svg xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', svg("\xff").replace("\xff".encode(), b"\xff")])
def test_a_drawing_that_could_do_anything_else_is_refused(data):
    with pytest.raises(pictures.Unfit) as refused:
        pictures.named("map.svg", data)
    assert refused.value.at == "file"
