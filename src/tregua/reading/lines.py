"""The lines of a text dump, each with what it looks like: prose, furniture, a label, a caption, a date.

Nothing here knows a site: a line is judged by its length, punctuation, share of function words and
capitals, and by words that any site's furniture uses (``lexicon/page-lines.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from tregua.vocabulary.packaged import load_yaml

LineKind = Literal[
    "prose", "plain", "heading", "chrome", "label", "byline", "date", "caption", "credit", "tags"
]

_WORDS = load_yaml("lexicon/page-lines.yaml")
_FUNCTION_WORDS = frozenset(_WORDS["function_words"])


def _pattern(forms: Iterable[str]) -> str:
    return "|".join(
        re.escape(f).replace(r"\ ", r"\s+") for f in sorted(map(str, forms), key=len, reverse=True)
    )


_CHROME = re.compile(rf"(?<!\w)(?:{_pattern(_WORDS['chrome'])})(?!\w)", re.I)
_WEAK = re.compile(rf"(?<!\w)(?:{_pattern(_WORDS['weak'])})(?!\w)", re.I)
_CREDIT_WORDS = _pattern(_WORDS["credit"])
_LABEL_KINDS = {str(form): kind for kind, forms in _WORDS["labels"].items() for form in forms}
_LABEL = re.compile(r"[ \t>#*_•-]*([A-Za-z][A-Za-z .&-]{0,28}?)[*_]*\s*[:=]\s*[*_]*(?=\S)")
_BARE_LABEL = re.compile(rf"\s*(?P<label>{_pattern(_LABEL_KINDS)})\s*[:=]?\s*$", re.I)
_TAGS = re.compile(rf"\s*(?:{_pattern(_WORDS['labels']['tags'])})\b\s*:?\s+", re.I)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_END = re.compile(r"(?:[.!?…:;][\"'”’»)\]]{0,3}|[\"”»])\s*$")
_BYLINE = re.compile(
    r"\s*(?:[Bb]y|BY|[Ww]ritten by|[Rr]eporting by)\s+"
    r"(?P<name>[^\W\d_][\w.'’-]*(?:[ ,/&]+(?:and\s+)?[^\W\d_][\w.'’-]*){0,7})\s*(?:\||$)"
)
_CREDIT_ONLY = re.compile(
    rf"\s*(?:[(\[]\s*(?:(?:{_CREDIT_WORDS})\b|[^()\[\]]{{0,120}}\b(?:{_CREDIT_WORDS})\b)[^()\[\]]{{0,160}}[)\]]"
    rf"|(?:{_CREDIT_WORDS})s?\s*(?::|by\b|/|©)\s*[^.]{{1,120}})\s*\.?\s*$",
    re.I,
)
_CREDIT_TAIL = re.compile(
    rf"\s*(?:[(\[]\s*(?:[^()\[\]]{{0,120}}?\b(?:{_CREDIT_WORDS})\b[^()\[\]]{{0,160}}"
    rf"|[^()\[\]]{{0,60}}/\s?(?:AP|AFP|Reuters|EPA|TASS|Sputnik|RIA)[^()\[\]]{{0,40}})[)\]]"
    rf"|(?<=[.!?\s])(?:{_CREDIT_WORDS})s?\s*:\s*[^.:]{{1,80}})\s*\.?\s*$",
    re.I,
)
_IMAGE = re.compile(r"!?\[[^\]]*\]\([^)]*\)$|https?://\S+$|www\.\S+$")
_MARKED_HEADING = re.compile(r"#{1,6}\s+|>\s+")
_BRACKETED = re.compile(
    rf"[(\[]\s*(?:{_CREDIT_WORDS})\s*:\s*([^()\[\]]{{25,300}}[.!?])\s*[^()\[\].]{{2,80}}[)\]]\.?$", re.I
)
_BULLET = re.compile(r"[ \t>]*(?:[-*•·▪‣◦–]\s+|\(?\d{1,2}[.)]\s+)")


@dataclass(frozen=True)
class Line:
    """One line without the blanks around it, and its kind.

    ``value_start`` is where a label's value begins, or where a caption ends before its credit."""

    number: int
    start: int
    end: int
    text: str
    kind: LineKind
    label: str = ""
    value_start: int = 0
    gap: bool = False

    @cached_property
    def words(self) -> list[str]:
        """Its words, bullets and figures aside."""
        return _WORD.findall(self.text)

    @cached_property
    def stops(self) -> float:
        """The share of function words in lower case."""
        return sum(w in _FUNCTION_WORDS for w in self.words) / len(self.words) if self.words else 0.0

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_END.search(self.text[-8:]))

    @property
    def value(self) -> str:
        """What stands after its label."""
        return self.text[self.value_start - self.start :].strip(" \t*_") if self.value_start else ""

    @cached_property
    def furniture(self) -> int:
        """How many words of a site's furniture it has."""
        weak = len(_WEAK.findall(self.text[:2000]))
        return len(_CHROME.findall(self.text[:2000])) + (weak if len(self.words) <= 3 or weak > 1 else 0)

    @property
    def score(self) -> float:
        """How much it speaks for standing in an article's body; negative speaks against."""
        if self.kind == "prose":
            return 2.0 + min(len(self.words), 45) * 0.5
        return {"plain": -3.0, "heading": -2.0, "chrome": -3.5, "tags": -5.0, "label": -2.0}.get(
            self.kind, -1.0
        )


def read_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, with their kinds; ``gap`` where a blank one stands before."""
    blocks: list[list[Line]] = []
    gap = True
    for number, raw in enumerate(_raw_lines(text), start=1):
        start, end = _trim(text, *raw)
        if start == end:
            gap = True
            continue
        if gap:
            blocks.append([])
        blocks[-1].append(Line(number, start, end, text[start:end], "plain", gap=gap))
        gap = False
    lines = [line for block in blocks for line in _unwrapped(text, block)]
    return _with_captions([_judge(line) for line in lines])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A line's ends without blanks and without the marks of plain-text markup."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    heading = _MARKED_HEADING.match(text, start, end)
    if heading is not None:
        start = heading.end()
    for mark in ("**", "__", "*", "_"):
        inner, outer = start + len(mark), end - len(mark)
        marked = text.startswith(mark, start) and text.endswith(mark, start, end)
        if inner < outer and marked and not text[inner].isspace():
            return inner, outer
    return start, end


def _unwrapped(text: str, block: list[Line]) -> list[Line]:
    """A paragraph broken over lines of one width, as one line; any other block as it is."""
    widest = max(len(line.text) for line in block)
    inner = block[:-1]
    broken = [line for line in inner if not line.closed]
    if (
        not inner
        or not 45 <= widest <= 120
        or any(len(line.text) < 0.72 * widest for line in inner)
        or 2 * len(broken) < len(inner)
        or not any(line.text[0].islower() for line in block[1:])
        or any(_BULLET.match(line.text) for line in block[1:])
    ):
        return block
    first, last = block[0], block[-1]
    return [replace(first, end=last.end, text=text[first.start : last.end])]


def _raw_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"\r\n|\n|\r|\u2028|\u2029", text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _judge(line: Line) -> Line:
    text, count = line.text, len(line.words)
    if _IMAGE.match(text):
        return replace(line, kind="chrome")
    label = _LABEL.match(text) if count <= 40 else None
    if label is not None:
        kind = _LABEL_KINDS.get(" ".join(label.group(1).lower().split()))
        if kind == "tags":
            return replace(line, kind="tags", label=kind, value_start=line.start + label.end())
        if kind is not None:
            return replace(line, kind="label", label=kind, value_start=line.start + label.end())
    tags = _TAGS.match(text)
    if tags is not None and not line.closed and count <= 40:
        return replace(line, kind="tags", label="tags", value_start=line.start + tags.end())
    if (
        count <= 14
        and _BARE_LABEL.match(text)
        and text.lower().strip(" :=") in ("tags", "topics", "keywords")
    ):
        return replace(line, kind="tags", label="tags", value_start=line.end)
    whole = _BRACKETED.match(text) if count <= 70 else None
    if whole is not None:
        return replace(
            line,
            kind="caption",
            start=line.start + whole.start(1),
            text=text[whole.start(1) :],
            value_start=line.start + whole.end(1),
        )
    if count <= 40 and _CREDIT_ONLY.match(text):
        return replace(line, kind="credit")
    if count <= 10 and _BYLINE.match(text) and not line.closed:
        return replace(line, kind="byline")
    if line.furniture and (count <= 9 or line.furniture >= 2 + count // 40):
        return replace(line, kind="chrome")
    if _reads_as_prose(line, count):
        return replace(line, kind="prose")
    letters = [c for c in text if c.isalpha()]
    if letters and count <= 10 and sum(c.isupper() for c in letters) > 0.8 * len(letters):
        return replace(line, kind="heading")
    return line


def _reads_as_prose(line: Line, count: int) -> bool:
    if line.closed and not line.text.endswith(":"):
        if count >= 6:
            return line.stops >= 0.12
        return count >= 2 and any(w[0].islower() for w in line.words)
    return count >= 14 and line.stops >= 0.22


def _with_captions(lines: list[Line]) -> list[Line]:
    """Mark captions: a line that ends in a credit, stands before one, or repeats a caption's words."""
    marked = list(lines)
    texts: set[str] = set()
    for index, line in enumerate(lines):
        if line.kind in ("credit", "chrome", "tags", "label", "caption") or len(line.words) > 90:
            continue
        tail = credit_tail(line)
        if tail is not None:
            marked[index] = replace(line, kind="caption", value_start=tail)
            texts.add(line.text[: tail - line.start].strip())
            continue
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None and below.kind == "credit" and not below.gap and len(line.words) <= 60:
            marked[index] = replace(line, kind="caption", value_start=line.end)
            texts.add(line.text)
    return [
        replace(line, kind="caption", value_start=line.end)
        if line.kind in ("plain", "prose", "heading") and line.text in texts
        else line
        for line in marked
    ]


def credit_tail(line: Line) -> int | None:
    """Where the credit begins in a line that ends with one, as an offset of the text; None without."""
    begin = max(0, len(line.text) - 320)
    match = _CREDIT_TAIL.search(line.text, begin)
    return line.start + match.start() if match is not None and match.start() > 0 else None


def byline_name(line: Line) -> str:
    """The name in a byline."""
    match = _BYLINE.match(line.text)
    return match.group("name").strip() if match else ""


def without_bullet(line: Line) -> int:
    """Where a line's words begin, past a bullet or a list number, as an offset of the text."""
    match = _BULLET.match(line.text)
    return line.start + match.end() if match else line.start


def best_segment(scores: Sequence[float]) -> tuple[int, int] | None:
    """The run of neighbours with the greatest sum (first, last exclusive); None where none is above 0."""
    best: tuple[float, int, int] | None = None
    total, first = 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, first = 0.0, index
        total += score
        if total > 0 and (best is None or total > best[0]):
            best = total, first, index + 1
    return (best[1], best[2]) if best else None
