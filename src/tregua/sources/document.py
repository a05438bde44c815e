"""What a reader of bytes gives: a text and what kind it is; and how large one may be."""

from __future__ import annotations

from tregua.model.errors import BadFile, Where
from tregua.model.messages import say
from tregua.model.records import Record

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 1_000_000


class Document(Record):
    """A received file as text. Offsets everywhere are characters of ``text``."""

    name: str
    media_type: str
    text: str


def check_size(name: str, size: int) -> None:
    """Refuses an empty or oversized file before it is read. Raises BadFile."""
    if size == 0:
        raise BadFile(say("file.empty"), Where(file=name))
    if size > MAX_BYTES:
        raise BadFile(say("file.too_large", size=size, limit=MAX_BYTES), Where(file=name))


def check_length(document: Document) -> Document:
    """Refuses a text that no page or bulletin has, so that reading ends in seconds. Raises BadFile."""
    if len(document.text) > MAX_CHARACTERS:
        message = say("file.too_long", size=len(document.text), limit=MAX_CHARACTERS)
        raise BadFile(message, Where(file=document.name))
    return document
