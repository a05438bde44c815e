"""How a place or link is as messages: in a word, and everybody's word of it; and how long it was so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from tregua.model.bounds import say_count
from tregua.model.messages import Message, say
from tregua.model.register import State, StateWord
from tregua.reporting.register_words import tell_state

_HOURS_OF_A_DAY = 24
_AS_DAYS = 3 * _HOURS_OF_A_DAY


class Reckoned(Protocol):
    """Hours, at least so many and at most so many."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def tell_standing(state: State) -> Message:
    """How it is in a word. Where words of earlier days say otherwise, that it is what was said last; where
    nothing can be told, why: contested, told in two ways by one speaker, or only denied."""
    if state.value is None:
        return say(f"register.state.{state.standing}")
    told = tell_state(state.value)
    return say("register.state.said_last", state=told) if state.standing == "said_last" else told


def alike_words(words: Iterable[StateWord]) -> list[tuple[StateWord, ...]]:
    """Words that say the same of the same days, in the same manner, together, in their order."""
    found: dict[tuple[object, ...], list[StateWord]] = {}
    for word in words:
        found.setdefault((word.value, word.manner, word.since, word.until), []).append(word)
    return [tuple(mine) for mine in found.values()]


def are_one(words: Iterable[StateWord]) -> bool:
    """Whether all of them say the same, and none denies it: then what each says need not be told."""
    listed = list(words)
    return len({one.value for one in listed}) < 2 and all(one.manner != "denied" for one in listed)


def tell_said(word: StateWord) -> Message:
    """What a word says that it is, or is not."""
    told = tell_state(word.value)
    return say("register.state.not", state=told) if word.manner == "denied" else told


def tell_when(word: StateWord) -> Message | None:
    """Since when and until when, as far as the word names it; for a denial the day; None for neither."""
    if word.since is None:
        return tell_end(word)
    if word.until is not None and word.until != word.since:
        return say("register.state.between", since=word.since, until=word.until)
    is_of_a_day = word.until is not None or word.manner == "denied"
    return say("register.state.on" if is_of_a_day else "register.state.since", day=word.since)


def tell_lapsed(word: StateWord) -> Message:
    """What it was said to be until a day that is past (:func:`tell_end`), since when this speaker has said
    nothing."""
    return say("register.state.lapsed", state=tell_state(word.value))


def tell_end(word: StateWord) -> Message | None:
    """Until when it was said to be so; None where the word names no end."""
    return say("register.state.until", day=word.until) if word.until else None


def tell_hours(reckoned: Reckoned) -> Message:
    """How long: in days where nothing finer was told and it is more than two or three; else in hours."""
    ends = reckoned.low, reckoned.high
    if reckoned.high >= _AS_DAYS and all(one % _HOURS_OF_A_DAY == 0 for one in ends):
        low, high = (one / _HOURS_OF_A_DAY for one in ends)
        return say("register.length.days", count=say_count(low, high, "="))
    return say("register.length.hours", count=say_count(*ends, "="))
