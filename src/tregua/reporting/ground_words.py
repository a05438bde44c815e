"""Links, handovers and the parts of the register of control as messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from tregua.agreement.terms import Agreement
from tregua.model.ground import HandoverStep, PartOfControl
from tregua.model.links import Course, KindWord, Stipulated
from tregua.model.messages import Argument, Message, say
from tregua.model.register import Interval, Word
from tregua.model.when import day_of, is_day
from tregua.reporting.register_words import tell_speakers

POSITIONS = "ground.states.positions"


def tell_part(part: PartOfControl) -> Message:
    """The heading of a part."""
    return say(f"ground.part.{part}")


def tell_step(step: HandoverStep) -> Message:
    """A step of a handover."""
    return say(f"ground.step.{step}")


def tell_whose(word: Word, agreement: Agreement) -> Message | None:
    """Who takes a step, or is given what it gives, by this word; None where it names nobody."""
    entry = word.entry
    if entry.to:
        return say("ground.to", party=f"party:{agreement.side_of(entry.to) or entry.to}")
    if entry.actor:
        return say("ground.by", party=f"party:{agreement.side_of(entry.actor) or entry.actor}")
    return None


def by_whose(words: Iterable[Word], agreement: Agreement) -> list[tuple[Message | None, tuple[Word, ...]]]:
    """Words of one step or link, those of the same side's doing together, in order."""

    def named(word: Word) -> str:
        told = tell_whose(word, agreement)
        return told.model_dump_json() if told else ""

    ordered = sorted(words, key=lambda word: (named(word), str(word.since or "")))
    groups = [tuple(group) for _, group in groupby(ordered, key=named)]
    return [
        (tell_whose(group[0], agreement), group)
        for group in sorted(groups, key=lambda one: str(one[0].since))
    ]


def tell_kinds(kinds: Sequence[KindWord]) -> tuple[Message, ...]:
    """What a link is, and who calls it so: a sentence for each kind, the accord's own first."""
    told = []
    for kind in dict.fromkeys(one.kind for one in kinds):
        what = say(f"ground.link.{kind}")
        mine = [one for one in kinds if one.kind == kind]
        if any(not (one.said_by or one.through) for one in mine):
            told.append(say("ground.kind.accord", kind=what))
        if spoken := [one for one in mine if one.said_by or one.through]:
            told.append(say("ground.kind.told", kind=what, whose=tell_speakers(spoken)))
    return tuple(told)


def tell_course(course: Course) -> Message:
    """Where the accord draws a link, how well, and for which days."""
    how = say(
        "ground.course.schematic" if course.schematic else "ground.course.drawn", km=course.precision_km
    )
    if course.valid_from and course.valid_until:
        return say("ground.course.between", how=how, first=course.valid_from, last=course.valid_until)
    if course.valid_from:
        return say("ground.course.from", how=how, first=course.valid_from)
    if course.valid_until:
        return say("ground.course.until", how=how, last=course.valid_until)
    return how


def tell_extent(one: Interval) -> Message:
    """From when to when, and that it is unsure where its speaker tells otherwise of that time too."""
    if one.until is None:
        told = say("register.interval.on", since=_moment(one.since))
    else:
        told = say("register.interval.to", since=_moment(one.since), until=_moment(one.until))
    return told if one.sure else say("register.interval.unsure", told=told)


def _moment(text: str) -> Argument:
    day = day_of(text)
    return day if is_day(text) else say("register.moment", day=day, hour=text[11:16])


def tell_stipulated(one: Stipulated) -> Message:
    """What the accord itself asks, of whom, and where that is written."""
    return say(
        "ground.stipulated",
        obligation=f"obligation:{one.obligation_id}",
        obligors=tuple(f"party:{party}" for party in one.obligors),
        clause=f"clause:{one.clause}",
    )
