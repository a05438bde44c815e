"""Who holds the ground, whether the road is open: each speaker's last word, and where they differ.

A word of one day and another of a later day need not contradict each other: things change. They do where
both speak of one day and no word of later days alone has taken their place, and where somebody denies on that
day or later what another says. A stretch speaks of each of its days: *closed from the 12th to the 14th* and
*open on the 13th* contradict each other. Then the state is contested, and no one's word is taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tregua.agreement.terms import Agreement
from tregua.model.register import Lapsed, State, StateWord, Word
from tregua.model.when import day_of
from tregua.registers.account import Account, names_a_stretch
from tregua.registers.checks.together import things_of, things_written
from tregua.registers.courses.runs import Said, runs_of, said_of, told_again, told_apart


def states_of(
    account: Account, words: Iterable[Word], agreement: Agreement, on: date
) -> tuple[tuple[State, ...], tuple[Lapsed, ...]]:
    """The states that these words of one register tell on ``on``, by what they are of. A stretch that its own
    word ends before then tells none: those by themselves."""
    if account.state is None:
        return (), ()
    words = tuple(words)
    told: dict[str, dict[str, list[tuple[Said, Word]]]] = {}
    names = things_written((word.entry for word in words), agreement)
    for word in words:
        entry = word.entry
        value = account.state(entry, agreement)
        if value is None or entry.is_meant:
            continue
        for about in things_of(entry, agreement):
            told.setdefault(names[about.casefold()], {}).setdefault(entry.speaker, []).append(
                (said_of(account, entry, value), word)
            )
    states, lapsed = [], []
    for about in sorted(told):
        found = [_last_of(said, account, on) for said in told[about].values()]
        if standing := [one for mine, _ in found for one in mine]:
            states.append(_state(about, standing))
        if over := [one.word for mine, past in found for one in past if not mine]:
            lapsed.append(Lapsed(about=about, words=tuple(sorted(over, key=lambda one: str(one.until)))))
    return tuple(states), tuple(lapsed)


def _last_of(told: list[tuple[Said, Word]], account: Account, on: date) -> tuple[list[_Told], list[_Told]]:
    """Of one speaker's words those that hold: of its last run the one that reaches furthest, and those of the
    last day. None where that one is over, which is then told apart; where it is not sure which run is the
    last, those of each. What it has since denied of something else stands beside them."""
    words = {said.entry.entry_id: word for said, word in told}
    bearing, aside = told_apart(said for said, _ in told)
    found, past, begins = [], [], ""
    for run in runs_of(told_again(bearing, on)):
        furthest, newest = run.longest[-1], run.words[-1].since[:10]
        if run.after:
            continue
        if run.sure and account.is_over(furthest.entry, on):
            past.append(furthest)
            continue
        begins = run.words[0].since[:10]
        for said in run.words:
            of_last = said.since[:10] == newest and not account.is_over(said.entry, on)
            if said == furthest or of_last:
                found.append(said)
    last = max((said.since[:10] for said in aside), default="")
    found += [said for said in aside if begins <= said.since[:10] == last]
    holding, over = (
        _each_once(_tell(said.value, words[said.entry.entry_id], account, on) for said in mine)
        for mine in (found, past)
    )
    return holding, over


def _each_once(told: Iterable[_Told]) -> list[_Told]:
    """Those that say the same of the same days through the same outlet once."""
    found: dict[tuple[object, ...], _Told] = {}
    for one in told:
        word = one.word
        found.setdefault((word.value, word.manner, word.since, word.until, word.said_by, word.through), one)
    return list(found.values())


def _tell(value: str, word: Word, account: Account, on: date) -> _Told:
    return _Told(state_word(value, word), *_days_of(word, account, on))


def state_word(value: str, word: Word) -> StateWord:
    """What a word says, or denies, that the state is; from when where it tells that, and until when."""
    entry = word.entry
    is_end = names_a_stretch(entry) or (entry.ends and entry.earliest is None)
    return StateWord(
        value=value, since=None if entry.ends and entry.earliest is None else word.since,
        until=day_of(entry.latest) if is_end and entry.latest else None,
        said_by=entry.said_by, through=entry.through,
        manner=word.manner, entry_id=entry.entry_id, claim_id=entry.claim_id,
    )  # fmt: skip


class _Told(NamedTuple):
    """A word and the first and the last day, up to the page's, of which it speaks."""

    word: StateWord
    first: date
    last: date


def _days_of(word: Word, account: Account, on: date) -> tuple[date, date]:
    """Of a stretch each of its days; of one left open those to the day it was told."""
    first, last = account.days_of(word.entry) or (date.min, date.min)
    return first, max(first, min(on, last))


def _state(about: str, last: list[_Told]) -> State:
    ordered = sorted(last, key=lambda one: (one.first, one.word.said_by or "", one.word.entry_id))
    affirmed = [one for one in ordered if one.word.manner != "denied"]
    newest = max((one.first for one in affirmed), default=date.max)
    values = {one.word.value for one in affirmed if one.last >= newest}
    denied = {one.word.value for one in ordered if one.word.manner == "denied" and one.last >= newest}
    value = values.pop() if len(values) == 1 and not values & denied else None
    return State(about=about, value=value, words=tuple(one.word for one in ordered))
