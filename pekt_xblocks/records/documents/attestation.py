"""Attestations on paper, one to a page: who, what, where, when, and the code by which anyone can check it."""
from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from ..data import AttestationPaper
from .paper import ACCENT, BOLD, INK, LINE, MARGIN, PLAIN, SOFT, day, letters, qr, style

WIDTH, HEIGHT = landscape(A4)
INNER = WIDTH - 2 * MARGIN
FACTS = {
    "percent": gettext_noop("completion %(number)s%%"), "score": gettext_noop("score %(number)s%%"),
    "visits": gettext_noop("visits to the hub: %(number)s"), "sign_offs": gettext_noop("practical tasks signed off: %(number)s"),
}


def attestations_pdf(papers: Sequence[AttestationPaper], verify_at: str) -> bytes:
    """A landscape page for each; ``verify_at`` is the public page's address, to which ``?code=…`` is added."""
    letters()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), lang=get_language() or "el", pageCompression=1)
    canvas.setTitle(_("Attestations") if len(papers) > 1 else _("Attestation"))
    canvas.setAuthor(papers[0].hub if papers else "")
    for paper in papers:
        _head(canvas, paper)
        _words(canvas, paper)
        _foot(canvas, paper, verify_at)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _head(canvas: Canvas, paper: AttestationPaper) -> None:
    canvas.setFillColor(ACCENT)
    canvas.rect(0, 0, 12, HEIGHT, stroke=0, fill=1)
    top = HEIGHT - MARGIN
    canvas.setFont(BOLD, 15)
    canvas.drawString(MARGIN, top - 12, paper.hub)
    canvas.setFillColor(SOFT)
    canvas.setFont(PLAIN, 11)
    canvas.drawString(MARGIN, top - 30, paper.municipality)
    canvas.drawRightString(WIDTH - MARGIN, top - 12, _("No. %(serial)s") % {"serial": paper.serial})
    canvas.drawRightString(WIDTH - MARGIN, top - 30, _("School year %(year)s") % {"year": paper.year})
    canvas.setStrokeColor(LINE)
    canvas.line(MARGIN, top - 46, WIDTH - MARGIN, top - 46)


def _words(canvas: Canvas, paper: AttestationPaper) -> None:
    y = HEIGHT - MARGIN - 108
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 36)
    canvas.drawString(MARGIN, y, _("Attestation"))
    canvas.setFont(PLAIN, 13)
    canvas.drawString(MARGIN, y - 44, _("This attests that"))
    canvas.setFont(BOLD, _fitting(paper.name, 28))
    canvas.drawString(MARGIN, y - 82, paper.name)
    canvas.setFillColor(SOFT)
    canvas.setFont(PLAIN, 13)
    canvas.drawString(MARGIN, y - 106, " · ".join(filter(None, [_("Class %(name)s") % {"name": paper.group}, paper.school])))
    canvas.setFillColor(INK)
    canvas.drawString(MARGIN, y - 146, _("completed the module"))
    title = Paragraph(escape(paper.title), style(_fitting(paper.title, 22, lines=2), bold=True, color=ACCENT, leading=28))
    _width, height = title.wrap(INNER, 60)
    title.drawOn(canvas, MARGIN, y - 154 - height)
    canvas.setFont(PLAIN, 11)
    canvas.setFillColor(SOFT)
    for line, text in enumerate(simpleSplit(_earned(paper), PLAIN, 11, INNER)[:2]):
        canvas.drawString(MARGIN, y - 174 - height - 16 * line, text)


def _fitting(text: str, size: float, lines: int = 1) -> float:
    """The largest size up to ``size`` at which a bold text fits the page's width in so many lines."""
    width = stringWidth(text, BOLD, size)
    room = INNER * lines * (.9 if lines > 1 else 1)
    return size if width <= room else max(9.0, size * room / width)


def _earned(paper: AttestationPaper) -> str:
    parts = [_(FACTS[name]) % {"number": number} for name, number in paper.facts.items() if name in FACTS]
    if paper.overridden:
        parts = [_("confirmed by the teacher")]
    if paper.competences:
        parts.append("DigComp " + ", ".join(paper.competences))
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]


def _foot(canvas: Canvas, paper: AttestationPaper, verify_at: str) -> None:
    y, side = MARGIN - 6, 92
    canvas.setFillColor(INK)
    canvas.setFont(PLAIN, 11)
    canvas.drawString(MARGIN, y + 74, _("Issued on %(day)s") % {"day": day(paper.issued)})
    canvas.setStrokeColor(SOFT)
    canvas.line(MARGIN, y + 18, MARGIN + 210, y + 18)
    canvas.setFillColor(SOFT)
    canvas.setFont(PLAIN, 9)
    canvas.drawString(MARGIN, y + 4, _("For the hub (signature, stamp)"))
    code = f"{paper.verify_code[:5]}-{paper.verify_code[5:]}"
    qr(canvas, f"{verify_at}?code={paper.verify_code}", WIDTH - MARGIN - side, y, side)
    right = WIDTH - MARGIN - side - 14
    canvas.setFillColor(SOFT)
    canvas.setFont(PLAIN, 9)
    canvas.drawRightString(right, y + 58, _("Anyone can check that it is genuine:"))
    canvas.drawRightString(right, y + 44, verify_at)
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 13)
    canvas.drawRightString(right, y + 18, code)
    canvas.setFont(PLAIN, 9)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(right, y + 4, _("check code"))
