"""How findings are made: which clauses they are of, and in what words they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tregua.agreement.comparison.standing import Owed
from tregua.model.comparison import Aspect, PageFinding, Verdict
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Span

_MEASURED = ("how_much", "when", "duration", "renewal", "notice")


def found(
    verdict: Verdict,
    aspect: Aspect,
    owed: Sequence[Owed],
    spans: Sequence[Span],
    code: str,
    *,
    page: Message | None = None,
    accord: Message | None = None,
    noted: str | None = None,
    **args: Argument,
) -> PageFinding:
    """A finding about ``owed``; its sentence ``code`` may name ``page``, ``accord``, ``clause``,
    ``obligation`` and ``args``. ``noted``: the id of the amendment it names."""
    clauses = tuple(dict.fromkeys(one.obligation.clause for one in owed))
    named: dict[str, Argument] = {
        "clause": tuple(f"clause:{one}" for one in clauses),
        "obligation": tuple(f"obligation:{one.id}" for one in owed),
        **args,
    }
    named |= {"page": page} if page else {}
    named |= {"accord": accord} if accord else {}
    return PageFinding(
        verdict=verdict,
        aspect=aspect,
        clauses=clauses,
        obligations=tuple(one.id for one in owed),
        spans=tuple(dict.fromkeys(spans)),
        page=page,
        accord=accord,
        text=say(code, **named),
        amendment=noted,
    )


def span_of(mention: Span) -> Span:
    """A mention's place in the page alone."""
    return Span(start=mention.start, end=mention.end)


def once(findings: Iterable[PageFinding]) -> tuple[PageFinding, ...]:
    """Each finding once, in order."""
    kept: list[PageFinding] = []
    for one in findings:
        if one not in kept:
            kept.append(one)
    return tuple(kept)


def told_apart(findings: Sequence[PageFinding]) -> tuple[PageFinding, ...]:
    """The findings without those on words that fit another obligation: *25 km* is the distance of one class
    of weapons and no wrong one of the next. Words that fit none of several are a doubt, no contradiction:
    which of them is meant, the page does not say; unless the accord has the same for each."""
    fits = {(one.aspect, one.spans) for one in findings if one.verdict in ("matches", "less_precise")}
    wrong: dict[tuple[str, tuple[Span, ...]], list[PageFinding]] = {}
    for one in findings:
        if one.verdict == "contradicts":
            wrong.setdefault((one.aspect, one.spans), []).append(one)
    kept = []
    for one in findings:
        words = (one.aspect, one.spans)
        measured = one.aspect in _MEASURED and one.verdict in ("contradicts", "doubtful", "adds")
        if measured and words in fits:
            continue
        if one.verdict == "contradicts" and one.aspect in _MEASURED and _is_of_several(wrong[words]):
            text = say("compare.which", text=one.text)
            kept.append(one.model_copy(update={"verdict": "doubtful", "text": text}))
        else:
            kept.append(one)
    return tuple(kept)


def _is_of_several(wrong: Sequence[PageFinding]) -> bool:
    """Whether several obligations are contradicted at once of which the accord has different things."""
    return any(one.accord != wrong[0].accord for one in wrong)


def unsure(findings: Iterable[PageFinding], spans: Sequence[Span]) -> Iterator[PageFinding]:
    """The findings, a contradiction as a doubt where its words stand in one of ``spans``: sentences that
    only the one before shows to tell of terms."""
    for one in findings:
        among = any(told.start <= span.start < told.end for span in one.spans for told in spans)
        if one.verdict == "contradicts" and among:
            text = say("compare.unsure", text=one.text)
            yield one.model_copy(update={"verdict": "doubtful", "text": text})
        else:
            yield one
