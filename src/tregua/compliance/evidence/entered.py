"""What the registers keep, as words: each thing that was entered, with its sides, days and figures as the
register has them.

A rule whose kind rests on registers weighs these: of an act that a register keeps nothing else, of one that
none keeps the claim itself. What an entry has no place for is taken from the claim it rests on: the points of
its places, the weapons named, and *all*, which is a word and no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from tregua.compliance.evidence.words import Word, word_of
from tregua.model.records import Event, PlaceMention, QuantityMention
from tregua.model.standing import Entry, Kind, Register
from tregua.vocabulary.acts import GROUND_TAKEN, is_a

RESTING: frozenset[Kind] = frozenset(
    {"account_for", "deploy", "exchange", "hand_over", "hold", "keep_open", "return"}
)
"""Kinds of which the registers tell how they stand. Of *withdraw* they do not: which weapons left, and how
many, is no account of theirs."""

KEPT: Mapping[str, Register] = {
    "account": "exchanges",
    "account.examined": "losses",
    "account.identified": "losses",
    "clearance": "clearance",
    "control": "control",
    "deploy": "forces",
    "displace": "returns",
    "exchange": "exchanges",
    "handover": "control",
    "link": "links",
    "loss": "losses",
    "return": "returns",
    **dict.fromkeys(GROUND_TAKEN, "control"),
}
"""The register in which an act, and what lies below it, is told whole."""


@cache
def register_of(act: str) -> Register | None:
    """The register that keeps an act; None where none does."""
    found = max((one for one in KEPT if is_a(act, one)), key=len, default=None)
    return KEPT[found] if found is not None else None


def words_entered(
    entries: Iterable[Entry], said: tuple[Word, ...], drawn: Mapping[str, str]
) -> tuple[Word, ...]:
    """The words of ``entries``, one for all that one claim tells of one act there and then, and those of
    ``said`` whose act no register keeps; in the order of ``said``. ``drawn`` gives the place of everything
    that the accord draws, by its names in lower case."""
    kept = _kept(entries)
    words: list[Word] = []
    told: dict[tuple[str, str], list[Word]] = {}
    for word in said:
        key = (word.claim_id, word.event.act)
        if register_of(word.event.act) is None:
            words.append(word)
        elif key in kept:
            told.setdefault(key, []).append(word)
    for key, found in kept.items():
        words.extend(_words_of(found, told.get(key, []), drawn))
    return tuple(sorted(words, key=Word.in_order))


def _words_of(entries: list[Entry], told: list[Word], drawn: Mapping[str, str]) -> Iterable[Word]:
    """What one claim tells of one act, by its entries. Where they have all that it tells, it is ``told``
    already, and there is no need to make the same word twice: there are many."""
    if len(told) == 1 and _has_all(entries, told[0].event):
        return told
    event = told[0].event if told else None
    return (_word(group, event, drawn) for group in _by_telling(entries))


def _has_all(entries: list[Entry], claimed: Event) -> bool:
    figures = sum(one.low is not None or one.high is not None for one in claimed.quantities)
    kept = sum(not _is_step(one) for one in entries)
    return not claimed.about and kept == figures and _is_of_the_whole(entries)


def _kept(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """The entries of each claim and act, in the register that keeps it whole."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if register_of(entry.act) == entry.register_name:
            found.setdefault((entry.claim_id, entry.act), []).append(entry)
    return found


def _by_telling(entries: list[Entry]) -> Iterable[list[Entry]]:
    if len(entries) == 1:
        return (entries,)
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_telling(entry), []).append(entry)
    return groups.values()


def _telling(entry: Entry) -> tuple[object, ...]:
    """What entries have in common that tell of one thing: its figures are several, the thing is one."""
    return (
        entry.actor, entry.place_ids, entry.about, entry.person,
        entry.earliest, entry.latest, entry.negated, entry.modality,
    )  # fmt: skip


def _word(group: list[Entry], claimed: Event | None, drawn: Mapping[str, str]) -> Word:
    first = group[0]
    thing = drawn.get(" ".join(first.about.casefold().split())) if first.about else None
    steps = [one for one in group if _is_step(one)]
    receivers = {one.to for one in steps or group}
    event = Event.model_construct(
        start=0,
        end=0,
        act=first.act,
        negated=first.negated,
        modality=first.modality,
        actor=first.actor,
        target=receivers.pop() if len(receivers) == 1 else None,
        earliest=first.earliest,
        latest=first.latest,
        places=_places((thing,) if thing else first.place_ids, claimed),
        quantities=(*(_figure(one) for one in group if not _is_step(one)), *_uncounted(claimed)),
        weapons=claimed.weapons if claimed else (),
        about="" if thing else first.about,
        category=first.category,
        person=first.person,
    )
    return word_of(first, event, is_step=_is_of_the_whole(group))


def _is_of_the_whole(group: list[Entry]) -> bool:
    """Whether the thing itself is told: control keeps no step of an area of which so many positions or
    villages are told."""
    return group[0].register_name != "control" or any(map(_is_step, group))


def _is_step(entry: Entry) -> bool:
    return not entry.unit and entry.low is None and entry.high is None


def _places(place_ids: tuple[str, ...], claimed: Event | None) -> tuple[PlaceMention, ...]:
    known = {one.place_id: one for one in claimed.places} if claimed else {}
    return tuple(
        known.get(one) or PlaceMention(start=0, end=0, text=one, name=one, place_id=one) for one in place_ids
    )


def _figure(entry: Entry) -> QuantityMention:
    return QuantityMention.model_construct(
        start=0, end=0, text="", low=entry.low, high=entry.high, comparator=entry.comparator,
        unit=entry.unit, basis=entry.basis, to=entry.to,
    )  # fmt: skip


def _uncounted(claimed: Event | None) -> tuple[QuantityMention, ...]:
    """*All* of them, *dozens*: told in a word."""
    told = claimed.quantities if claimed else ()
    return tuple(one for one in told if one.word and one.low is None and one.high is None)
