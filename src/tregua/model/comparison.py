"""What a page tells of an accord, held against the accord: findings clause by clause.

A finding is about one or more obligations and one aspect of them. ``page`` and ``accord`` say in a few
words what each has; ``text`` is the finding as a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from tregua.model.messages import Message
from tregua.model.records import Record, Span

Verdict = Literal["matches", "less_precise", "omits", "adds", "contradicts", "doubtful"]
"""How the page stands to the accord.

- ``matches``: it says the same;
- ``less_precise``: it says the same, rounded, or in words that leave more open;
- ``omits``: it tells of the clause and leaves this part of it out;
- ``adds``: no clause names it;
- ``contradicts``: both cannot be true;
- ``doubtful``: it may be either; the sentence says why.
"""

Aspect = Literal["act", "who", "where", "how_much", "when", "duration", "renewal", "notice", "control"]


class PageFinding(Record):
    """One thing the page says, or leaves out, of the clauses ``clauses`` and their ``obligations``.

    ``clauses`` is empty where no clause names it. ``spans`` are the page's words it rests on; for what is
    left out, where the page tells of the clause. ``amendment`` is the one that a note in ``text`` names.
    """

    verdict: Verdict
    aspect: Aspect
    clauses: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    page: Message | None = None
    accord: Message | None = None
    text: Message
    amendment: str | None = None


class Unmentioned(Record):
    """A clause of which the page leaves out every obligation, or these of them."""

    clause: str
    obligations: tuple[str, ...]
    whole: bool


class Comparison(Record):
    """A page against an accord as it stood on the day the page was published.

    ``published_on`` is null where the page is undated and none was given: it is then held against the
    accord as signed. ``amendments`` are those known by that day.
    """

    accord: str
    published_on: date | None = None
    amendments: tuple[str, ...] = ()
    findings: tuple[PageFinding, ...] = ()
    not_mentioned: tuple[Unmentioned, ...] = ()


class QuotedSpan(Span):
    """A span with the page's words."""

    words: str


class PageFindingAnswer(PageFinding):
    """One finding of ``tregua agreement compare --json``: messages as text, spans with their words."""

    spans: tuple[QuotedSpan, ...] = ()
    page: str | None = None  # type: ignore[assignment]
    accord: str | None = None  # type: ignore[assignment]
    text: str  # type: ignore[assignment]


class ComparisonAnswer(Comparison):
    """``tregua agreement compare --json``."""

    findings: tuple[PageFindingAnswer, ...] = ()


def answer_comparison(
    comparison: Comparison, words: str, render: Callable[[Message], str]
) -> ComparisonAnswer:
    """A comparison with its messages rendered and its spans quoted from the page's text ``words``."""
    findings = tuple(_answer(one, words, render) for one in comparison.findings)
    fields = {name: getattr(comparison, name) for name in Comparison.model_fields if name != "findings"}
    return ComparisonAnswer(**fields, findings=findings)


def _answer(finding: PageFinding, words: str, render: Callable[[Message], str]) -> PageFindingAnswer:
    told = {"spans", "page", "accord", "text"}
    fields = {name: getattr(finding, name) for name in PageFinding.model_fields if name not in told}
    spans = tuple(
        QuotedSpan(start=one.start, end=one.end, words=" ".join(words[one.start : one.end].split()))
        for one in finding.spans
    )
    return PageFindingAnswer(
        **fields,
        spans=spans,
        page=render(finding.page) if finding.page else None,
        accord=render(finding.accord) if finding.accord else None,
        text=render(finding.text),
    )
