"""Single slips of an author's hand, enumerated over a course: what ``pekt check`` is there to see. Each changes one file and no other."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from lxml import etree

Slip = Callable[[str, etree._Element], Iterator[str]]
"""Changes an element in place, once for each way, and says what it did; the element is put back afterwards."""
SLIPS: list[Slip] = []
_ADVISED = {"option", "reason", "distractor", "row", "card", "pair", "step", "gap", "action"}
_PARTS = {"chapter", "sequential", "vertical"}


class Mutation(NamedTuple):
    """``file`` gets this content, or is deleted where it is None; ``slip`` is the kind, ``what`` says where."""

    slip: str
    file: str
    what: str
    content: bytes | None


def slip(change: Slip) -> Slip:
    SLIPS.append(change)
    return change


def _with(node: etree._Element, **attributes: str | None) -> None:
    for name, value in attributes.items():
        if value is None:
            node.attrib.pop(name, None)
        else:
            node.set(name, value)


@slip
def a_title_left_out(file: str, node: etree._Element) -> Iterator[str]:
    if node.get("display_name"):
        _with(node, display_name=None)
        yield str(node.tag)


@slip
def a_line_that_points_nowhere(file: str, node: etree._Element) -> Iterator[str]:
    if set(node.attrib) == {"url_name"} and node.tag in _PARTS | {"html"} and not len(node):
        _with(node, url_name=f"{node.get('url_name')}_x")
        yield str(node.get("url_name"))


@slip
def a_part_left_out(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag in _PARTS | {"course"}:
        for child in list(node):
            at = node.index(child)
            node.remove(child)
            yield str(child.get("url_name"))
            node.insert(at, child)


@slip
def the_name_of_another(file: str, node: etree._Element) -> Iterator[str]:
    if str(node.tag).startswith("pekt_") and node.get("url_name") not in ("guess_quiz", None):
        _with(node, url_name="guess_quiz")
        yield "url_name"


@slip
def chapters_out_of_step(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag == "course" and len(node):
        first, last = node[0], node[-1]
        node.append(first)
        yield "the first one last"
        node.insert(0, first)
        node.insert(0, last)
        yield "the last one first"
        node.append(last)


@slip
def a_part_that_counts_no_more(file: str, node: etree._Element) -> Iterator[str]:
    for name in ("graded", "format"):
        if node.tag == "sequential" and node.get(name):
            _with(node, **{name: None})
            yield name


@slip
def notes_for_everybody(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag == "chapter" and node.get("visible_to_staff_only"):
        _with(node, visible_to_staff_only=None)
        yield "visible_to_staff_only"


@slip
def feedback_dropped(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag in _ADVISED:
        for child in node.findall("feedback"):
            node.remove(child)
            yield f"{node.tag} {node.get('id') or node.get('action')}"
            node.append(child)


@slip
def a_text_emptied(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag in _ADVISED | {"must", "check", "criterion", "statement", "segment", "bin"} and node.get("text"):
        _with(node, text="")
        yield f"{node.tag} {node.get('id')}"
    for child in node.findall("text") if node.tag in _ADVISED else ():
        said, child.text = child.text, " "
        yield f"{node.tag} {node.get('id')}"
        child.text = said


@slip
def an_id_twice(file: str, node: etree._Element) -> Iterator[str]:
    before = node.getprevious()
    if before is not None and node.get("id") and before.tag == node.tag and before.get("id"):
        _with(node, id=before.get("id"))
        yield f"{node.tag} {node.get('id')}"


@slip
def the_key_turned(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag in ("option", "reason") and node.getparent().get("guess") != "true" and node.getparent().tag != "opinion":
        _with(node, correct=None if node.get("correct") == "true" else "true")
        yield f"{node.tag} {node.get('id')}"
    if node.tag == "row" and node.get("id"):
        _with(node, true=None if node.get("true") == "true" else "true")
        yield f"row {node.get('id')}"


@slip
def answers_swapped(file: str, node: etree._Element) -> Iterator[str]:
    right = node.find("option[@correct]")
    if node.tag == "single" and right is not None:
        wrong = next(option for option in node.findall("option") if not option.get("correct"))
        _with(right, correct=None)
        _with(wrong, correct="true")
        yield f"{right.get('id')} and {wrong.get('id')}"
        _with(right, correct="true")
        _with(wrong, correct=None)


@slip
def a_competence_that_is_none(file: str, node: etree._Element) -> Iterator[str]:
    if node.get("competences"):
        for wrong in ("9.1.01", "4.1.99", "2.2"):
            _with(node, competences=wrong)
            yield wrong


@slip
def minutes_wrong(file: str, node: etree._Element) -> Iterator[str]:
    if node.get("minutes", "0") != "0":
        for wrong in (None, str(int(node.get("minutes", "1")) + 9), "many"):
            _with(node, minutes=wrong)
            yield str(wrong)


@slip
def a_pass_for_nothing(file: str, node: etree._Element) -> Iterator[str]:
    if str(node.tag).startswith("pekt_") and node.get("pass_mark"):
        for wrong in ("0", "75"):
            _with(node, pass_mark=wrong)
            yield wrong


@slip
def a_picture_without_words(file: str, node: etree._Element) -> Iterator[str]:
    if node.get("picture_alt"):
        _with(node, picture_alt=None)
        yield str(node.get("picture"))


@slip
def a_name_misspelt(file: str, node: etree._Element) -> Iterator[str]:
    if node.getparent() is not None and str(node.getparent().tag) not in _PARTS | {"course"}:
        tag, node.tag = node.tag, f"{node.tag}z"
        yield f"<{tag}>"
        node.tag = tag


@slip
def a_box_that_is_not_there(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag == "accept" and node.getparent().tag == "card":
        said, node.text = node.text, "nowhere"
        yield f"card {node.getparent().get('id')}"
        node.text = said


@slip
def a_program_that_fails(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag == "solution" and node.text and "\n" in node.text:
        said, lines = node.text, node.text.splitlines(keepends=True)
        for n, line in enumerate(lines):
            if not line.rstrip().endswith(":"):
                node.text = "".join(lines[:n] + lines[n + 1:])
                yield f"without line {n + 1}"
        node.text = said


@slip
def statements_that_differ(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag == "statement":
        _with(node, text=f"{node.get('text')} Πάντα.")
        yield str(node.get("id"))


@slip
def a_harmful_message_called_genuine(file: str, node: etree._Element) -> Iterator[str]:
    if node.tag == "message" and node.get("channel") and node.get("genuine") != "true":
        _with(node, genuine="true")
        yield str(node.get("id"))


def mutations(course: Path) -> Iterator[Mutation]:
    """Every slip that can be made in a course, in an order that never changes."""
    for path in sorted(course.rglob("*")):
        file = path.relative_to(course).as_posix()
        if path.suffix == ".xml":
            yield from _of_xml(path, file)
        if path.suffix in (".xml", ".html", ".json", ".toml"):
            yield from _of_text(path, file)
        if path.is_file() and path.suffix != ".md":
            yield Mutation("a file deleted", file, "", None)


def _of_xml(path: Path, file: str) -> Iterator[Mutation]:
    root = etree.fromstring(path.read_bytes())
    for node in root.iter("*"):
        for change in SLIPS:
            kept = dict(node.attrib)
            for what in change(file, node):
                yield Mutation(change.__name__.replace("_", " "), file, what, etree.tostring(root, encoding="utf-8"))
                node.attrib.clear()
                node.attrib.update(kept)


_TEXT = [  # kind, files, what is found, what takes its place
    ("a file of static misspelt", r"\.(xml|html)$", r"/static/", "/static/x"),
    ("a real address", r"\.(xml|html)$", r"\.example\b", ".gr"),
    ("a picture without words", r"\.html$", r' alt="[^"]*"', ""),
    ("a script", r"\.html$", r"</p>", "<script>x()</script></p>"),
    ("a long sentence", r"^html/learn.*\.html$", r"\.</p>", " και" * 16 + ".</p>"),
    ("a word of the list", r"^html/learn.*\.html$", r"<p>", "<p>Κλίκαρε. "),
    ("a file cut off", r"\.(xml|json|toml)$", r"(?s)\S.{1,12}\Z", ""),
    ("weights that do not add up", r"grading_policy", r'"weight": 0\.\d', '"weight": 0.9'),
    ("more parts asked for", r"grading_policy", r'"min_count": \d', '"min_count": 19'),
    ("a type of another name", r"grading_policy", r'"type": "', '"type": "Ά'),
    ("a grade of nothing", r"grading_policy", r'"Pass": 0.75', '"Pass": 75'),
    ("a line of the description left out", r"module\.toml$", r"(?m)^(el|en|slug|version|licence|codes|online|lowest) = .*$", ""),
    ("other minutes promised", r"module\.toml$", r"(online|hub) = \d", r"\1 = 9"),
]


def _of_text(path: Path, file: str) -> Iterator[Mutation]:
    text = path.read_text(encoding="utf-8")
    for kind, files, found, put in _TEXT:
        for match in re.finditer(found, text) if re.search(files, file) else ():
            made = text[:match.start()] + match.expand(put) + text[match.end():]
            if not (kind == "a real address" and "visible_to_staff_only" in text or file in _FOR_STAFF):
                yield Mutation(kind, file, f"at {match.start()}", made.encode())


_FOR_STAFF = {f"html/{name}.html" for name in ("teachers_text", "hub_plan_text", "cards_text", "floor_text", "unplugged_text")}
"""Teachers' notes may name real things; what else can go wrong there goes wrong in learners' pages, too."""


def sample(courses: list[Path], count: int, seed: str) -> list[tuple[Path, Mutation]]:
    """``count`` slips, each kind as likely as every other, none twice."""
    random, by_kind = Random(seed), {}
    for course in courses:
        for each in mutations(course):
            by_kind.setdefault(each.slip, []).append((course, each))
    for found in by_kind.values():
        random.shuffle(found)
    picked: list[tuple[Path, Mutation]] = []
    while len(picked) < count:
        kind = random.choice(sorted(kind for kind, left in by_kind.items() if left))
        picked.append(by_kind[kind].pop())
    return picked
