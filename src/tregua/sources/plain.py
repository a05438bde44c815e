"""Plain text and tables: UTF-8, with or without a byte order mark."""

from __future__ import annotations

from tregua.model.errors import BadFile, Where
from tregua.model.messages import say
from tregua.sources.document import Document

_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D}
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b")


def decode_text(name: str, data: bytes) -> str:
    """The decoded text. Raises BadFile: ``file.binary``, ``file.wrong_encoding``, ``file.empty``."""
    if data.startswith(_MAGIC) or b"\x00" in data:
        raise BadFile(say("file.binary"), Where(file=name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        byte = f"0x{data[error.start]:02x}"
        raise BadFile(say("file.wrong_encoding", byte=byte), Where(name, line, column)) from error
    if not text.strip():
        raise BadFile(say("file.empty"), Where(file=name))
    if sum(ord(c) in _CONTROLS for c in text[:4096]) > 8:
        raise BadFile(say("file.binary"), Where(file=name))
    return text


def read_plain(name: str, text: str) -> Document:
    """A text file as it stands; ``.csv`` and ``.tsv`` are tables."""
    media_type = "text/csv" if name.lower().endswith((".csv", ".tsv")) else "text/plain"
    return Document(name=name, media_type=media_type, text=text)
