"""What does not fit on a page: kept as claimed, told, and never made to fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tregua.agreement.terms import Agreement
from tregua.model.bounds import bounds, say_figure
from tregua.model.messages import Argument, say
from tregua.model.register import Flag, Line, Page, Word
from tregua.model.when import first_instant, last_instant
from tregua.registers.account import Account
from tregua.registers.checks.controllers import flag_controllers
from tregua.registers.checks.differing import cannot_all_be, figure_of
from tregua.registers.checks.flag_words import tell_figure_of, tell_of
from tregua.registers.checks.kinds import flag_kinds
from tregua.registers.checks.together import days_of
from tregua.registers.checks.wholes import flag_wholes
from tregua.vocabulary.units import PEOPLE

_MOST_PEOPLE = 10**8
_MOST_THINGS = 10**10
"""Above these a figure is told to be more than there can be. Set so high that no doubt is raised of what
could be so anywhere."""


class _Placed(NamedTuple):
    """A word that puts a thing with a name somewhere, from a first day to a last."""

    line: Line
    word: Word
    first: date
    last: date


def flag_page(page: Page, account: Account, agreement: Agreement) -> tuple[Flag, ...]:
    """The flags of a page: of its lines in order, of its states, and those that are this register's own."""
    found = [
        flag
        for line in page.lines
        for check in (_negative, _absurd, _backwards, _told_differently)
        for flag in check(line, account)
    ]
    own = (flag for check in account.checks for flag in check(page))
    wholes = flag_wholes(page, account, agreement)
    controllers = flag_controllers(page, account, agreement)
    kinds = flag_kinds(page, agreement)
    return (*found, *wholes, *_two_places(page, account), *_contested(page), *kinds, *controllers, *own)


def _negative(line: Line, account: Account) -> Iterator[Flag]:
    for word in line.words:
        if word.entry.is_figure and bounds(word.entry)[1] < 0:
            yield _flag(
                "registers.flag.negative",
                [word],
                figure=say_figure(word.entry),
                measure=f"unit:{line.measure}",
            )


def _absurd(line: Line, account: Account) -> Iterator[Flag]:
    for word in line.words:
        unit = word.entry.unit or line.measure
        most = _MOST_PEOPLE if unit in PEOPLE or line.measure in PEOPLE else _MOST_THINGS
        if word.entry.is_figure and bounds(word.entry)[0] > most:
            yield _flag(
                "registers.flag.absurd", [word], figure=say_figure(word.entry), measure=f"unit:{line.measure}"
            )


def _backwards(line: Line, account: Account) -> Iterator[Flag]:
    for word in line.words:
        since, until = word.entry.earliest, word.entry.latest
        if since and until and since > until and first_instant(since) > last_instant(until):
            yield _flag(
                "registers.flag.backwards", [word], measure=f"unit:{line.measure}", since=since, until=until
            )


def _told_differently(line: Line, account: Account) -> Iterator[Flag]:
    """Figures of one line and day that cannot all be so, whichever of them was read first."""
    if not account.lasts and line.basis is None:
        return  # several of one day may be several events
    facts = sorted((w for w in line.words if w.is_standing_figure), key=lambda w: str(w.since))
    for _, words in groupby(facts, key=lambda w: w.since):
        listed = list(words)
        apart = {one.entry_id for one in cannot_all_be(word.entry for word in listed)}
        rivals = [word for word in listed if word.entry.entry_id in apart]
        if rivals:
            told = {(*figure_of(one.entry), one.entry.speaker): tell_figure_of(one.entry) for one in rivals}
            first, *others = told.values()
            yield _flag(
                "registers.flag.told_differently",
                rivals,
                what=tell_of(line, f"unit:{line.measure}"),
                day=rivals[0].since or "",
                first=first,
                others=tuple(others),
            )


def _two_places(page: Page, account: Account) -> Iterator[Flag]:
    """A thing with a name that words of one time put in several places."""
    named: dict[str, list[_Placed]] = {}
    for line in page.lines:
        for word in line.words if line.about and line.place_ids else ():
            if word.entry.is_fact and word.manner != "ended" and account.thing_of(line.about, word.entry):
                named.setdefault(line.about, []).append(_Placed(line, word, *days_of(word, account)))
    for about, told in sorted(named.items()):
        if len({one.line.place_ids for one in told}) == 1:
            continue
        apart = [one for one in told if any(_is_elsewhere(one, other) for other in told)]
        if apart:
            places = dict.fromkeys(place for one in apart for place in one.line.place_ids)
            yield _flag(
                "registers.flag.two_places",
                [one.word for one in apart],
                about=about,
                places=tuple(f"place:{place}" for place in places),
            )


def _is_elsewhere(one: _Placed, other: _Placed) -> bool:
    """Whether two words put one thing in two places at one time. What is of two sides is not one thing."""
    if one.line.place_ids == other.line.place_ids or one.first > other.last or other.first > one.last:
        return False
    return one.line.actor is None or other.line.actor is None or one.line.actor == other.line.actor


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
