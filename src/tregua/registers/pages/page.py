"""A register on a day: everybody's last word on each line, side by side, never averaged, never added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from types import MappingProxyType

from tregua.agreement.terms import Agreement
from tregua.model.bounds import least_given, most_given
from tregua.model.register import Line, Manner, Page, Word
from tregua.model.standing import Entry, Register, Told
from tregua.registers.account import Account
from tregua.registers.accounts import account_of
from tregua.registers.checks.flags import flag_page
from tregua.registers.entries.posting import (
    LineKey,
    Posting,
    as_written,
    last_words,
    names_written,
    post,
    seen_on,
)
from tregua.registers.pages.by_line import flag_totals
from tregua.registers.pages.ended import ended_on
from tregua.registers.pages.owed import owed_of
from tregua.registers.pages.scopes import scopes_of
from tregua.registers.pages.states import states_of
from tregua.vocabulary.names import speaks_in_office

_MANNERS: Mapping[Told, Manner] = MappingProxyType(
    {"demands": "demanded", "plans": "planned", "denies": "denied"}
)


def open_register(entries: Iterable[Entry], register: Register, agreement: Agreement, on: date) -> Page:
    """The page of ``register`` on ``on``. ``entries`` may be those of all registers and days."""
    mine = [entry for entry in entries if entry.register_name == register]
    return write_page([post(entry, agreement) for entry in mine], mine, register, agreement, on)


def write_page(
    postings: Iterable[Posting], recent: Iterable[Entry], register: Register, agreement: Agreement, on: date
) -> Page:
    """The same from postings of this register: those of each speaker's last day on each line suffice; and
    from its ``recent`` totals and flows, for what the page's own must fit (:func:`flag_totals`)."""
    account = account_of(register)
    ordered = sorted(last_words(postings, on), key=_place)
    ended = ended_on(ordered, account, on)
    names = names_written((one.entry for one in ordered), agreement)
    lines = tuple(
        _line(key, list(found), names.get(key.about, key.about), account, agreement, ended)
        for key, found in groupby(ordered, key=lambda one: one.line)
    )
    states, lapsed = states_of(account, (word for line in lines for word in line.words), agreement, on)
    page = Page(register_name=register, on=on, lines=lines, states=states, lapsed=lapsed)
    page = page.model_copy(update={"flags": flag_page(page, account, agreement)})
    return page.model_copy(update={"flags": (*page.flags, *flag_totals(recent, page, agreement))})


def _place(one: Posting) -> tuple[LineKey, str, str, str]:
    return (one.line, one.speaker, one.day, one.entry.entry_id)


def _line(
    key: LineKey,
    told: list[Posting],
    about: str,
    account: Account,
    agreement: Agreement,
    ended: frozenset[str],
) -> Line:
    words = tuple(
        Word(
            manner="ended"
            if one.entry.entry_id in ended
            else _manner(one.entry, key.actor, account, agreement),
            since=_since(one),
            entry=one.entry,
        )
        for one in _not_overtaken(told)
    )
    standing = {word.entry.entry_id for word in words if word.is_standing_figure}
    figures = [one for one in told if one.entry.entry_id in standing]
    if not account.lasts and key.basis != "total":
        figures = _of_the_last_day(figures) if key.basis else _of_one_time(figures)
    facts = [one.entry for one in figures]
    lows, highs = [least_given(one) for one in facts], [most_given(one) for one in facts]
    line = Line(
        measure=key.measure,
        actor=key.actor or None,
        to=key.to or None,
        place_ids=key.place_ids,
        about=about,
        category=as_written(one.entry for one in told),
        person=key.person,
        basis="total" if key.basis == "total" else "period" if key.basis == "period" else None,
        low=_lowest(lows),
        high=_highest(highs),
        ranged=tuple(one.entry_id for one in facts),
        words=words,
    )
    scopes = scopes_of(account.name, key, (one.entry.speaker for one in words), agreement)
    return line.model_copy(update={"owed": owed_of(line, scopes, account, agreement), "scopes": scopes})


def _of_the_last_day(figures: list[Posting]) -> list[Posting]:
    """Those of the last day that one of them is of, with the stretches that speak of it."""
    last = max((one.day for one in figures), default="")
    return [one for one in figures if one.day == last or one.until >= last]


def _of_one_time(figures: list[Posting]) -> list[Posting]:
    """All of them where they are of one day or one stretch; else none: there is no range of the killed of a
    war and those of a day."""
    return figures if len({(one.day, one.until) for one in figures}) == 1 else []


def _since(one: Posting) -> date | None:
    """The day a word is of: a plan's own, not the day on which it was said."""
    if one.meant:
        return one.entry.on
    return date.fromisoformat(one.day) if one.day else None


def _not_overtaken(told: list[Posting]) -> list[Posting]:
    """The words in order, without what a speaker only meant and has since told, or denied, to be so. Of a
    running total what is meant is the whole, and stands beside what has come of it."""
    if not any(one.meant for one in told):
        return told
    last: dict[str, date] = {}
    for one in told:
        if not one.meant:
            last[one.speaker] = max(last.get(one.speaker, date.min), one.entry.on or date.min)
    return [
        one
        for one in told
        if not one.meant
        or one.entry.basis == "total"
        or (seen_on(one.entry) or date.max) > last.get(one.speaker, date.min)
    ]


def _manner(entry: Entry, whose: str, account: Account, agreement: Agreement) -> Manner:
    """In what way the word is given, by whose it is and of whom it tells."""
    if entry.told != "says":
        return _MANNERS[entry.told]
    if not whose or not speaks_in_office(entry.said_by):
        return "told"
    side = agreement.side_of(entry.said_by)
    if side == (agreement.side_of(whose) or whose) or entry.said_by == whose:
        return "announced"
    engaged = {party.id for party in agreement.parties if party.role == "party"} | agreement.not_independent
    return account.others_word if side in engaged else "observed"


def _lowest(ends: list[float | None]) -> float | None:
    """The lower end of the range; null where no word gives a figure or one leaves that end open."""
    given = [end for end in ends if end is not None]
    return min(given) if given and len(given) == len(ends) else None


def _highest(ends: list[float | None]) -> float | None:
    """The upper end, likewise."""
    given = [end for end in ends if end is not None]
    return max(given) if given and len(given) == len(ends) else None
