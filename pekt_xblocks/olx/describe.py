"""What a course says of itself, written into its folder; its one rule: key and title are the same wherever the package has them."""
from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from . import codec
from .module import NAME, Module


def describe(root: Path, module: Module) -> None:
    """Write ``module.toml`` and bring ``course.xml``, the course's title and its policy in line with it; ``OSError`` for no course."""
    pointer = etree.parse(root / "course.xml", _PARSER).getroot()
    pointer.set("course", module.slug)
    run = pointer.get("url_name", "")
    course = etree.parse(root / "course" / f"{run}.xml", _PARSER).getroot()
    course.set("display_name", module.title.el)
    (root / "course.xml").write_text(codec.pretty(pointer), encoding="utf-8")
    (root / "course" / f"{run}.xml").write_text(codec.pretty(course), encoding="utf-8")
    (root / NAME).write_text(module_text(module), encoding="utf-8")
    policy = root / "policies" / run / "policy.json"
    told = json.loads(policy.read_text(encoding="utf-8")) if policy.is_file() else {}
    if "display_name" in told.get(f"course/{run}", {}):
        told[f"course/{run}"]["display_name"] = module.title.el
        policy.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)


def module_text(module: Module) -> str:
    """A description as TOML that reads back the same."""
    data = module.model_dump(exclude_none=True)
    plain = {name: value for name, value in data.items() if not isinstance(value, dict) and name != "outcomes"}
    tables = {name: value for name, value in data.items() if isinstance(value, dict)}
    lines = [*_pairs(plain)]
    for name in ("title", "summary", "audience"):
        lines += ["", f"[{name}]", *_pairs(tables.pop(name))]
    for outcome in data["outcomes"]:
        lines += ["", "[[outcomes]]", *_pairs(outcome)]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *_pairs(table)]
    return "\n".join(lines) + "\n"


def _pairs(table: dict[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        # A JSON text is a TOML text, too: what TOML alone forbids, no text of a definition may hold.
        text = value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
        yield f"{name} = {text}"
