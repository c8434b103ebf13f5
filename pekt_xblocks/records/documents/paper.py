"""What every PDF shares: its letters, its one colour, the frame of its pages, QR codes."""
from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

INK, SOFT, LINE, RAISED, ACCENT = (HexColor(tone) for tone in ("#1b2430", "#515c6a", "#c9d0d9", "#f4f6f9", "#1f5fae"))
PLAIN, BOLD = "PektSans", "PektSans-Bold"
MARGIN = 54
FONTS = Path(__file__).parent / "fonts"


@cache
def letters() -> None:
    """Make the embedded font known; Greek stands in no font that a PDF reader must have."""
    rl_config.useA85 = 0                        # bytes as they are: no reader needs them as letters, and files are a fifth smaller
    pdfmetrics.registerFont(TTFont(PLAIN, FONTS / "NotoSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, FONTS / "NotoSans-Bold.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def style(size: float, *, bold: bool = False, color: Any = INK, leading: float | None = None, **more: Any) -> ParagraphStyle:
    """A paragraph's style; ``leading`` is the distance of its lines in points."""
    letters()
    return ParagraphStyle("pekt", fontName=BOLD if bold else PLAIN, fontSize=size, leading=leading or size * 1.4, textColor=color,
                          **more)


def day(moment: datetime) -> str:
    """A date in words: 5 Νοεμβρίου 2026."""
    return dateformat.format(timezone.localtime(moment), "j E Y")


def clock(moment: datetime) -> str:
    """A time of day with its date."""
    return f"{day(moment)}, {timezone.localtime(moment):%H:%M}"


def qr(canvas: Canvas, text: str, x: float, y: float, width: float) -> None:
    """A QR code with its lower left corner at (x, y), in points; rows are drawn as runs, so that the file stays small."""
    # One mask for all: every reader takes any, and trying all eight is most of the work of a class's attestations.
    rows = segno.make(text, error="m", boost_error=False, mask=2).matrix
    path = canvas.beginPath()
    for line, row in enumerate(rows):
        start = None
        for column, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(start, len(rows) - line - 1, column - start, 1)
                start = None
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(width / len(rows), width / len(rows))
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


class CountedPages(Canvas):
    """A canvas that knows, when it draws a page's foot, how many pages there are; ``foot(canvas, page, pages)`` draws it."""

    def __init__(self, *args: Any, foot: Callable[[Canvas, int, int], None], **more: Any) -> None:
        super().__init__(*args, **more)
        self._foot, self._kept = foot, []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._foot(self, number, len(self._kept))
            super().showPage()
        super().save()


def document(story: Sequence[Flowable], *, title: str, author: str, lang: str, as_of: datetime) -> bytes:
    """A4 pages of these flowables; each page's foot says whose it is, up to when its data count, and its number."""
    letters()
    out, (width, height) = io.BytesIO(), A4

    def foot(canvas: Canvas, number: int, pages: int) -> None:
        canvas.setStrokeColor(LINE)
        canvas.line(MARGIN, 44, width - MARGIN, 44)
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, 30, f"{author} · " + _("Data up to %(time)s") % {"time": clock(as_of)})
        canvas.drawRightString(width - MARGIN, 30, _("Page %(page)s of %(pages)s") % {"page": number, "pages": pages})

    frame = Frame(MARGIN, 54, width - 2 * MARGIN, height - 54 - 48, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    made = BaseDocTemplate(out, pagesize=A4, title=title, author=author, lang=lang)
    made.addPageTemplates([PageTemplate(frames=[frame])])
    made.build(list(story), canvasmaker=lambda *args, **more: CountedPages(*args, foot=foot, **more))
    return out.getvalue()


