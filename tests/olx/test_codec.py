"""An activity survives its element: every schema the vocabulary can say, every text XML can hold."""
from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import pytest
from hypothesis import HealthCheck, example, given, settings
from lxml import etree
from pydantic import Field, ValidationError

from pekt_xblocks.core.activity import Activity, Data, Id, Markdown, MarkdownNote, Media, Note, Score, Text, many
from pekt_xblocks.olx import codec
from pekt_xblocks.olx.shape import shape_of
from tests.strategies import values


class Option(Data):
    id: Id
    text: Text
    feedback: MarkdownNote = ""
    right: bool = False
    size: Literal[1, 2, 3] = 2


class Single(Data):
    tag: Literal["single"] = "single"
    id: Id
    prompt: Markdown
    options: list[Option] = many("option", title="Options", at_most=4)
    points: float = Field(1, ge=0, le=100)


class Number(Data):
    tag: Literal["number"] = "number"
    id: Id
    value: float
    words: list[Note] = many("word", title="Words", default_factory=list)
    inner: list[Item] = many("inner", title="Inner", default_factory=list)


Item = Annotated[Single | Number, Field(discriminator="tag")]


class Look(Data):
    colour: Note = "μπλε"
    wide: int = 3


class Sample(Activity):
    kind: ClassVar[str] = "sample"
    label: ClassVar[str] = "Sample"
    Response: ClassVar[type[Data]] = Look

    prompt: Markdown = "Γεια"
    name: Note = "x"
    media: Media = ""
    limit: int | None = None
    must: int | None
    look: Look = Look()
    other: Look | None = None
    items: list[Item] = many("item", title="Items")
    actions: list[Note] = many("action", title="Actions", default=["a", "b"])
    notes: list[MarkdownNote] = many("note", title="Notes", default_factory=list)

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        return {}

    def grade(self, response: Any) -> Score:
        raise NotImplementedError

    def correct_response(self) -> Any:
        raise NotImplementedError


Number.model_rebuild()
Sample.model_rebuild()
PLATFORM_PARSER = etree.XMLParser(dtd_validation=False, load_dtd=False, remove_blank_text=True, encoding="utf-8")
"""As the platform parses OLX on import."""


def definitions(cls: type[Activity]) -> Any:
    """Valid definitions drawn from the schema."""
    def load(raw: dict[str, Any]) -> Activity | None:
        try:
            return cls.model_validate(raw)
        except ValidationError:
            return None
    return values(cls.model_json_schema()).map(load).filter(lambda made: made is not None)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=definitions(Sample))
@example(made=Sample(must=None, items=[], actions=[], notes=[""], look=Look(colour=" \n\t "), other=Look(), prompt=" x\n\n  y "))
def test_any_definition_survives_every_way_it_is_written(made: Sample) -> None:
    for text in (etree.tostring(codec.to_element(made)), etree.tostring(codec.to_element(made), pretty_print=True, encoding="utf-8"),
                 codec.to_text(made).encode()):
        for parser in (None, PLATFORM_PARSER):
            assert codec.from_element(Sample, etree.fromstring(text, parser)) == made


def test_element_reads_like_what_it_says() -> None:
    made = Sample(must=4, prompt="Ένα **δύο**\n\n3 < 4", limit=2, look=Look(wide=5), items=[
        Single(id="a", prompt="Ποιο;", options=[Option(id="x", text="Το «ένα»", right=True),
                                              Option(id="y", text="q" * 100, feedback="Όχι")]),
        Number(id="b", value=2.0, words=["α", ""])])
    assert codec.to_text(made, display_name='Α & "Β"', weight=1.0, scored=False) == """\
<pekt_sample display_name="Α &amp; &quot;Β&quot;" weight="1" scored="false" limit="2" must="4">
  <prompt>Ένα **δύο**

3 &lt; 4</prompt>
  <look wide="5"/>
  <single id="a">
    <prompt>Ποιο;</prompt>
    <option id="x" text="Το «ένα»" right="true"/>
    <option id="y"
        text="qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq">
      <feedback>Όχι</feedback>
    </option>
  </single>
  <number id="b" value="2">
    <word>α</word>
    <word/>
  </number>
</pekt_sample>
"""


@pytest.mark.parametrize(("inside", "code", "at"), [
    ('<single id="a" kolour="x"><prompt>q</prompt></single>', "olx_attribute", ("items", 0)),
    ('<single id="a"><prompt>q</prompt><optio/></single>', "olx_element", ("items", 0)),
    ('<single id="a"><prompt>q</prompt><prompt>r</prompt></single>', "olx_repeated", ("items", 0)),
    ('<single id="a">hello<prompt>q</prompt></single>', "olx_text", ("items", 0)),
    ('<single id="a"><prompt>q<b>r</b></prompt></single>', "olx_element", ("items", 0, "prompt")),
    ('<single id="a"><prompt lang="el">q</prompt></single>', "olx_attribute", ("items", 0, "prompt")),
    ('<single id="a"><prompt>q</prompt></single> tail', "olx_text", ()),
])
def test_what_has_no_place_is_a_fault_at_its_element(inside: str, code: str, at: tuple[str | int, ...]) -> None:
    node = etree.fromstring(f'<pekt_sample must="1">{inside}</pekt_sample>')
    with pytest.raises(ValidationError) as caught:
        codec.from_element(Sample, node)
    (fault,) = caught.value.errors()
    assert (fault["type"], fault["loc"]) == (code, at)


def test_comments_and_instructions_say_nothing() -> None:
    node = etree.fromstring('<pekt_sample must="1"><!-- a --><prompt>q<!-- b -->r</prompt><?x y?></pekt_sample>')
    assert codec.from_element(Sample, node) == Sample(must=1, prompt="qr", items=[])


def test_reading_tells_the_element_of_every_path() -> None:
    node = etree.fromstring('<pekt_sample must="1">\n<single id="a">\n<prompt>q</prompt>\n<option id="o" text=""/></single></pekt_sample>')
    reading = codec.read(Sample, node)
    assert [reading.place(at).sourceline for at in [(), ("items", 0, "id"), ("items", 0, "options", 0, "text"), ("gone",)]] == [1, 2, 4, 1]


class Clash(Data):
    one: list[Note] = many("x", title="One")
    two: list[Note] = many("x", title="Two")


class Free(Data):
    words: dict[str, str]


class Deep(Data):
    rows: list[list[str]]


class Untold(Data):
    limit: int | None = 3


@pytest.mark.parametrize("cls", [Clash, Free, Deep, Untold])
def test_a_schema_that_olx_cannot_hold_is_refused(cls: type[Data]) -> None:
    with pytest.raises(TypeError):
        shape_of(cls)
