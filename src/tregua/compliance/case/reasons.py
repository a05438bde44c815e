"""Grounds of a standing: messages with the claims they rest on, in a fixed order.

Grounds are for people who ask why. Whoever asks only where an obligation stands, on thousands of days,
asks ``without_reasons``: then no message is built, and nothing else about the answer differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import date

from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight, Together
from tregua.model.bounds import say_count
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import Entry, Reason

_TELLING: ContextVar[bool] = ContextVar("telling", default=True)


def is_telling() -> bool:
    """Whether reasons are wanted."""
    return _TELLING.get()


@contextmanager
def _wanted(wanted: bool, /) -> Iterator[None]:
    before = _TELLING.set(wanted)
    try:
        yield
    finally:
        _TELLING.reset(before)


def without_reasons() -> AbstractContextManager[None]:
    """Within it no reason is built: standings say where, not why."""
    return _wanted(False)


def with_reasons() -> AbstractContextManager[None]:
    """Within it reasons are built, wherever it was entered."""
    return _wanted(True)


_UNTOLD = Reason(text=Message(code="compliance.untold"))
_UNSAID = Message(code="compliance.untold")


def because(code: str, evidence: Iterable[str] = (), **args: Argument) -> Reason:
    """One reason; its evidence sorted, each once."""
    if not _TELLING.get():
        return _UNTOLD
    return Reason(text=say(code, **args), evidence=tuple(sorted(set(evidence))))


def speaker(said_by: str | None, through: str | None = None) -> Argument:
    """Who says it, as a message argument; the outlet where the page speaks for itself."""
    if said_by is not None:
        return f"actor:{said_by}"
    if through is not None and "/" in through:
        return f"actor:{through}"
    return through or say("compliance.nobody")


UNNAMED = "outlet/unnamed-page"
"""Whose word it is when a page names neither a source nor itself: some page's, and no more."""


def names_of(*words: Iterable[Word]) -> tuple[str, ...]:
    """The actor ids whose words these are, sorted; an outlet where nobody else is named."""
    found = set(_names(words))
    return tuple(sorted(found - {UNNAMED} or found))


def _names(groups: Iterable[Iterable[Word]]) -> Iterator[str]:
    for group in groups:
        if isinstance(group, Together):
            yield from _names(group.parts)
        elif isinstance(group, Sight):
            yield from group.look(group.strand.names(_own_name))
        else:
            yield from (_name_of(word) for word in group)


def _name_of(word: Word) -> str:
    return word.said_by or word.through or UNNAMED


def _own_name(word: Word) -> tuple[str]:
    return (_name_of(word),)


def tell(code: str, words: Iterable[Word], **args: Argument) -> tuple[Reason, ...]:
    """One reason for each speaker, act and day, with every claim that says so."""
    if not _TELLING.get():
        return ()
    groups: dict[tuple[str, str, str], list[Word]] = {}
    for word in words:
        key = (str(word.last or ""), word.said_by or word.through or "", word.event.act)
        groups.setdefault(key, []).append(word)
    reasons = []
    for key in sorted(groups):
        group = groups[key]
        first = group[0]
        reasons.append(
            because(
                code,
                (word.claim_id for word in group),
                actor=speaker(first.said_by, first.through),
                act=f"act:{first.event.act}",
                day=on_day(first.last),
                **args,
            )
        )
    return tuple(reasons)


def others(known: Iterable[str], reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """One reason for the claims that bear on the standing and that no reason names yet."""
    if not _TELLING.get():
        return ()
    named = {one for reason in reasons for one in reason.evidence}
    left = sorted(set(known) - named)
    return (because("compliance.others", left, number=len(left)),) if left else ()


_FEW = 5
"""How many words that no other reason names are told one by one; where there are more, they are counted."""


def tell_rest(words: Iterable[Word], reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The words on which a standing rests and that no reason names yet: as steps, where they are few."""
    if not _TELLING.get():
        return ()
    named = {one for reason in reasons for one in reason.evidence}
    left = [word for word in words if word.claim_id not in named]
    told = tell("compliance.step", left)
    return told if len(told) <= _FEW else others((word.claim_id for word in left), ())


def on_day(day: date | None) -> Argument:
    """A day as an argument, or the words for one that is not known."""
    if day is not None:
        return day
    return say("compliance.day_unknown") if _TELLING.get() else _UNSAID


def of_figure(code: str, entry: Entry, **args: Argument) -> Reason:
    """A reason that is one figure: whose, how many, of what day."""
    return because(
        code,
        (entry.claim_id,),
        actor=speaker(entry.said_by, entry.through),
        figure=figure(entry),
        day=on_day(entry.on),
        **args,
    )


def figure(entry: Entry) -> Message:
    """An entry's count as it was claimed, with its unit."""
    if not _TELLING.get():
        return _UNSAID
    count = say_count(entry.low, entry.high, entry.comparator)
    return say("compliance.figure", count=count, unit=f"unit:{entry.unit or entry.measure}")
