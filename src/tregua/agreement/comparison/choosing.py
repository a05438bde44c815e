"""Which of the obligations that a sentence may speak of it does: of several, those it tells most plainly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tregua.agreement.comparison.arms import names_them
from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.spans import same_span
from tregua.agreement.comparison.standing import Owed

_TIMED = ("withdraw", "hand_over", "exchange", "account_for", "report", "enact")
"""Kinds of which one sentence may tell several, each with days of its own."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence that speaks of an obligation. ``strong``: it names the act itself; ``named``: it names
    the place, unit, body or act by which this obligation is known; ``together``: one word for several;
    ``shared``: the words it has in common with the obligation; ``known``: that is named by more than an act,
    which other texts may ask for as well."""

    sentence: Sentence
    owed: Owed
    score: float
    strong: bool
    named: bool
    together: bool = False
    shared: frozenset[str] = frozenset()
    known: bool = False


def most_telling(found: Iterable[Match]) -> list[Match]:
    """Of those told only by their subject, the best one of a clause, and none whose words are all those of
    one that is told by its act."""
    listed = list(found)
    strong = [one for one in listed if one.strong]
    best: dict[str, Match] = {}
    for one in listed:
        clause = one.owed.obligation.clause
        taken = frozenset[str]().union(*(o.shared for o in strong if o.owed.obligation.clause == clause))
        told = bool(taken) and one.shared <= taken
        if not one.strong and not told and (clause not in best or _weight(one) > _weight(best[clause])):
            best[clause] = one
    return [one for one in listed if one.strong or one in best.values()]


def without_withdrawals(found: Sequence[Match]) -> list[Match]:
    """Of a sentence that hands over ground by its name, without a withdrawal that it does not name: leaving
    the ground is how it is handed over."""
    handed = any(one.named and one.owed.obligation.kind == "hand_over" for one in found)
    return [one for one in found if not handed or one.named or one.owed.obligation.kind != "withdraw"]


def without_forces(found: Sequence[Match]) -> list[Match]:
    """Of a sentence that tells how long a force stays, without its coming, unless it tells of that too."""
    stays = any(one.strong and one.owed.obligation.kind == "renew" for one in found)
    return [one for one in found if not stays or one.known or one.owed.obligation.kind != "deploy"]


def of_arms_in_general(kept: Sequence[Match]) -> list[Match]:
    """Of a sentence that tells of weapons in general, the obligations of a clause that do so too, and not
    those of one class."""
    general = {
        one.owed.obligation.clause
        for one in kept
        if "weapon" in one.shared and one.owed.obligation.weapons is not None
    }
    return [
        one
        for one in kept
        if one.owed.obligation.weapons is None
        or "weapon" in one.shared
        or one.owed.obligation.clause not in general
        or names_them(one.sentence.flat, one.owed.obligation)
    ]


def of_the_time(kept: Sequence[Match]) -> list[Match]:
    """Of several of one kind that a sentence gives one count of days for, those that have this count."""
    if not kept:
        return []
    counts = {one.duration for one in kept[0].sentence.times if one.duration}
    if len(counts) != 1 or kept[0].owed.obligation.kind not in _TIMED:
        return list(kept)
    told = counts.pop()
    timed = [one for one in kept if any(same_span(told, own) for own in _counts_of(one.owed))]
    return timed or list(kept)


def _counts_of(owed: Owed) -> list[str]:
    windows = [owed.window, *(reading.window for reading in owed.obligation.readings)]
    return [window.duration for window in windows if window is not None and window.duration]


def _weight(match: Match) -> tuple[bool, float]:
    """A road told of is first of all one that is to be open."""
    return match.owed.obligation.kind == "keep_open", match.score
