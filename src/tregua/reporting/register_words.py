"""A register's lines, words and states as messages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from tregua.model.bounds import say_count, say_figure
from tregua.model.messages import Argument, Message, say
from tregua.model.register import Balance, Count, Line, ReadingBalance, Scope, Word
from tregua.model.standing import Entry, Register
from tregua.vocabulary.steps import split_step
from tregua.vocabulary.units import UNITS

_RECOGNISED = "recognised"
_OF_WHOM = frozenset({"list", "request", "confirm", "dead", "visit", "held"})
_STATES = frozenset({"open", "restricted", "closed", "destroyed", "under_repair"})


def tell_line(line: Line, *, lasts: bool) -> tuple[Message, ...]:
    """What a line is of, part by part: how many of what, whose, to whom, where, of which thing, counted how.

    ``lasts`` is whether the register's figures hold until the next (see ``Account.lasts``); where they do
    not, figures of a day each have a range of the last day told of, which is named where there are others;
    figures of several times and not told to be of a day each have none, and that is said.
    """
    parts = [_counted(line), *tell_place_of(line, line.words[0].entry.register_name)]
    if line.basis is not None:
        parts.append(say(f"register.basis.{line.basis}"))
    parts += tell_part(line, (word.entry.speaker for word in line.words if word.entry.is_figure))
    days = {word.since for word in line.words if word.entry.is_figure and word.since}
    if not line.ranged and any(word.is_standing_figure for word in line.words):
        parts.append(say("register.of_several_times"))
    elif not lasts and line.basis == "period" and len(days) > 1:
        parts.append(say("register.latest", day=max(days)))
    return tuple(parts)


def tell_part(line: Line, speakers: Iterable[str]) -> Iterator[Message]:
    """Of whom alone the figures of these speakers are, where that is so of all of them."""
    if set(speakers) <= {one.speaker for one in line.scopes}:
        for of in dict.fromkeys(one.of for one in line.scopes):
            yield say("register.scope.of", of=of)


def tell_scope(scope: Scope) -> Message:
    """Whose figures are of which part alone, since when, and where that is known from."""
    code = "register.scope" if scope.since is None else "register.scope.since"
    told: dict[str, Argument] = {} if scope.since is None else {"since": scope.since}
    return say(
        code, actor=f"actor:{scope.speaker}", of=scope.of, note=scope.note, source=scope.source, **told
    )


def tell_scopes(line: Line, told: Container[Scope]) -> tuple[Message, ...]:
    """Of whom alone whose figures on a line are: at length unless it is ``told`` already, and then in short
    where the line's heading cannot say so, because others have figures on it too."""
    speakers = {word.entry.speaker for word in line.words if word.entry.is_figure}
    in_heading = speakers <= {one.speaker for one in line.scopes}
    return tuple(
        say("register.scope.short", actor=f"actor:{one.speaker}", of=one.of)
        if one in told
        else tell_scope(one)
        for one in line.scopes
        if one not in told or (not in_heading and one.speaker in speakers)
    )


def code_of_whom(measure: str, name: Register) -> str:
    """How the other of a line is told: which body, of whom (those held, asked for, whose status is
    recognised), or to whom."""
    if name in ("centres", "actors"):
        return "register.body"
    is_of = measure == _RECOGNISED or (
        name == "exchanges" and (split_step(measure)[0] or measure) in _OF_WHOM
    )
    return "register.of_whom" if is_of else "register.to"


def tell_place_of(line: Line, name: Register) -> list[Message]:
    """Whose, to whom (of a joint body: which), where and of which thing."""
    parts = []
    if line.actor:
        code = "register.by" if line.measure == _RECOGNISED else "register.whose"
        parts.append(say(code, party=f"party:{line.actor}"))
    if line.to and (line.to != line.actor or _is_given(line.measure, name)):
        parts.append(say(code_of_whom(line.measure, name), party=f"party:{line.to}"))
    if line.place_ids:
        parts.append(say("register.where", places=tuple(f"place:{place}" for place in line.place_ids)))
    if line.about and line.about not in line.place_ids:
        parts.append(say("register.about", about=f"place:{line.about}"))
    if line.category:
        parts.append(say("register.category", category=line.category))
    if line.person:
        parts.append(say("register.person", person=line.person))
    return parts


def tell_entry(entry: Entry) -> tuple[Message, ...]:
    """What an entry says, part by part: how many of what or which step, counted how, of which thing, of what
    sort, of whom, and in what way it is told where it is not plainly said to be so."""
    figure, is_counted = tell_figure(entry), entry.measure in UNITS
    parts = []
    if figure is None or not is_counted:
        parts.append(say("register.what", measure=tell_measure(entry.measure, (entry.act,))))
    if figure is not None:
        unit = entry.measure if is_counted else entry.unit or entry.measure
        parts.append(say("register.counted", count=figure, unit=tell_measure(unit)))
    if entry.basis is not None:
        parts.append(say(f"register.basis.{entry.basis}"))
    if entry.about and entry.about not in entry.place_ids:
        parts.append(say("register.about", about=f"place:{entry.about}"))
    if entry.category:
        parts.append(say("register.category", category=entry.category))
    if entry.person:
        parts.append(say("register.person", person=entry.person))
    return (*parts, *tell_told(entry))


def tell_whose(entry: Entry) -> tuple[Message, ...]:
    """Whose it is, and to whom or of whom; of a joint body, of which."""
    parts = []
    if entry.actor:
        code = "register.by" if entry.measure == _RECOGNISED else "register.whose"
        parts.append(say(code, party=f"party:{entry.actor}"))
    if entry.to and (entry.to != entry.actor or _is_given(entry.measure, entry.register_name)):
        parts.append(say(code_of_whom(entry.measure, entry.register_name), party=f"party:{entry.to}"))
    return tuple(parts)


def _is_given(measure: str, name: Register) -> bool:
    """Whether it is of what one gives to another: that somebody is told of as both must be seen."""
    return name == "exchanges" and code_of_whom(measure, name) == "register.to"


def tell_measure(measure: str, acts: Iterable[str] = ()) -> Argument:
    """What is counted, or the step that was taken."""
    if measure in UNITS:
        return f"unit:{measure}"
    act = next((act for act in acts if act.rpartition(".")[2] == measure), None)
    return f"act:{act}" if act else f"unit:{measure}"


def _counted(line: Line) -> Message:
    told = _range(line)
    if told is None:
        return say("register.what", measure=tell_measure(line.measure, (w.entry.act for w in line.words)))
    return say("register.counted", count=told, unit=f"unit:{line.measure}")


def _range(line: Line) -> Message | None:
    """The range of a line as its words give it; None where there is none."""
    facts = [word for word in line.words if word.entry.entry_id in line.ranged]
    if not facts:
        return None
    given = {(word.entry.low, word.entry.high, word.entry.comparator) for word in facts}
    if len(given) == 1:
        return say_count(*given.pop())
    if line.low is None and line.high is None:
        return say("register.range.open")
    if line.high is None:
        return say("register.range.from", low=line.low or 0)
    if line.low is None:
        return say("register.range.to", high=line.high)
    return say_count(line.low, line.high)


def tell_figure(entry: Entry) -> Message | None:
    """A figure as it was given, in its own unit; None where none is."""
    if entry.low is None and entry.high is None:
        return None
    return say_figure(entry)


def tell_day(word: Word) -> tuple[Message, ...]:
    """Which day or days a word is of; for what is only meant, the day it is for, where one is named, and the
    day it was said."""
    entry = word.entry
    said = tell_said(entry)
    days = tell_days_of(entry)
    if not days:
        return said or (say("span.unknown"),)
    return (*days, *said) if entry.is_meant else days


def tell_said(entry: Entry) -> tuple[Message, ...]:
    """The day on which it was said; nothing where that is not known."""
    return (say("register.day.said", day=entry.published_at[:10]),) if entry.published_at else ()


def tell_days_of(entry: Entry) -> tuple[Message, ...]:
    """Which day or days an entry is of; of what is only meant, those it is for; nothing where none is."""
    if entry.latest is None and entry.earliest is None:
        return ()
    if entry.is_meant:
        return _meant_for(entry)
    if entry.latest is None:
        return (say("register.day.since", day=(entry.earliest or "")[:10]),)
    if entry.earliest is None:
        return (_by_or_until(entry, entry.latest[:10]),)
    first, last = entry.earliest[:10], entry.latest[:10]
    if first == last:
        return (say("span.one", time=last),)
    return (say("span.one", time=first), say("register.day.until", day=last))


def _meant_for(entry: Entry) -> tuple[Message, ...]:
    """The day, or the days from the first to the last, that a plan, a notice or a demand is for."""
    first, last = (entry.earliest or "")[:10], (entry.latest or "")[:10]
    if not last:
        return (say("register.day.since", day=first),)
    if not first:
        return (_by_or_until(entry, last),)
    until = (say("register.day.until", day=last),) if first != last else ()
    return (say("register.day.meant", day=first), *until)


def _by_or_until(entry: Entry, day: str) -> Message:
    """The end of a stretch where it is told as that; else the day by which something was, or is to be, so."""
    return say("register.state.until" if entry.ends else "register.day.by", day=day)


class Spoken(Protocol):
    """Anything that is somebody's word: an entry, a point, a count, an interval."""

    @property
    def said_by(self) -> str | None: ...
    @property
    def through(self) -> str | None: ...


class SpokenSince(Spoken, Protocol):
    """The same of a total that is counted from a day on."""

    @property
    def since(self) -> date | None: ...


def tell_since(points: Iterable[SpokenSince]) -> tuple[Message, ...]:
    """From which day on each speaker's totals count, where it is said."""
    first = {(one.said_by or one.through, one.since): one for one in points if one.since}
    return tuple(
        say("register.series.since", actor=tell_speaker(one), day=one.since or "") for one in first.values()
    )


def tell_speakers(words: Sequence[Spoken]) -> Message:
    """Whose word it is and through whom, everybody who says the same in one phrase."""
    outlets: dict[str, list[str]] = {}
    for word in words:
        through = outlets.setdefault(word.said_by or word.through or "", [])
        if word.said_by and word.through and word.through not in (word.said_by, *through):
            through.append(word.through)
    groups: dict[tuple[str, ...], list[str]] = {}
    for speaker, through in outlets.items():
        groups.setdefault(tuple(sorted(through)), []).append(speaker)
    parts = tuple(_through(tuple(speakers), through) for through, speakers in groups.items())
    if len(parts) == 1:
        return parts[0]
    told = parts[0]
    for part in parts[1:]:
        told = say("register.speakers", first=told, then=part)
    return told


def _through(speakers: tuple[str, ...], outlets: tuple[str, ...]) -> Message:
    named: tuple[Argument, ...] = tuple(
        f"actor:{speaker}" if speaker else say("registers.nobody") for speaker in speakers
    )
    if not outlets:
        return say("register.speaker", actor=named)
    return say("register.through", actor=named, outlet=tuple(f"actor:{outlet}" for outlet in outlets))


def alike(words: Iterable[Word]) -> list[tuple[Word, ...]]:
    """Words of one line that say the same of the same day, together, in order of day."""
    ordered = sorted(words, key=lambda word: (word.since or date.min, word.entry.is_meant))
    groups: dict[tuple[object, ...], list[Word]] = {}
    for word in ordered:
        entry = word.entry
        days = tuple(day.model_dump_json() for day in tell_day(word))
        key = (word.manner, entry.modality, days, entry.low, entry.high, entry.comparator)
        groups.setdefault(key, []).append(word)
    return [tuple(group) for group in groups.values()]


def tell_manner(word: Word) -> Message:
    """*Announced*, *observed*, *planned* …; what is only thought possible is told as that."""
    if word.manner == "planned" and word.entry.modality == "possible":
        return say("register.manner.possible")
    return say(f"register.manner.{word.manner}")


def tell_told(entry: Entry) -> tuple[Message, ...]:
    """In what way an entry is told, where it is not plainly said to be so: planned, promised, demanded,
    thought possible, judged; and whether it is told not to be so."""
    found: list[str]
    if entry.told in ("plans", "demands"):
        how = "promises" if entry.stance == "promises" and entry.modality != "possible" else entry.told
        found = ["possible" if entry.modality == "possible" and how == "plans" else how]
    else:
        found = ["judges"] if entry.stance == "evaluates" else []
    denied = entry.negated or entry.stance == "denies"
    return tuple(say(f"registers.told.{one}") for one in (*found, *(["denies"] if denied else [])))


def tell_speaker(one: Spoken) -> Argument:
    """Whose word it is; that no source is named, where none is."""
    speaker = one.said_by or one.through
    return f"actor:{speaker}" if speaker else say("registers.nobody")


def tell_state(value: str | None) -> Message:
    """How a place or link is; *contested* where the words differ."""
    if value is None:
        return say("register.state.contested")
    if value in _STATES:
        return say(f"register.state.{value}")
    return say("register.state.held", party=f"party:{value}")


def tell_states_title(name: Register) -> Message:
    """What the states of a register are about."""
    return say(f"register.states.{name}" if name in ("control", "links") else "register.states")


def tell_batches(count: Count) -> tuple[Message, ...]:
    """What one speaker's count is made of, figure by figure, each with its day: nothing is added up here."""
    return tuple(
        _of_category(
            say("register.batch", count=say_count(one.low, one.high, one.comparator), day=one.on)
            if one.on
            else say_count(one.low, one.high, one.comparator),
            count.category,
        )
        for one in count.batches
    )


def _of_category(told: Message, category: str) -> Message:
    return say("register.batch.category", batch=told, category=category) if category else told


def tell_all_for_all(balance: Balance | ReadingBalance) -> Message | None:
    """Whether the sides say that everybody was given for everybody; None where that is not asked."""
    return say(f"register.all_for_all.{balance.all_for_all}") if balance.all_for_all else None


def tell_apart(balance: Balance) -> Message | None:
    """That the readings of who counts cannot be told apart by these figures, and whose figures those are;
    None where somebody tells of what sort those counted are, or there are no such readings."""
    counts = [one for reading in balance.readings for one in _counts_of(reading)]
    if not counts or any(one.category for one in (*counts, *_counts_of(balance))):
        return None
    return say(
        "register.reading.apart",
        whose=tuple(f"reading:{one.reading}" for one in balance.readings),
        speakers=_speakers(counts),
    )


def _speakers(counts: Iterable[Count]) -> tuple[Argument, ...]:
    """Everybody whose figures these are, each once."""
    return tuple({one.said_by or one.through: tell_speaker(one) for one in counts}.values())


def _counts_of(balance: Balance | ReadingBalance) -> list[Count]:
    sides = [
        one
        for side in balance.sides
        for kind in (side.received, side.held, side.requested, side.confirmed)
        for one in kind
    ]
    return [*sides, *balance.unclear]


def tell_reading(reading: ReadingBalance) -> tuple[Message, ...]:
    """Whose reading it is and who does not count by it; and, where figures tell nothing of what sort those
    counted are, that this reading cannot be told apart by them and whose they are."""
    whose = f"reading:{reading.reading}"
    if reading.leaves_out:
        told = [say("register.reading.leaves_out", whose=whose, categories=reading.leaves_out)]
    elif reading.counts_only:
        told = [say("register.reading.counts_only", whose=whose, categories=reading.counts_only)]
    else:
        told = [say("register.reading.all", whose=whose)]
    if reading.untold:
        told.append(say("register.reading.untold", speakers=_speakers(reading.untold)))
    return tuple(told)
