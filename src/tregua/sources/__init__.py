"""Bytes → text: one reader a file. :func:`open_document` tells which reader fits.

A reader is a function ``(name, data) -> Document``; it raises BadFile and never guesses: what it
cannot decode is refused with its place.
"""

from __future__ import annotations

from collections.abc import Callable

from tregua.sources.document import MAX_BYTES, Document, check_length, check_size
from tregua.sources.html import read_html
from tregua.sources.plain import decode_text, read_plain

__all__ = ["MAX_BYTES", "Document", "check_size", "decode_text", "open_document"]


def open_document(name: str, data: bytes, is_table: Callable[[str], bool] = lambda _: False) -> Document:
    """The text of one received file, ready to be read; a table is told by the file's name, or by
    ``is_table`` from the text, whatever the file is called. Raises BadFile (``file.*``)."""
    check_size(name, len(data))
    text = decode_text(name, data)
    if is_table(text):
        return check_length(Document(name=name, media_type="text/csv", text=text))
    if name.lower().endswith((".html", ".htm")) or text.lstrip()[:15].lower().startswith(
        ("<!doctype html", "<html")
    ):
        return check_length(read_html(name, text))
    return check_length(read_plain(name, text))
