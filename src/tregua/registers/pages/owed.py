"""What the agreement asks of a figure: ceiling, floor or exact number, under the text and each reading, and
by whose word it is met. A figure is held against it by the rule by which a standing is judged
(:mod:`tregua.agreement.held`)."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.agreement.amounts import Quantity
from tregua.agreement.held import Extent, Measure, extent_of, hold_against, hold_part_against, is_reached
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.bounds import least_given
from tregua.model.register import Line, Owed, OwedOf, Scope, Word
from tregua.registers.account import Account
from tregua.registers.checks.asked_for import amounts_of, asks


def owed_of(
    line: Line, scopes: tuple[Scope, ...], account: Account, agreement: Agreement
) -> tuple[Owed, ...]:
    """What obligations ask of what the line counts: the level of a force, or how many there are to be in all.
    ``scopes`` are those of its words; figures of a part alone reach no number of the whole. Of so many in
    each period it is only told that they are asked: no figure on a page is one of a period."""
    words = [word for word in line.words if word.is_standing_figure]
    if not words or line.about or line.category:
        return ()
    found: list[Owed] = []
    for kind in account.held_against:
        for one in agreement.of_kind(kind):
            extent = extent_of(agreement, one, line.place_ids)
            if _is_theirs(line, one, account) and extent != "elsewhere":
                found += _held(line, words, scopes, one, extent, account)
    return tuple(found)


def _is_theirs(line: Line, obligation: Obligation, account: Account) -> bool:
    """Whether it is of those who owe it; where figures do not last, also of nobody's."""
    return line.actor in obligation.obligors or (line.actor is None and not account.lasts)


def _held(
    line: Line,
    words: list[Word],
    scopes: tuple[Scope, ...],
    obligation: Obligation,
    extent: Extent,
    account: Account,
) -> Iterator[Owed]:
    of: OwedOf = "level" if account.lasts else "total"
    for reading, owed in amounts_of(obligation):
        if owed.unit != line.measure:
            continue
        if owed.per:
            yield asks(owed, obligation.id, reading, "flow", {})
        elif of == "level" or line.basis == "total":
            told: dict[str, list[Measure]] = {}
            for word in words:
                is_part = extent == "part" or any(one.speaker == word.entry.speaker for one in scopes)
                told.setdefault(word.entry.speaker, []).append(_measure(owed, word, of, is_part=is_part))
            yield asks(owed, obligation.id, reading, of, told)


def _measure(owed: Quantity, word: Word, of: OwedOf, *, is_part: bool) -> Measure:
    if of == "level":
        return hold_part_against(owed, word.entry) if is_part else hold_against(owed, word.entry)
    if is_part:
        return "open"
    return "met" if is_reached(owed, least_given(word.entry)) else "short"
