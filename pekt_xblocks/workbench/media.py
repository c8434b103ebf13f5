"""The files of a course that pages may show: one folder, plain names, a closed list of types."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from .models import Course

_PLAIN = re.compile(r"[^./\\\0][^/\\\0]{0,119}")
TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif",
    ".svg": "image/svg+xml", ".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8", ".vtt": "text/vtt; charset=utf-8",
    ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".css": "text/css; charset=utf-8",
}


def course_folder(course: Any) -> Path:
    """Where the course's package lies; ``LookupError`` if the site has no such course."""
    folder = Course.objects.filter(key=str(course)).values_list("folder", flat=True).first()
    if folder is None:
        raise LookupError(str(course))
    return Path(folder)


def media_path(course: Path, name: str) -> Path:
    """A file of the course in a folder, by its plain name; ``LookupError`` for anything else, links out of the folder included."""
    folder = (course / "static").resolve()
    path = folder / name
    if not _PLAIN.fullmatch(name) or path.suffix.lower() not in TYPES:
        raise LookupError(name)
    if not path.is_file() or path.resolve().parent != folder:
        raise LookupError(name)
    return path
