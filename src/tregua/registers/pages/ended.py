"""What its own speaker says to be over: a post closed, a stretch that has run out, a thing that has moved.

A speaker ends nobody's word but its own; another's stands until that other says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tregua.model.standing import Entry
from tregua.registers.account import Account
from tregua.registers.entries.posting import Posting
from tregua.vocabulary.acts import is_a


def ended_on(postings: Iterable[Posting], account: Account, on: date) -> frozenset[str]:
    """The ids of the entries that tell of something as over on ``on``: its stretch has run out; in a register
    whose figures last, the same speaker has since closed the thing, or says that it is elsewhere.
    ``postings`` are each speaker's last words on each line up to ``on``."""
    facts = [one for one in postings if one.entry.is_fact and _lasts(one.entry, account)]
    found = {one.entry.entry_id for one in facts if account.is_over(one.entry, on)}
    if not account.lasts:
        return frozenset(found)
    named: dict[tuple[str, str, str], list[Posting]] = {}
    for one in facts:
        if _ends(one.entry, account):
            found.add(one.entry.entry_id)
        thing = account.thing_of(one.line.about, one.entry)
        if thing:
            named.setdefault((one.speaker, one.line.actor, thing), []).append(one)
    for told in named.values():
        found |= _left_behind(told, account)
    return frozenset(found)


def _lasts(entry: Entry, account: Account) -> bool:
    return any(is_a(entry.act, act) for act in (*account.lasting_acts, *account.ending_acts))


def _ends(entry: Entry, account: Account) -> bool:
    counted = entry.low is not None or entry.high is not None
    return not counted and any(is_a(entry.act, act) for act in account.ending_acts)


def _left_behind(told: list[Posting], account: Account) -> set[str]:
    """What one speaker says of one thing with a name, and later says otherwise: closed, or elsewhere."""
    closed = max((one.day for one in told if _ends(one.entry, account)), default="")
    placed = [one for one in told if one.line.place_ids and one.day > closed]
    last = max((one.day for one in placed), default="")
    here = {one.line.place_ids for one in placed if one.day == last}
    return {one.entry.entry_id for one in told if one.day <= closed} | {
        one.entry.entry_id for one in placed if one.line.place_ids not in here
    }
