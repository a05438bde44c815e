"""How findings are made: which clauses they are of, and in what words they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tregua.agreement.comparison.standing import Owed
from tregua.model.comparison import Aspect, PageFinding, Verdict
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Span


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
