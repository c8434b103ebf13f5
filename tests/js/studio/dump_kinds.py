"""Prints every kind's schema and default definition, and the settings, as JSON: what the form's tests are run on."""
import json

from pekt_xblocks.activities import activity_type, examples, kinds
from pekt_xblocks.core.schema import editor_schema
from pekt_xblocks.core.settings import Settings


def found() -> dict[str, dict[str, object]]:
    """``{kind: {schema, value}}`` of every kind that has a default."""
    dumped = {kind: {"schema": editor_schema(activity_type(kind), "el"), "value": examples(kind).DEFAULT.model_dump(mode="json")}
              for kind in kinds()}
    return {**dumped, "settings": {"schema": editor_schema(Settings, "el"), "value": Settings().model_dump(mode="json")}}


if __name__ == "__main__":
    print(json.dumps(found()))
