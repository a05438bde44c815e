"""The rows of a table and their cells, where each stands in the text.

Quotation marks hold a cell together, over several lines if need be, where they open it; elsewhere
they are marks like any other.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MARKS = ",;\t|"
"""What may stand between cells, the usual one first."""
_LINES = 50
"""How many lines one cell may run over."""
BYTE_ORDER_MARK = "\ufeff"
"""Stands where a file begins, or was joined to another; it is no part of a cell."""
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")


@dataclass(frozen=True)
class Line:
    """A line of the table: its number from 1, where it stands, its cells and where each stands."""

    number: int
    start: int
    end: int
    cells: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    unclosed: bool = False


def read_rows(text: str, delimiter: str | None = None) -> list[Line]:
    """The rows of a table in any of the usual delimiters; blank lines and rules left out."""
    delimiter = delimiter or _delimiter(text)
    out = []
    start = 0
    raws = split_lines(text)
    at = 0
    while at < len(raws):
        raw, number = raws[at].lstrip(BYTE_ORDER_MARK), at + 1
        start, raws[at] = start + len(raws[at]) - len(raw), raw
        closed = delimiter == "|" or raw.lstrip().startswith("#") or _is_closed(raw, delimiter)
        last = at if closed else _closing(raws, at, delimiter)
        if last is not None:
            raw, closed, at = "".join(raws[at : last + 1]), True, last
        body = raw.rstrip("\r\n")
        if body.strip() and not set(body.strip()) <= set("|-+: "):
            spans = _cells(body, delimiter, start)
            cells = tuple(_unquote(text[a:b]) for a, b in spans)
            out.append(Line(number, start, start + len(body), cells, tuple(spans), unclosed=not closed))
        start += len(raw)
        at += 1
    return out


def split_lines(text: str) -> list[str]:
    """The lines with their ends, which CR and LF alone are: whatever else parts lines may stand in a cell."""
    return _LINE.findall(text)


def _closing(raws: Sequence[str], at: int, delimiter: str) -> int | None:
    """The line on which a quotation opened in line ``at`` ends, within :data:`_LINES`; None: nowhere."""
    joined = raws[at]
    for last in range(at + 1, min(len(raws), at + _LINES)):
        joined += raws[last]
        if '"' in raws[last] and _is_closed(joined, delimiter):
            return last
    return None


def _is_closed(body: str, delimiter: str) -> bool:
    """Whether every cell that opens with a quotation mark ends with one."""
    return not _quoted_at_end(body, delimiter)


def _quoted_at_end(body: str, delimiter: str) -> bool:
    opens, quoted, closed = True, False, False
    for char in body:
        if char == '"' and (quoted or opens or closed):
            quoted = not quoted
            closed = not quoted
            opens = False
            continue
        closed = False
        if char == delimiter and not quoted:
            opens = True
            continue
        if not char.isspace():
            opens = False
    return quoted


def _delimiter(text: str) -> str:
    rows = [line for line in split_lines(text) if line.strip() and not line.lstrip().startswith("#")]
    return max(MARKS, key=lambda mark: (_regularity(rows, mark), -MARKS.index(mark)))


def _regularity(rows: Sequence[str], mark: str) -> int:
    """How many marks stand in rows that have the most usual number of them."""
    counts = Counter(row.count(mark) for row in rows if mark in row)
    return max((number * count for count, number in counts.items()), default=0)


def _cells(body: str, delimiter: str, offset: int) -> list[tuple[int, int]]:
    """Where the cells of a line stand, quotation marks left out; a delimiter within quotes does not split."""
    spans, begin = [], 0
    quoted, blank, closed = False, True, False
    for index, char in enumerate(body):
        if char == '"' and (quoted or blank or closed):
            quoted = not quoted
            closed = not quoted  # a mark right behind it opens again: the two are one within the cell
        elif char == delimiter and not quoted:
            spans.append((begin, index))
            begin, blank, closed = index + 1, True, False
        else:
            blank, closed = blank and char == " ", False
    spans.append((begin, len(body)))
    if delimiter == "|" and body.lstrip().startswith("|"):
        spans = spans[1:-1] if body.rstrip().endswith("|") else spans[1:]
    out = []
    for first, last in spans:
        piece = body[first:last]
        start = first + len(piece) - len(piece.lstrip())
        end = last - len(piece) + len(piece.rstrip())
        if end - start >= 2 and body[start] == '"' and body[end - 1] == '"':
            start, end = start + 1, end - 1
        out.append((offset + start, offset + max(start, end)))
    return out


def _unquote(cell: str) -> str:
    return next(iter(next(csv.reader(io.StringIO(f'"{cell}"')), [cell])), "") if '""' in cell else cell
