"""Who holds the ground, whether the road is open: each speaker's last word, and where they differ.

A word of one day and another of a later day need not contradict each other: things change. They do where
both are of the last day spoken of, and where somebody denies on that day or later what another says.
Then the state is contested, and no one's word is taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tregua.agreement.terms import Agreement
from tregua.model.register import State, StateWord, Word
from tregua.registers.account import Account
from tregua.registers.things import things_of


def states_of(account: Account, words: Iterable[Word], agreement: Agreement, on: date) -> tuple[State, ...]:
    """The states that these words of one register tell on ``on``, by what they are of. A stretch that its own
    word ends before then tells none."""
    if account.state is None:
        return ()
    told: dict[str, dict[str, list[StateWord]]] = {}
    for word in words:
        entry = word.entry
        value = account.state(entry, agreement)
        if value is None or entry.is_meant or account.is_over(entry, on):
            continue
        said = StateWord(
            value=value, since=word.since, said_by=entry.said_by, through=entry.through,
            manner=word.manner, entry_id=entry.entry_id, claim_id=entry.claim_id,
        )  # fmt: skip
        for about in things_of(entry, agreement):
            told.setdefault(about, {}).setdefault(entry.speaker, []).append(said)
    return tuple(_state(about, told[about]) for about in sorted(told))


def _state(about: str, by_speaker: dict[str, list[StateWord]]) -> State:
    last = [one for said in by_speaker.values() for one in said if _day(one) == max(map(_day, said))]
    ordered = tuple(sorted(last, key=lambda one: (_day(one), one.said_by or "", one.entry_id)))
    affirmed = [one for one in ordered if one.manner != "denied"]
    if not affirmed:
        return State(about=about, value=None, words=ordered)
    newest = max(map(_day, affirmed))
    values = {one.value for one in affirmed if _day(one) == newest}
    denied = {one.value for one in ordered if one.manner == "denied" and _day(one) >= newest}
    value = values.pop() if len(values) == 1 and not values & denied else None
    return State(about=about, value=value, words=ordered)


def _day(word: StateWord) -> date:
    return word.since or date.min
