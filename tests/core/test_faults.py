"""Faults: at the field the form knows, in words a teacher understands."""
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError, field_validator

from pekt_xblocks.core import faults
from pekt_xblocks.core.activity import Data, Id, Media, Text, many, unfit


class One(Data):
    tag: Literal["one"] = "one"
    id: Annotated[Id, Field(title="Id")]
    options: Annotated[list[Text], many("option", title="Options", at_least=2)]
    picture: Annotated[Media, Field(title="Picture")] = ""

    @field_validator("options")
    @classmethod
    def _no_b(cls, options):
        if "b" in options:
            raise unfit("no_b", "Option {which} is not for {whom}.", which="b", whom="us")
        return options


class Two(Data):
    tag: Literal["two"] = "two"
    size: Annotated[int, Field(title="Size", ge=3)]


class Whole(Data):
    items: Annotated[list[Annotated[One | Two, Field(discriminator="tag")]], many("item", title="Items")]


def found(raw):
    with pytest.raises(ValidationError) as error:
        Whole.model_validate(raw)
    return [(f.at, faults.say(f, "en"), faults.place(f, Whole, "en")) for f in faults.faults_of(error.value, Whole)]


@pytest.mark.parametrize("item, at, text, place", [
    ({"tag": "two", "size": 1}, ("size",), "Write 3 or more.", "Items 1 · Size"),
    ({"tag": "two", "size": "many"}, ("size",), "Write a whole number.", "Items 1 · Size"),
    ({"tag": "two"}, ("size",), "Fill this in.", "Items 1 · Size"),
    ({"tag": "three"}, (), "This kind is not known here: three.", "Items 1"),
    ({"tag": "one", "id": "a", "options": ["a"]}, ("options",), "Add at least 2.", "Items 1 · Options"),
    ({"tag": "one", "id": "a", "options": ["a", " "]}, ("options", 1), "Write something here.", "Items 1 · Option 2"),
    ({"tag": "one", "id": "a", "options": ["a", "b"]}, ("options",), "Option b is not for us.", "Items 1 · Options"),
    ({"tag": "one", "id": "Ά", "options": ["a", "c"]}, ("id",), "Use small Latin letters, digits and dashes.", "Items 1 · Id"),
    ({"tag": "one", "id": "a", "options": ["a", "c"], "picture": "http://x/y.png"}, ("picture",),
     "Give a picture of the course's files, such as /static/map.svg.", "Items 1 · Picture"),
    ({"tag": "one", "id": "a", "options": ["a", "c"], "junk": 1}, ("junk",), "This field is not known here.", "Items 1 · junk"),
])
def test_a_fault_stands_at_its_field(item, at, text, place):
    assert found({"items": [item]}) == [(("items", 0, *at), text, place)]


def test_what_is_no_object_at_all():
    assert found([])[0][1] == "This can't be read."
