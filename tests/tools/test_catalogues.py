"""The catalogues are whole and compiled; and the checker that says so sees what is wrong."""
from __future__ import annotations

import gettext
import os
import subprocess
import sys

import pytest

from tools import catalogues, messages
from tools.catalogues import DOMAINS, Domain
from tools.messages import ROOT, Message


def test_every_message_has_its_greek_and_nothing_else_stands_in_the_parts():
    assert sorted(fault for domain in DOMAINS for fault in catalogues.faults(domain)) == []


def test_compiled_catalogues_are_up_to_date():
    assert catalogues.stale() == []


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A repository of one domain; returns ``write(path, text)`` and the domain."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "PARTS", tmp_path / "parts")
    domain = Domain(("src",), "out/{}/LC_MESSAGES/text.mo")
    monkeypatch.setattr(catalogues, "DOMAINS", (domain,))

    def write(path, text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return write, domain


SOURCE = 'N_("Try again {n}")\n'
GOOD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Try again {n}"\nmsgstr "Ξανά {n}"\n'


@pytest.mark.parametrize(("part", "fault"), [
    (GOOD, None),
    ("", "src/a.py:1: no Greek for “Try again {n}”"),
    (GOOD + 'msgid "Gone"\nmsgstr "Έφυγε"\n', "parts/a.el.po:6: nothing says “Gone”"),
    (GOOD.replace("Ξανά {n}", ""), "parts/a.el.po:4: “Try again {n}” has no text, or not one for each plural form"),
    (GOOD.replace("Ξανά {n}", "Ξανά {m}"), "parts/a.el.po:4: “Try again {n}” and its text differ in {m}, {n}"),
    (GOOD.replace('msgid "Try', '#, fuzzy\nmsgid "Try'), "parts/a.el.po:4: “Try again {n}” is marked fuzzy"),
    (GOOD + 'msgid "Try again {n}"\nmsgstr "Πάλι {n}"\n', "parts/a.el.po:6: “Try again {n}” says something else than in parts/a.el.po:4"),
    (GOOD + 'msgid "Try again {n}"\nmsgstr "Ξανά {n}"\n', None),
])
def test_checker_sees(small, part, fault):
    write, domain = small
    write("src/a.py", SOURCE)
    write("parts/a.el.po", part)
    assert list(catalogues.faults(domain)) == ([fault] if fault else [])


def test_two_parts_that_disagree(small):
    write, domain = small
    write("src/a.py", SOURCE)
    write("parts/a.el.po", GOOD)
    write("parts/b.el.po", GOOD.replace("Ξανά", "Πάλι"))
    assert list(catalogues.faults(domain)) == ["parts/b.el.po:4: “Try again {n}” says something else than in parts/a.el.po:4"]


def test_messages_are_found_in_every_kind_of_source(small):
    write, _ = small
    write("src/a.py", 'N_("one " "text")\nself.say("two")\nwords(lang)("three")\nngettext("four", "fours", 4)\npgettext("place", "five")\n'
                      'words("el")\nN_(name)\n_("six")\n')
    write("src/b.js", "kit.t('it\\'s'); t(\"x\", {n}); start('no'); const t = 'no';\n")
    write("src/vendor/c.js", "t('no')")
    write("src/d.html", "{% load i18n %}{% translate 'seven' %}{% translate \"it's\" context 'c' as x %}{{ x|default:_('eight') }}"
                        "{% blocktranslate trimmed count n=2 %}\n  {{ n }} nine (9)\n{% plural %}{{ n }} nines{% endblocktranslate %}")
    assert [use.message for use in messages.found(["src"])] == [
        Message("one text"), Message("two"), Message("three"), Message("four", "fours"), Message("five", context="place"), Message("six"),
        Message("it's"), Message("x"),
        Message("seven"), Message("it's", context="c"), Message("eight"), Message("%(n)s nine (9)", "%(n)s nines")]


def test_compiled_catalogue_speaks(small):
    write, domain = small
    write("src/a.py", SOURCE + 'ngettext("a day", "{n} days", n)\npgettext("verb", "Open")\n')
    write("parts/a.el.po", GOOD + 'msgid "a day"\nmsgid_plural "{n} days"\nmsgstr[0] "μία μέρα"\nmsgstr[1] "{n} μέρες"\n'
                                  '\nmsgctxt "verb"\nmsgid "Open"\nmsgstr "Άνοιξε"\n')
    assert list(catalogues.faults(domain)) == [] and len(catalogues.stale()) == 2
    assert catalogues.main([]) == 0
    assert catalogues.stale() == []
    before = {language: domain.path(language).read_bytes() for language in ("el", "en")}
    greek, english = (gettext.GNUTranslations(domain.path(language).open("rb")) for language in ("el", "en"))
    assert greek.gettext("Try again {n}") == "Ξανά {n}" and english.gettext("Try again {n}") == "Try again {n}"
    assert greek.ngettext("a day", "{n} days", 1) == "μία μέρα" and greek.ngettext("a day", "{n} days", 2) == "{n} μέρες"
    assert greek.pgettext("verb", "Open") == "Άνοιξε"
    assert catalogues.main([]) == 0 and before == {language: domain.path(language).read_bytes() for language in ("el", "en")}
    write("parts/a.el.po", GOOD.replace("Ξανά", "Πάλι"))
    assert domain.path("el") in catalogues.stale() and catalogues.main(["--check"]) == 1


def test_command_line():
    ran = subprocess.run([sys.executable, "-m", "tools.catalogues", "--help"], cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert ran.returncode == 0 and "--check" in ran.stdout


def test_both_layouts_of_the_platform_say_the_same(tmp_path):
    """The platform asks a site's own folder for ``django`` first, as atlas lays it out, and else the package for ``text``."""
    assert catalogues.main(["--atlas", str(tmp_path)]) == 0
    for language, said in (("el", "Υποβολή"), ("en", "Submit")):
        own = gettext.translation("text", ROOT / "pekt_xblocks" / "translations", [language])
        atlas = gettext.translation("django", tmp_path / "pekt_xblocks", [language])
        assert own.gettext("Submit") == atlas.gettext("Submit") == said
        folder = tmp_path / "pekt_xblocks" / language / "LC_MESSAGES"
        held = catalogues.compiled(folder / "django.mo")
        assert held == catalogues.compiled(DOMAINS[0].path(language)) and len(held) > 500
        with (folder / "django.po").open(encoding="utf-8") as file:
            assert len(catalogues.read_po(file)) == sum(1 for _ in catalogues.texts(DOMAINS[0], language))
