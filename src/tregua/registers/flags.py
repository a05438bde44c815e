"""What does not fit on a page: kept as claimed, told, and never made to fit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tregua.model.bounds import bounds, can_agree, say_count
from tregua.model.messages import Argument, Message, say
from tregua.model.register import Flag, Line, Page, Word
from tregua.registers.account import Account


def flag_page(page: Page, account: Account) -> tuple[Flag, ...]:
    """The flags of a page: of its lines in order, of its states, and those that are this register's own."""
    found = [
        flag
        for line in page.lines
        for check in (_negative, _told_differently)
        for flag in check(line, account)
    ]
    own = (flag for check in account.checks for flag in check(page))
    return (*found, *_two_places(page), *_contested(page), *own)


def _negative(line: Line, account: Account) -> Iterator[Flag]:
    for word in line.words:
        if word.entry.is_figure and bounds(word.entry)[1] < 0:
            yield _flag(
                "registers.flag.negative", [word], figure=_figure(word), measure=f"unit:{line.measure}"
            )


def _told_differently(line: Line, account: Account) -> Iterator[Flag]:
    """Figures of one line and day that cannot both be so."""
    if not account.lasts and line.basis is None:
        return  # several of one day may be several events
    facts = sorted((w for w in line.words if w.entry.is_figure), key=lambda w: str(w.since))
    for _, words in groupby(facts, key=lambda w: w.since):
        first, *others = words
        rivals = [other for other in others if not can_agree(first.entry, other.entry)]
        if rivals:
            yield _flag(
                "registers.flag.told_differently",
                [first, *rivals],
                measure=f"unit:{line.measure}",
                first=_figure(first),
                others=tuple(_figure(one) for one in rivals),
            )


def _two_places(page: Page) -> Iterator[Flag]:
    """A thing with a name that one day's words put in several places."""
    named = sorted(
        (word for line in page.lines if line.about for word in line.words if word.entry.is_fact),
        key=lambda word: (word.entry.about, str(word.since)),
    )
    for (about, _), found in groupby(named, key=lambda word: (word.entry.about, word.since)):
        words = list(found)
        places = sorted({word.entry.place_ids for word in words if word.entry.place_ids})
        if len(places) > 1:
            yield _flag(
                "registers.flag.two_places",
                words,
                about=about,
                places=tuple(f"place:{place}" for ids in places for place in ids),
            )


def _contested(page: Page) -> Iterator[Flag]:
    for state in page.states:
        if state.value is None and len({(one.value, one.manner == "denied") for one in state.words}) > 1:
            yield Flag(
                text=say("registers.flag.contested", about=f"place:{state.about}"),
                evidence=tuple(sorted({one.claim_id for one in state.words})),
            )


def _flag(code: str, words: list[Word], **args: Argument) -> Flag:
    claims = tuple(sorted({word.entry.claim_id for word in words}))
    return Flag(text=say(code, **args), evidence=claims)


def _figure(word: Word) -> Message:
    entry = word.entry
    return say_count(entry.low, entry.high, entry.comparator)
