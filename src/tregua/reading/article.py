"""A text dump of a page into its parts; also short notes and bulletins.

1. Each line is judged by itself (:mod:`tregua.reading.lines`); the body is the run of lines with the
   greatest sum of scores.
2. What stands between the page's top and the body is read as title, standfirst, byline, date, caption.
3. Inside the body captions, credits and furniture are left out; short lines without an end are
   cross-heads.

Not read: pages whose paragraphs are broken over several lines keep one span a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tregua.model.errors import BadPage
from tregua.model.messages import say
from tregua.model.records import Article, Span
from tregua.reading.lines import (
    Line,
    best_segment,
    byline_name,
    read_lines,
    without_bullet,
)
from tregua.reading.published import find_published, is_date_line, published_among
from tregua.vocabulary.institutions import packaged_table
from tregua.vocabulary.tokens import tokenise

__all__ = ["find_published", "read_article"]

_NOT_MONTH = r"(?!(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][A-Z'’ -]{{2,30}}(?:, ?{_NOT_MONTH}[A-Z][A-Za-z .'-]{{2,20}})?"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"(?P<date>,? +[A-Z]?[A-Za-z]*\.? ?\d{1,2}(?:st|nd|rd|th)?(?:,? [A-Z][a-z]{2,8}\.?)?(?:,? \d{4})?"
    r"|,? +[A-Z]{3,9} \d{1,2}(?:, \d{4})?)?"
    r"[.,:]?\s*(?P<agency>\([^()]{2,40}\)|/[^/]{2,40}/|,? ?[A-Z]{3,12}(?=[.:]|\s[-–—]))?"
    r"\s*(?P<mark>[-–—]{1,2}|[.:])\s+"
)
_SITE = re.compile(r"\s+[|–—-]\s+(?P<site>[^|–—]{2,40})$")
_HEAD_ROOM = 14
_MAX_CROSSHEAD = 9


def read_article(text: str) -> Article:
    """The parts of a page or note; spans are characters of ``text``.

    Raises BadPage ``page.no_article`` where there is nothing but furniture, ``page.impossible_date``
    where the printed publication date is no day of the calendar."""
    lines = read_lines(text)
    first, last = _segment(lines)
    published = published_among(text, lines)
    first = _skip_head(text, lines, first, last, published[1] if published else None)
    head, inside, foot = lines[:first], lines[first:last], lines[last:]
    dated = published[1] if published else None
    body, headings = _body(text, inside, dated)
    if not body:
        raise BadPage(say("page.no_article"))
    dateline, agency_in_dateline, begin = _dateline(text, body[0])
    if begin > body[0].start:
        body[0] = Span(start=begin, end=body[0].end)
    title, standfirst = _title(text, head, body, dated)
    captions, credits_ = _captions([*head, *inside])
    byline = next((line for line in [*head[-_HEAD_ROOM:], *inside, *foot] if line.kind == "byline"), None)
    return Article(
        title=title,
        standfirst=standfirst,
        agency=_agency(text, lines, byline, agency_in_dateline, dated),
        byline=_byline(text, lines, byline, dated),
        published_at=published[0] if published else None,
        dateline=dateline,
        captions=tuple(captions),
        credits=tuple(credits_),
        headings=tuple(headings),
        tags=_tags(lines),
        body=tuple(body),
    )


# -- the body --------------------------------------------------------------------------------------


def _segment(lines: Sequence[Line]) -> tuple[int, int]:
    """The first and last (exclusive) line of the body."""
    found = best_segment([line.score for line in lines])
    if found is None:
        # a note of one or two lines without a full stop
        plain = [i for i, line in enumerate(lines) if line.kind == "plain" and len(line.words) >= 4]
        if not plain or len(lines) > 8 or not any(lines[i].stops for i in plain):
            raise BadPage(say("page.no_article"))
        return plain[-1], plain[-1] + 1
    first, last = found
    while last < len(lines) and _goes_on(lines, last):
        last += 1
    return first, last


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a list item after the body still belongs to it."""
    line = lines[at]
    return (
        line.kind == "plain" and without_bullet(line) > line.start and any(w[0].islower() for w in line.words)
    )


def _skip_head(text: str, lines: Sequence[Line], first: int, last: int, dated: Span | None) -> int:
    """Move the start past a standfirst: prose that stands before the byline, date or caption."""
    for at in range(min(last, first + 5) - 1, first, -1):
        line = lines[at]
        if not (line.kind in ("byline", "label") or _is_dated(text, line, dated)):
            continue
        before = [one for one in lines[first:at] if one.kind == "prose"]
        short = all(len(one.words) <= 60 and not _DATELINE.match(one.text) for one in before)
        if len(before) <= 2 and short and any(one.kind == "prose" for one in lines[at + 1 : last]):
            return at + 1
    return first


def _is_dated(text: str, line: Line, dated: Span | None) -> bool:
    return dated is not None and is_date_line(text, line, dated)


def _body(text: str, inside: Sequence[Line], dated: Span | None) -> tuple[list[Span], list[Span]]:
    """Paragraphs and cross-heads of the body's lines."""
    body: list[Span] = []
    headings: list[Span] = []
    for index, line in enumerate(inside):
        if line.kind in ("chrome", "caption", "credit", "byline", "tags") or _is_dated(text, line, dated):
            continue
        if line.kind == "label" and (line.label != "other" or len(line.words) <= 3):
            continue
        span = Span(start=line.start, end=line.end)
        if _is_crosshead(line) and any(one.kind == "prose" for one in inside[index + 1 :]):
            headings.append(span)
        else:
            body.append(span)
    return body, headings


def _is_crosshead(line: Line) -> bool:
    short = len(line.words) <= _MAX_CROSSHEAD and not line.closed and without_bullet(line) == line.start
    return line.kind == "heading" or (line.kind == "plain" and short and not re.search(r"\d", line.text))


# -- the head --------------------------------------------------------------------------------------


def _title(text: str, head: Sequence[Line], body: Sequence[Span], dated: Span | None) -> tuple[str, str]:
    """The headline and the standfirst under it: the head's lines that speak of what the body speaks of."""
    named = next((line for line in head if line.label == "title"), None)
    if named is not None:
        return named.value, ""
    known = {
        token.key[:6]
        for span in body
        for token in tokenise(text, span.start, min(span.end, span.start + 5000))
        if len(token.key) > 3
    }
    labels = [index for index, line in enumerate(head) if line.kind == "label"]
    below = list(head[labels[-1] + 1 :]) if labels else []
    options = [
        line
        for line in (
            below if any(one.kind in ("plain", "heading") for one in below) else head[-3 * _HEAD_ROOM :]
        )
        if line.kind in ("plain", "heading", "prose")
        and 1 <= len(line.words) <= 45
        and not _is_dated(text, line, dated)
    ]
    scored = [(line, _overlap(line, known)) for line in options]
    best = max((score for line, score in scored if len(line.words) > 1), default=0.0)
    likely = [line for line, score in scored if best and score >= 0.5 * best and len(line.words) <= 30]
    if not likely:
        likely = _headlines(options)
    if not likely:
        return "", ""
    chosen = next((line for line in likely if not line.closed or line.text[-1] in '?!"”'), likely[0])
    cleaned = _SITE.sub("", chosen.text)
    again = next(
        (one for one in options if one.start > chosen.start and one.text in (cleaned, chosen.text)), None
    )
    start = (again or chosen).start
    under = (
        one
        for one, score in scored
        if one.start > start and score > 0 and len(one.words) >= 6 and one.text != cleaned
    )
    return (again.text if again else cleaned), next((one.text for one in under), "")


def _headlines(options: Sequence[Line]) -> list[Line]:
    """Where no line shares its words with the body: the last that looks like a headline, near the body."""
    near = [line for line in options[-3:] if len(line.words) <= 20 and not line.closed]
    telling = [line for line in near if len(line.words) > 2] or near
    return telling[-1:]


def _overlap(line: Line, known: set[str]) -> float:
    """The share of a line's content words that the body has, little for the long lists of a menu."""
    keys = [t.key[:6] for t in tokenise(line.text) if len(t.key) > 3]
    if not keys:
        return 0.0
    shared = sum(key in known for key in keys)
    listlike = len(line.words) > 10 and line.stops < 0.1
    return 0.0 if listlike or shared < min(2, len(keys)) else shared / len(keys)


def _dateline(text: str, first: Span) -> tuple[str | None, str, int]:
    """The dateline of the first paragraph, the agency in it, and where the words begin."""
    match = _DATELINE.match(text, first.start, min(first.end, first.start + 110))
    if match is None:
        return None, "", first.start
    place, agency = match.group("place"), (match.group("agency") or "").strip("()/, ")
    if _outlet_in(place) == place and match.group("date"):
        return None, place, match.end()
    if not (
        match.group("date") or match.group("agency") or (place.isupper() and match.group("mark") not in ".:")
    ):
        return None, "", first.start
    if match.group("mark") in ".:" and not match.group("agency"):
        return None, "", first.start
    stop = match.end("date") if match.group("date") else match.end("place")
    return text[match.start() : stop].strip(" ,."), agency, match.end()


def _captions(lines: Sequence[Line]) -> tuple[list[Span], list[Span]]:
    """Captions without their credits, and the credits."""
    captions: list[Span] = []
    credits_: list[Span] = []
    for line in lines:
        if line.kind == "credit":
            credits_.append(Span(start=line.start, end=line.end))
        elif line.kind == "caption":
            captions.append(Span(start=line.start, end=line.value_start))
            begin = line.value_start
            while begin < line.end and line.text[begin - line.start].isspace():
                begin += 1
            if begin < line.end:
                credits_.append(Span(start=begin, end=line.end))
    return captions, credits_


def _byline(text: str, lines: Sequence[Line], byline: Line | None, dated: Span | None) -> str:
    """The byline as printed, a labelled author, or a name beside the date."""
    if byline is not None:
        return byline.text.partition("|")[0].strip()
    labelled = next((line.value for line in lines if line.label == "byline"), "")
    return labelled or _name_beside_date(text, lines, dated)


def _name_beside_date(text: str, lines: Sequence[Line], dated: Span | None) -> str:
    """A person's name on a line of its own, next to the line of the publication date."""
    for index, line in enumerate(lines):
        if not (
            _is_dated(text, line, dated) or (dated and line.label and line.start <= dated.start < line.end)
        ):
            continue
        for one in lines[max(0, index - 1) : index + 2]:
            named = one.kind == "plain" and 2 <= len(one.words) <= 4 and not one.closed
            if named and all(word[0].isupper() for word in one.words) and not _outlet_in(one.text):
                return one.text
    return ""


def _agency(
    text: str, lines: Sequence[Line], byline: Line | None, in_dateline: str, dated: Span | None
) -> str:
    """The agency or outlet the page names: a label, the byline, the dateline, the date's own line."""
    labelled = next((line.value for line in lines if line.label == "agency"), "")
    if labelled:
        return labelled
    for line in (byline, *(line for line in lines if _is_dated(text, line, dated))):
        outlet = _outlet_in(byline_name(line) or line.text) if line is not None else ""
        if outlet:
            return outlet
    if in_dateline:
        return in_dateline
    alone = (
        line for line in lines[:_HEAD_ROOM] if line.kind in ("plain", "heading") and len(line.words) <= 4
    )
    return next((line.text for line in alone if _outlet_in(line.text) == line.text), "")


def _outlet_in(text: str) -> str:
    """The first outlet named in ``text``, as printed."""
    tokens = tokenise(text)
    for at in range(len(tokens)):
        found = packaged_table().longest(tokens, at, text)
        if found is not None and found[1].sort == "outlet":
            return text[tokens[at].start : tokens[at + found[0] - 1].end]
    return ""


def _tags(lines: Sequence[Line]) -> tuple[str, ...]:
    """The tags, on their label's line or on the short lines after it."""
    for index, line in enumerate(lines):
        if line.kind != "tags":
            continue
        parts: list[str] = []
        value = line.value
        if value:
            parts = re.split(r"\s*[,;|•·#]\s*", value) if re.search(r"[,;|•·#]", value) else value.split()
        else:
            for one in lines[index + 1 : index + 13]:
                if one.gap or len(one.words) > 4 or one.kind not in ("plain", "heading"):
                    break
                parts.append(one.text)
        tags = tuple(part.strip(" #") for part in parts if part.strip(" #"))
        if tags:
            return tags
    return ()
