"""The publication date that a page prints.

A label (``Published:``), a line of its own, a byline's line and a dateline are looked at, in this
order; of two that name one day the one with a clock time counts. Where none of these is there, the
running text's own date counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tregua.model.errors import BadPage, Where
from tregua.model.messages import say
from tregua.model.records import Span, TimeMention
from tregua.reading.lines import Line, read_lines
from tregua.reading.times import find_times
from tregua.vocabulary.packaged import load_yaml

_WHOLE = re.compile(r"\d{4}")
_DAY_PRINTED = re.compile(
    r"\d{1,2}\D{1,12}[A-Za-z]{3,9}|[A-Za-z]{3,9}\D{1,4}\d{1,2}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
)
_OFFSET = re.compile(
    r"\s*\(?(?:(?P<zulu>Z|GMT|UTC)\b\s?(?P<of>[+-]\d{1,2}(?::?\d{2})?)?|(?P<bare>[+-]\d{2}:?\d{2})(?!\d))"
)
_LEAD = re.compile(
    r"\s*(?:published|posted|updated|issued|dated?|filed|last\s+updated|first\s+published)\b(?:\s+(?:on|at))?[:\s]",
    re.I,
)
_DATELINE = re.compile(r"[^\n]{2,60}?(?:[-–—]|/|\)\s*[.:]?|:|\d{4}\s?\.)\s")
_DATE_COMPANY = frozenset(load_yaml("lexicon/page-lines.yaml")["date_company"])
_BEFORE_DASH = 90
_ROOM = 5
_PROSE = 9
_REACH = 5000


@dataclass(frozen=True)
class _Candidate:
    rank: int
    line: Line
    start: int
    end: int
    iso: str | None
    text: str


def find_published(text: str) -> tuple[str, Span] | None:
    """The printed publication time (ISO 8601, local; an offset only if one is printed) and where.

    Raises BadPage ``page.impossible_date`` where what is printed is no day of the calendar."""
    return published_among(text, read_lines(text))


def published_among(text: str, lines: Sequence[Line]) -> tuple[str, Span] | None:
    """As :func:`find_published`, for lines already read."""
    candidates = [c for line in lines if (c := _candidate(text, line)) is not None]
    if not candidates:
        candidates = _in_prose(text, lines)
    if not candidates:
        return None
    best = min(candidates, key=lambda c: c.rank)
    if best.iso is None:
        raise BadPage(
            say("page.impossible_date", text=best.text),
            Where(
                line=best.line.number,
                column=1 + best.start - text.rfind("\n", 0, best.start) - 1,
                field="published_at",
            ),
        )
    clocked = [c for c in candidates if c.iso and "T" in c.iso and c.iso[:10] == best.iso[:10]]
    if clocked and "T" not in best.iso:
        best = min(clocked, key=lambda c: c.rank)
    return str(best.iso), Span(start=best.start, end=best.end)


def _in_prose(text: str, lines: Sequence[Line]) -> list[_Candidate]:
    """Where nothing prints the day apart, the running text does: in its last words, as a note is
    signed, or else at its first whole date. A page that reports was not printed before that."""
    prose = [line for line in lines if line.kind not in ("chrome", "caption", "credit", "tags")]
    found = [
        _Candidate(_PROSE, line, time.start, time.end, _iso(text, time), time.text)
        for line in prose
        for start, end in _ends_of(line)
        for time in find_times(text, None, start, end)
        if _is_whole_day(time)
    ]
    signed = [c for c in found if not re.search(r"\w", text[c.end : prose[-1].end])] if prose else []
    return (signed or found)[:1]


def _ends_of(line: Line) -> tuple[tuple[int, int], ...]:
    """A line, or of one that is a whole book its beginning and its end."""
    if line.end - line.start <= 2 * _REACH:
        return ((line.start, line.end),)
    return (line.start, line.start + _REACH), (line.end - _REACH, line.end)


def _is_whole_day(time: TimeMention) -> bool:
    return (
        time.duration is None
        and time.earliest is not None
        and time.earliest[:10] == (time.latest or "")[:10]
        and _WHOLE.search(time.text) is not None
        and _DAY_PRINTED.search(time.text) is not None
    )


def is_date_line(text: str, line: Line, dated: Span) -> bool:
    """Whether a line gives the publication date and hardly anything else."""
    if not line.start <= dated.start < line.end or len(line.words) > 16:
        return False
    return len(_beside(line, dated.start, dated.end)) <= _ROOM and (
        not line.closed or _LEAD.match(line.text) is not None
    )


def _beside(line: Line, start: int, end: int) -> list[str]:
    """A line's words beside its date, those that go with dates left out."""
    rest = line.text[: start - line.start] + " " + line.text[end - line.start :]
    return [w for w in re.findall(r"[^\W\d_]{2,}", rest) if w.lower() not in _DATE_COMPANY]


def _candidate(text: str, line: Line) -> _Candidate | None:
    if line.label == "published" or line.label == "updated":
        return _first(text, line, line.value_start, line.end, 0 if line.label == "published" else 3)
    if line.kind in ("chrome", "caption", "credit", "tags") or (
        line.kind == "label" and line.label == "other"
    ):
        return None
    if len(line.words) > 30 and not _LEAD.match(line.text):
        return _from_dateline(text, line)
    found = _first(text, line, line.start, min(line.end, line.start + 200), 1)
    if found is None:
        return None
    words = _beside(line, found.start, found.end)
    if _LEAD.match(line.text):
        lead_rank = 3 if "updat" in line.text[:20].lower() else 0 if len(words) <= _ROOM else 5
        return _Candidate(lead_rank, line, found.start, found.end, found.iso, found.text)
    if len(words) <= _ROOM and not line.closed and found.start - line.start <= 60:
        return _Candidate(1 if not words else 2, line, found.start, found.end, found.iso, found.text)
    return _from_dateline(text, line)


def _from_dateline(text: str, line: Line) -> _Candidate | None:
    """``BAKU, 20 November 2020 (TASS) —``."""
    dash = _DATELINE.match(line.text[:_BEFORE_DASH])
    if dash is None or not line.text[:3].strip('("').isupper():
        return None
    return _first(text, line, line.start, line.start + dash.end(), 4)


def _first(text: str, line: Line, start: int, end: int, rank: int) -> _Candidate | None:
    """The first whole date between two offsets, possible or not."""
    for time in find_times(text, None, start, end):
        if time.duration or not _WHOLE.search(time.text) or not _DAY_PRINTED.search(time.text):
            continue
        if time.earliest is None and not re.search(r"[A-Za-z]{3}|-", time.text):
            continue  # a slashed date whose order is uncertain
        if time.earliest is not None and time.earliest[:10] != (time.latest or "")[:10]:
            continue
        return _Candidate(rank, line, time.start, time.end, _iso(text, time), time.text)
    return None


def _iso(text: str, time: TimeMention) -> str | None:
    """The mention's instant, with the offset printed in or after it."""
    if time.earliest is None or "T" not in time.earliest:
        return time.earliest
    inside = re.search(r"T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?", time.text)
    at = time.start + inside.end() if inside else time.end
    match = _OFFSET.match(text, at, at + 14)
    if match is None:
        return time.earliest
    printed = match.group("of") or match.group("bare") or "+00:00"
    sign, digits = printed[0], printed[1:].replace(":", "")
    hours, minutes = (digits[:2], digits[2:]) if len(digits) > 2 else (digits, "")
    return f"{time.earliest}{sign}{int(hours):02d}:{int(minutes or 0):02d}"
