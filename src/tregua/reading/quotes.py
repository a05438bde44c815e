"""Quotations: the stretches between quotation marks, marks included."""

from __future__ import annotations

from tregua.model.records import Span

_PAIRS = {"“": "”", "«": "»", "„": "“"}


def find_quotes(text: str, start: int, end: int) -> list[Span]:
    """The quotations in ``text[start:end]``; an unclosed one ends with the stretch.

    Straight and typographic double marks and guillemets; apostrophes are never quotation marks.
    A short unclosed straight mark (inches, a stray mark) is ignored.
    """
    found: list[Span] = []
    at = start
    while at < end:
        mark = text[at]
        close = '"' if mark == '"' else _PAIRS.get(mark)
        if close is None:
            at += 1
            continue
        stop = text.find(close, at + 1, end)
        if stop < 0 and close == "”":
            stop = text.find('"', at + 1, end)
        if stop < 0:
            if mark != '"':
                found.append(Span(start=at, end=end))
            return found
        found.append(Span(start=at, end=stop + 1))
        at = stop + 1
    return found
