"""Parts against the whole, as one speaker tells them: told only where no values could make both so.

The posts of a zone, the strength of a unit, the killed of a sort are parts of what the same speaker says in
all. Their sum is nobody's number and is shown nowhere; it is reckoned with the lowest that each figure
allows, of parts that do not overlap, and of one time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tregua.agreement.terms import Agreement
from tregua.model.bounds import bounds, say_figure
from tregua.model.messages import say
from tregua.model.register import Flag, Line, Page, Word
from tregua.registers.account import Account
from tregua.registers.checks.flag_words import tell_speaker
from tregua.registers.checks.together import of_one_time
from tregua.vocabulary.steps import split_step

_HELD_IN = {"armoured-vehicle": ("apc", "tank")}
"""What is counted within what."""
_APART = frozenset({"district", "town", "village", "site"})
"""Kinds of places of which two that are not one within the other have nothing in common."""


class _Told(NamedTuple):
    line: Line
    word: Word

    @property
    def least(self) -> float:
        return max(bounds(self.word.entry)[0], 0.0)

    @property
    def most(self) -> float:
        return max(bounds(self.word.entry)[1], 0.0)  # a count below nothing has a flag of its own


def flag_wholes(page: Page, account: Account, agreement: Agreement) -> Iterator[Flag]:
    """What one speaker says of parts that cannot be so beside what it says in all; more posts than people
    to man them; a day's figure above the total to that day."""
    said: dict[tuple[str, str], list[_Told]] = {}
    for line in page.lines:
        for word in line.words:
            if word.is_standing_figure:
                said.setdefault((word.entry.speaker, line.actor or ""), []).append(_Told(line, word))
    places = {one.place_id: one for one in agreement.places}
    within = {name: frozenset(one.within) for name, one in places.items() if one.kind in _APART}
    for _, told in sorted(said.items()):
        of_line = _by_line(told)
        for whole in told:
            if _is_whole(whole.line, account):
                yield from _parts_of(whole, told, account, within)
            if account.lasts and whole.line.measure == "post":
                manned = of_line.get(_kind(whole.line, measure="serviceman"), ())
                yield from _unmanned(whole, manned, account)
            if whole.line.basis == "total":
                yield from _flow_above(whole, of_line.get(_kind(whole.line, basis="period"), ()))


def _by_line(told: list[_Told]) -> dict[tuple[object, ...], list[_Told]]:
    found: dict[tuple[object, ...], list[_Told]] = {}
    for one in told:
        found.setdefault(_kind(one.line), []).append(one)
    return found


def _kind(line: Line, measure: str | None = None, basis: str | None = None) -> tuple[object, ...]:
    """What a line is of, or what one is that counts another thing, or otherwise, of the same."""
    of = (line.to, line.place_ids, line.about, line.category)
    return (measure or line.measure, basis or line.basis, *of)


def _is_whole(line: Line, account: Account) -> bool:
    """Whether it tells of the whole: a level or a total, of no place, thing or sort."""
    return _is_level_or_total(line, account) and not (line.about or line.place_ids or line.category)


def _is_level_or_total(line: Line, account: Account) -> bool:
    if line.basis == "total":
        return True
    return account.lasts and line.basis is None and not split_step(line.measure)[0]


def _parts_of(
    whole: _Told, told: list[_Told], account: Account, within: dict[str, frozenset[str]]
) -> Iterator[Flag]:
    parts = [one for one in told if _is_part(one, whole, account)]
    for one in parts:
        if one.least > whole.most:
            yield _flag("registers.flag.part_above_whole", whole, [one])
    for apart in (_named(parts), _placed(parts, within), _of_kinds(parts, whole)):
        is_told = any(one.least > whole.most for one in apart)
        if not is_told and sum(one.least for one in apart) > whole.most:
            yield _flag("registers.flag.parts_above_whole", whole, apart)


def _is_part(one: _Told, whole: _Told, account: Account) -> bool:
    is_kind = one.line.measure in _HELD_IN.get(whole.line.measure, ())
    narrower = bool(one.line.about or one.line.place_ids or one.line.category)
    if not (is_kind or (narrower and one.line.measure == whole.line.measure)):
        return False
    if one.line.basis != whole.line.basis or one.line.to != whole.line.to:
        return False
    if whole.line.basis == "total":  # a total only grows
        return (
            one.word.since is not None and whole.word.since is not None and one.word.since <= whole.word.since
        )
    return of_one_time(one.word, whole.word, account)


def _named(parts: list[_Told]) -> list[_Told]:
    """Of each thing with a name its lowest figure."""
    return list({one.line.about: one for one in _by_most(parts) if one.line.about}.values())


def _placed(parts: list[_Told], within: dict[str, frozenset[str]]) -> list[_Told]:
    """Of each place its lowest figure, where no place lies in another of them."""
    by_place = {
        one.line.place_ids[0]: one
        for one in _by_most(parts)
        if len(one.line.place_ids) == 1 and not one.line.about and not one.line.category
    }
    known = {place: one for place, one in by_place.items() if place in within}
    return [one for place, one in known.items() if within[place].isdisjoint(known)]


def _of_kinds(parts: list[_Told], whole: _Told) -> list[_Told]:
    """Of each kind that the whole is counted in, its lowest figure of the whole force."""
    kinds = [one for one in _by_most(parts) if one.line.measure != whole.line.measure]
    plain = [one for one in kinds if not (one.line.about or one.line.place_ids or one.line.category)]
    return list({one.line.measure: one for one in plain}.values())


def _by_most(parts: list[_Told]) -> list[_Told]:
    """The highest first, so that the lowest of each is kept last."""
    return sorted(parts, key=lambda one: (-one.least, one.word.entry.entry_id))


def _unmanned(posts: _Told, manned: Iterable[_Told], account: Account) -> Iterator[Flag]:
    """More posts than servicemen to stand in them."""
    for one in manned:
        if posts.least > one.most and of_one_time(one.word, posts.word, account):
            yield _flag("registers.flag.more_posts", one, [posts])


def _flow_above(total: _Told, flows: Iterable[_Told]) -> Iterator[Flag]:
    """A day's figure larger than the total to that day or a later one."""
    for one in flows:
        day, until = one.word.since, total.word.since
        if day is not None and until is not None and day <= until and one.least > total.most:
            yield _flag("registers.flag.flow_above_total", total, [one])


def _flag(code: str, whole: _Told, parts: list[_Told]) -> Flag:
    entry = whole.word.entry
    text = say(
        code,
        actor=tell_speaker(entry.speaker),
        measure=f"unit:{whole.line.measure}",
        whole=say_figure(entry),
        parts=tuple(say_figure(one.word.entry) for one in parts),
    )
    claims = {entry.claim_id, *(one.word.entry.claim_id for one in parts)}
    return Flag(text=text, evidence=tuple(sorted(claims)))
