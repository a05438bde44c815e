"""The links on a day: course, state, passages, who vouches and who controls, each by whose word; and beside
it what the accord itself stipulates. Nothing is added up and no word takes another's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tregua.agreement.drawn import Zone
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.links import Course, KindWord, Link, Links, Stipulated
from tregua.model.register import Page, Spell, State, Word
from tregua.model.standing import Kind
from tregua.registers.account import Account
from tregua.registers.accounts import account_of
from tregua.registers.checks.controllers import controllers_told
from tregua.registers.checks.kinds import kind_told
from tregua.registers.checks.together import things_of, things_written
from tregua.vocabulary.acts import is_a

_OPENED_OR_VOUCHED: tuple[Kind, ...] = ("keep_open", "guarantee")


def links_on(page: Page, agreement: Agreement, spells: Iterable[Spell] = ()) -> Links:
    """The links of a page of the register of links: those the accord draws as valid on its day, then those
    that somebody names. ``spells`` are hours reckoned for a period, where one is asked for."""
    account = account_of(page.register_name)
    told: dict[str, list[Word]] = {}
    named: set[str] = set()
    words = [word for line in page.lines for word in line.words]
    names = things_written((word.entry for word in words), agreement)
    for word in words:
        for about in (names[one.casefold()] for one in things_of(word.entry, agreement)):
            told.setdefault(about, []).append(word)
            if _is_told_of_a_link(word):
                named.add(about)
    states = {one.about: one for one in page.states}
    lapsed = {one.about: one.words for one in page.lapsed}
    drawn: dict[str, list[Zone]] = {}
    for zone in agreement.zones:
        if zone.link_kind and zone.is_valid(page.on):
            drawn.setdefault(zone.place_id or zone.id, []).append(zone)
    closed: dict[str, list[Spell]] = {}
    for spell in spells:
        if spell.value == "closed":
            about = names.get(spell.about.casefold(), spell.about)
            closed.setdefault(about, []).append(spell)
    stipulated = tuple(_stipulations(agreement))
    found = tuple(
        _link(about, told.get(about, ()), states.get(about), drawn.get(about, ())).model_copy(
            update={
                "guarantees": tuple(_vouching(told.get(about, ()), account, page.on)),
                "controlled": controllers_told(told.get(about, ()), account, agreement, page.on),
                "closed": tuple(closed.get(about, ())),
                "lapsed": lapsed.get(about, ()),
                "stipulated": tuple(one for one in stipulated if about in one.place_ids),
            }
        )
        for about in dict.fromkeys([*drawn, *sorted({*states, *named})])
    )
    placed = {one.obligation_id for link in found for one in link.stipulated}
    left = tuple(one for one in stipulated if one.obligation_id not in placed)
    return Links(links=found, stipulated=left)


def _is_told_of_a_link(word: Word) -> bool:
    """Whether a word makes of what it names a link: how it is, who passes, vouches or controls."""
    return is_a(word.entry.act, "link") and not is_a(word.entry.act, "link.plan") and not word.entry.is_meant


def _link(about: str, words: Sequence[Word], state: State | None, zones: Sequence[Zone]) -> Link:
    courses = tuple(
        Course(
            zone_id=zone.id, schematic=zone.schematic, precision_km=zone.precision_km,
            valid_from=zone.valid_from, valid_until=zone.valid_until,
        )
        for zone in zones
    )  # fmt: skip
    by_accord = [KindWord(kind=kind) for kind in sorted({zone.link_kind for zone in zones if zone.link_kind})]
    return Link(
        about=about,
        kinds=(*by_accord, *_kinds_told(words)),
        courses=courses,
        state=state,
        passages=_passages(words),
    )


def _of(words: Iterable[Word], *acts: str) -> tuple[Word, ...]:
    return tuple(word for word in words if any(is_a(word.entry.act, act) for act in acts))


def _vouching(words: Iterable[Word], account: Account, on: date) -> Iterator[Word]:
    """Who vouches, without those whose own stretch was over before ``on``."""
    return (one for one in _of(words, "guarantee", "link.guarantee") if not account.is_over(one.entry, on))


def _passages(words: Sequence[Word]) -> tuple[Word, ...]:
    """Figures, and steps that no figure of their claim tells already."""
    counted = {one.entry.claim_id for one in words if one.entry.is_figure}
    return tuple(
        word
        for word in _of(words, "link.passage")
        if word.entry.is_figure or word.entry.claim_id not in counted
    )


def _kinds_told(words: Iterable[Word]) -> tuple[KindWord, ...]:
    """What speakers call it by sort."""
    found: dict[tuple[str, str], KindWord] = {}
    for word in words:
        entry, kind = word.entry, kind_told(word.entry)
        if kind:
            told = KindWord(kind=kind, said_by=entry.said_by, through=entry.through, claim_id=entry.claim_id)
            found.setdefault((kind, entry.speaker), told)
    return tuple(found[key] for key in sorted(found))


def _stipulations(agreement: Agreement) -> Iterator[Stipulated]:
    """What clauses that open links or vouch for them ask, in the accord's order."""
    clauses = {one.clause for one in agreement.obligations if _opens_or_vouches(one)}
    for one in agreement.obligations:
        if one.clause in clauses and (_opens_or_vouches(one) or _is_beside(one, agreement)):
            yield Stipulated(
                obligation_id=one.id, clause=one.clause, kind=one.kind, obligors=one.obligors,
                place_ids=one.area,
            )  # fmt: skip


def _opens_or_vouches(one: Obligation) -> bool:
    if one.kind not in _OPENED_OR_VOUCHED:
        return False
    return not one.acts or any(is_a(act, "link") or is_a(act, "guarantee") for act in one.acts)


def _is_beside(one: Obligation, agreement: Agreement) -> bool:
    """Whether it is of the very places that an obligation of its clause opens or vouches for: who controls
    the traffic there, which new way is to be planned."""
    return bool(one.area) and any(
        other.area == one.area for other in agreement.obligations
        if other.clause == one.clause and _opens_or_vouches(other)
    )  # fmt: skip
