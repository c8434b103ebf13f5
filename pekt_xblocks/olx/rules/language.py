"""Plain Greek, so that a thirteen-year-old reads it once: short sentences, one word for one thing, invented addresses alone."""
from __future__ import annotations

import re
from collections.abc import Iterator

from pekt_xblocks.core.language import N_
from pekt_xblocks.olx.fault import Fault, rule
from pekt_xblocks.olx.inspection import Inspection
from pekt_xblocks.olx.page import Page, count_words

from . import checked

SENTENCE_WORDS = 15
LEARN_WORDS = 150

SENTENCE = rule("sentence", N_("Sentences of at most 15 words: write two sentences, or leave something out."), "advice")
LEARN = rule("learn", N_("A page of «Μαθαίνω» has at most 150 words: the rest is learned by doing."))
ADDRESS = rule("address", N_("Addresses, companies and persons are invented: only .example, .test and .invalid never belong to anyone. "
                             "A real address sends children somewhere that we don't answer for."))
MARKUP = rule("markup", N_("Learners would see the bare signs of Markdown. Usually a star or bracket has no partner, or stands in a field "
                           "that takes plain text."))
WORDING = rule("wording", N_("One word for one thing, in Greek where Greek has one, and «εσύ» to pupils: "
                             "see the list of words in the guide."), "advice")

INVENTED = rule("invented", N_("Companies, services, banks and telephone numbers in a story are invented: a real one would be accused "
                               "or called. Short numbers of public help lines are welcome."))

GLOSSARY = {
    "λινκ": "σύνδεσμος", "link": "σύνδεσμος", "password": "κωδικός", "πάσγουορντ": "κωδικός", "συνθηματικό": "κωδικός",
    "κλικάρω": "πατάω", "κλικάρεις": "πατάς", "κλίκαρε": "πάτα", "κατέβασμα": "λήψη", "τσέκαρε": "έλεγξε", "submit": "υποβολή",
    "καλείστε": "—", "καλείσθε": "—",
}
"""Words not to use, and what to use instead (— = say it directly)."""

REAL_NAMES = frozenset(
    "facebook instagram tiktok whatsapp viber messenger telegram snapchat discord youtube google gmail outlook hotmail yahoo microsoft "
    "amazon skroutz netflix spotify paypal revolut roblox fortnite minecraft chatgpt eurobank cosmote vodafone ελτα δεη οτε "
    "ελτακούριερ εφκα ααδε taxisnet e-food efood wolt".split())
"""Names that stories may not use; small letters."""
_TELEPHONE = re.compile(r"(?<![\d.,])(?:(?:\+30|0030)[ -]?)?(?:69|2)\d(?:[ -]?\d){7,8}(?![\d.,]*\d)")
_END = re.compile(r"[.!;?…·:](?=[\s»”\")]|$)|\n")
_HOST = re.compile(r"(?<![\w.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,})(?![\w-])", re.I)
_FILE_ENDINGS = frozenset("png jpg jpeg svg webp gif pdf doc docx odt xls xlsx ods zip exe apk py js html htm txt csv mp3 mp4 xml json "
                          "toml".split())
_RESERVED = frozenset({"example", "test", "invalid"})
_BARE = re.compile(r"\*\*|\]\(|\[|__")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """A text's sentences with the place of each: a semicolon is Greek's question mark; a colon and a raised point part them, too."""
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        part = text[start:end].strip(" .!;?…·:»”")
        if part:
            yield text.index(part, start), part
        start = end


@checked
def sentences_are_short(found: Inspection) -> Iterator[Fault]:
    for piece in found.pieces:
        for block in piece.page.blocks if not piece.staff_only else ():
            for start, sentence in sentences(block.text):
                if count_words(sentence) > SENTENCE_WORDS:
                    yield SENTENCE.fault(piece.file, piece.at(block.line(start)), N_("A sentence has {words} words: “{start}…”"),
                                         words=count_words(sentence), start=" ".join(sentence.split()[:4]))


@checked
def learning_pages_are_short(found: Inspection) -> Iterator[Fault]:
    for leaf in found.course.leaves():
        if leaf.html is not None and leaf.display_name.startswith("Μαθαίνω"):
            words = sum(piece.page.words for piece in found.pieces if piece.field == "html" and piece.source is leaf.html)
            if words > LEARN_WORDS:
                yield LEARN.fault(leaf.html_file, leaf.html_line, N_("“{name}” has {words} words; at most {limit}."),
                                  name=leaf.display_name, words=words, limit=LEARN_WORDS)


@checked
def addresses_are_invented(found: Inspection) -> Iterator[Fault]:
    for piece in found.pieces:
        for line, host in _hosts(piece.page) if not piece.staff_only else ():
            yield ADDRESS.fault(piece.file, piece.at(line), N_("“{address}” may belong to someone."), address=host)


def _hosts(page: Page) -> Iterator[tuple[int, str]]:
    """Every address that may be real, in the text or behind a link."""
    linked = [(line, address.split("/")[2] if address.count("/") > 1 else address)
              for line, address in page.addresses if not address.startswith(("/", "#"))]
    said = [(block.line(match.start()), match[0]) for block in page.blocks for match in _HOST.finditer(block.text)]
    for line, text in [*said, *linked, *page.code]:
        match = _HOST.search(text)
        if match and match[1].lower() not in _RESERVED | _FILE_ENDINGS:
            yield line, match[0]


@checked
def names_and_numbers_are_invented(found: Inspection) -> Iterator[Fault]:
    for piece in found.pieces:
        for block in piece.page.blocks if not piece.staff_only else ():
            real = [match for match in re.finditer(r"[\w-]+", block.text) if match[0].lower() in REAL_NAMES]
            for match in [*real, *_TELEPHONE.finditer(block.text)]:
                yield INVENTED.fault(piece.file, piece.at(block.line(match.start())), N_("“{name}” is not invented."), name=match[0])


@checked
def no_bare_markup(found: Inspection) -> Iterator[Fault]:
    for piece in found.pieces:
        for block in piece.page.blocks:
            bare = _BARE.search(block.text)
            if bare and (piece.markdown or bare[0] != "["):
                yield MARKUP.fault(piece.file, piece.at(block.line(bare.start())), N_("The sign “{sign}” would be seen: “{start}…”"),
                                   sign=bare[0], start=" ".join(block.words[:5]))


@checked
def one_word_for_one_thing(found: Inspection) -> Iterator[Fault]:
    for piece in found.pieces:
        for block in piece.page.blocks:
            for match in re.finditer(r"\w+", block.text):
                word = match[0].lower()
                if word in GLOSSARY:
                    yield WORDING.fault(piece.file, piece.at(block.line(match.start())), N_("Instead of “{word}”: {better}."),
                                        word=word, better=GLOSSARY[word])
