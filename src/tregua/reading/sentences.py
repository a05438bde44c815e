"""Paragraphs into sentences, by offsets; abbreviations, initials, decimals and quotes do not split.

The text itself is never changed: a sentence is a span without its surrounding blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tregua.model.records import Span
from tregua.vocabulary.packaged import load_yaml

_STOP = re.compile(r"(?:[.!?]+|…)[\"'”’»)\]]{0,3}(?=\s|$)")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']{1,20}$")
_NEXT = re.compile(r"\s+[\"'“‘«(\[]{0,3}(\S+)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+$")

_WORDS = load_yaml("lexicon/abbreviations.yaml")
_TITLES = frozenset(_WORDS["titles"])
_OTHERS = frozenset(_WORDS["others"])
_OPENERS = frozenset(_WORDS["openers"])


def split_sentences(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences of each span of ``text``, in order, blanks at their ends left out."""
    sentences: list[Span] = []
    for span in spans:
        begin = span.start
        for stop in _STOP.finditer(text, span.start, span.end):
            if stop.end() < span.end and _ends_sentence(text, begin, stop, span.end):
                _append(sentences, text, begin, stop.end())
                begin = stop.end()
        _append(sentences, text, begin, span.end)
    return sentences


def _append(sentences: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Span(start=start, end=end))


def _ends_sentence(text: str, begin: int, stop: re.Match[str], limit: int) -> bool:
    following = _NEXT.match(text, stop.end(), min(limit, stop.end() + 60))
    if following is None:
        return True
    word = following.group(1)
    mark = text[stop.start()]
    if mark in "!?…" or stop.group()[-1] in "\"'”’»":
        return not word[0].islower()
    if word[0].islower():
        return False
    before = _LAST_WORD.search(text, max(begin, stop.start() - 20), stop.start())
    last = before.group() if before else ""
    if stop.group() != "." or not last:
        return True
    return not _is_abbreviation(last, word)


def _is_abbreviation(last: str, following: str) -> bool:
    plain = last.lower()
    opens = following.rstrip(",.;:").lower() in _OPENERS
    if plain in _TITLES:
        return (
            plain not in ("no", "nos", "art", "fig", "para", "st", "min")
            or following[0].isdigit()
            or plain == "st"
        )
    if plain in _OTHERS:
        return not opens
    if len(last) == 1 and last.isupper():
        return not opens
    return bool(_INITIALS.match(last + ".")) and not opens
