"""Statements to start from, two for each competence of DigComp, in the first person; their one rule: each can be seen in what one does."""
from __future__ import annotations

from collections.abc import Callable

from pekt_xblocks.core.language import N_

STATEMENTS = (
    ("1.1", N_("I can choose good words to search for what I need.")),
    ("1.1", N_("I can narrow a search when it finds too much.")),
    ("1.2", N_("I can tell who wrote a page, and why.")),
    ("1.2", N_("I can check a piece of news in a second source.")),
    ("1.3", N_("I can keep my files in folders and find them again.")),
    ("1.3", N_("I can keep a copy of my files in a safe place.")),
    ("2.1", N_("I can choose the right way to tell somebody something.")),
    ("2.1", N_("I can write a clear e-mail to a teacher.")),
    ("2.2", N_("I can share a file with just the people who need it.")),
    ("2.2", N_("I can say where I found what I share.")),
    ("2.3", N_("I can find a public service on the Internet.")),
    ("2.3", N_("I can say my opinion on the Internet about something in my town.")),
    ("2.4", N_("I can write a text together with others in one file.")),
    ("2.4", N_("I can share out the work of my team and see who does what.")),
    ("2.5", N_("I can disagree in a chat without hurting anyone.")),
    ("2.5", N_("I can help when somebody is bullied on the Internet.")),
    ("2.6", N_("I can choose what others see of me on the Internet.")),
    ("2.6", N_("I can find and delete old posts of mine.")),
    ("3.1", N_("I can make a presentation that others understand.")),
    ("3.1", N_("I can make and cut a short video.")),
    ("3.2", N_("I can change a picture and make something new of it.")),
    ("3.2", N_("I can put text, picture and sound together in one work.")),
    ("3.3", N_("I can find pictures that I am allowed to use.")),
    ("3.3", N_("I can read a licence and do what it says.")),
    ("3.4", N_("I can break a problem into small steps.")),
    ("3.4", N_("I can find and mend the mistake in a program.")),
    ("4.1", N_("I can spot a message that wants to cheat me.")),
    ("4.1", N_("I can make a strong password and turn on a second step.")),
    ("4.2", N_("I can decide which of my data I give to an app.")),
    ("4.2", N_("I can change the privacy settings of an account.")),
    ("4.3", N_("I can tell when I need a break from the screen.")),
    ("4.3", N_("I can ask for help when something on the Internet upsets me.")),
    ("4.4", N_("I can save energy with the devices that I use.")),
    ("4.4", N_("I can say what to do with a device that is broken or old.")),
    ("5.1", N_("I can try simple things before I call for help with a device.")),
    ("5.1", N_("I can describe a technical problem so that others can help.")),
    ("5.2", N_("I can choose the right app for a job.")),
    ("5.2", N_("I can set up a device so that it is easier to use.")),
    ("5.3", N_("I can solve a problem of my school with digital tools.")),
    ("5.3", N_("I can try an idea in a small model before I build it.")),
    ("5.4", N_("I can tell what I don't know yet.")),
    ("5.4", N_("I can find a lesson on the Internet and learn something new.")),
)


def listed(say: Callable[[str], str]) -> list[dict[str, str]]:
    """``[{code, text}]`` in the framework's order, in the author's language."""
    return [{"code": code, "text": say(text)} for code, text in STATEMENTS]
