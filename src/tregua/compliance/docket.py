"""Everything told against one lasting duty, weighed once, however many days are asked for.

A docket is kept with the evidence, on the shelf of the obligation as it is worded. What weighs on a day
lies in strands: each charge weighs from its first day until ``present_days`` after its last. Reasons
are worked out only for what is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from tregua.agreement.terms import Exemption
from tregua.compliance.breaches import (
    Charge,
    Duty,
    alike,
    can_concern,
    claims_of,
    concerns_duty,
    tells_of_breach,
    weigh_incident,
    weigh_words,
)
from tregua.compliance.deeds import acts_of
from tregua.compliance.dossier import Dossier
from tregua.compliance.evidence import Word
from tregua.compliance.exemptions import exemptions_of
from tregua.compliance.reasons import because, without_reasons
from tregua.compliance.scene import Case, HasClaim
from tregua.compliance.strands import Sight, Strand
from tregua.model.standing import Incident, Phase, Reason

T = TypeVar("T")
OLDER_SHOWN = 5
GRAVITY: tuple[Phase, ...] = ("violated", "indicated", "disputed")
"""What a breach told of may make of a standing, the gravest first."""


class Leaf(Generic[T]):
    """One incident, or like words, and what it comes to: its days, the phases it supports and by whose
    word. Slim, because there are many; what more is asked of it, it is weighed again for."""

    __slots__ = ("_weigh", "first", "is_permitted", "key", "last", "phases", "rests_on", "thing")

    def __init__(self, thing: T, weigh: Callable[[T], Charge], kept: dict[Hashable, Any]) -> None:
        """``kept`` holds the phases and the names that many have alike."""
        self.thing = thing
        self._weigh = weigh
        verdict = weigh(thing)
        self.first, self.last, self.key = verdict.first, verdict.last, verdict.key
        self.is_permitted = verdict.is_permitted
        phases, names = tuple(verdict.grounds), tuple(sorted(verdict.rests_on))
        self.phases: tuple[Phase, ...] = kept.setdefault(phases, phases)
        self.rests_on: tuple[str, ...] = kept.setdefault(names, names)

    @property
    def told(self) -> Charge:
        """All that it comes to, with its reasons where they are wanted."""
        return self._weigh(self.thing)


class Share(NamedTuple):
    """One name on whose word a charge supports a phase; empty where nobody is named."""

    leaf: Leaf[Any]
    name: str


def _name(share: Share) -> str:
    return share.name


class Docket:
    """What is told against one duty. ``present_days`` is how long a thing speaks for the present."""

    def __init__(self, leaves: Iterable[Leaf[Any]], present_days: int) -> None:
        listed = sorted(leaves, key=lambda leaf: leaf.key)
        self._days = present_days
        self._leaves = self._strand(listed)
        self._by_phase = {phase: self._shares(listed, phase) for phase in GRAVITY}
        by_end = sorted(listed, key=lambda leaf: (leaf.last, leaf.key))
        self._ended = [leaf for leaf in by_end if not leaf.is_permitted]
        self._lasts = [leaf.last for leaf in self._ended]

    def _shares(self, leaves: Sequence[Leaf[Any]], phase: Phase) -> Strand[Share]:
        shares = [
            Share(leaf, name) for leaf in leaves if phase in leaf.phases for name in leaf.rests_on or ("",)
        ]
        return Strand(shares, *self._weighs([share.leaf for share in shares]))

    def _strand(self, leaves: Sequence[Leaf[Any]]) -> Strand[Leaf[Any]]:
        return Strand(leaves, *self._weighs(leaves))

    def _weighs(self, leaves: Sequence[Leaf[Any]]) -> tuple[list[int], list[int]]:
        enter = [leaf.first.toordinal() for leaf in leaves]
        leave = [
            max(leaf.last.toordinal() + self._days, day + 1) for leaf, day in zip(leaves, enter, strict=True)
        ]
        return enter, leave

    def present(self, case: Case) -> list[Charge]:
        """What may have happened within the present days, with its reasons, in order of time."""
        return [leaf.told for leaf in case.scene.sight(self._leaves)]

    def supports(self, case: Case, phase: Phase) -> Support:
        """What of the present supports a phase."""
        return Support(phase, case.scene.sight(self._by_phase[phase]))

    def permitted(self, case: Case) -> Iterator[HasClaim]:
        """What of the present is, or may be, permitted."""
        return chain.from_iterable(leaf.told.permitted for leaf in case.scene.sight(self._leaves))

    def older(self, since: date) -> tuple[Reason, ...]:
        """What ended before ``since``: the newest one by one, the rest counted. Not what is permitted."""
        upto = bisect_left(self._lasts, since)
        shown = max(0, upto - OLDER_SHOWN)
        rest, newest = self._ended[:shown], self._ended[shown:upto]
        told = tuple(leaf.told.older for leaf in newest)
        if not rest:
            return told
        counted = because(
            "compliance.incident.older_counted",
            [claim for leaf in rest for claim in claims_of(leaf.thing)],
            number=len(rest),
            first=min(leaf.first for leaf in rest),
            last=max(leaf.last for leaf in rest),
        )
        return (*told, counted)


@dataclass(frozen=True)
class Support:
    """What supports one phase on one day."""

    phase: Phase
    shares: Sight[Share]

    def __bool__(self) -> bool:
        return bool(self.shares)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose word it rests on, sorted."""
        return tuple(sorted(self.shares.look(self.shares.strand.names(_name)) - {""}))

    def grounds(self) -> Iterator[HasClaim]:
        """The positions and words themselves."""
        leaves = dict.fromkeys(share.leaf for share in self.shares)
        return chain.from_iterable(leaf.told.grounds[self.phase] for leaf in leaves)


def docket_of(case: Case, duty: Duty) -> Docket:
    """What is told against ``duty`` in all the evidence, whatever day the case is of."""
    exemptions = exemptions_of(case)
    key: Hashable = ("docket", duty, exemptions, case.scene.since, case.starts_at)
    shelf = case.scene.dossier.shelf(case.obligation)
    if key not in shelf:
        with without_reasons():
            shelf[key] = Docket(_leaves(case, duty, exemptions), case.obligation.present_days)
    found: Docket = shelf[key]
    return found


def _leaves(case: Case, duty: Duty, exemptions: tuple[Exemption, ...]) -> Iterator[Leaf[Any]]:
    kept: dict[Hashable, Any] = {}

    def weigh_one(incident: Incident) -> Charge:
        return weigh_incident(case, duty, exemptions, incident)

    def weigh_told(words: tuple[Word, ...]) -> Charge:
        return weigh_words(case, exemptions, words)

    for pile in _piles(case.scene.dossier).values():
        if can_concern(case, duty, pile[0]):
            for incident in pile:
                if concerns_duty(case, duty, incident):
                    yield Leaf(incident, weigh_one, kept)
    near = case.scene.dossier.words_near(case.scene.since, duty.breaches, case.obligation.area, None)
    for words in alike(word for word in near if tells_of_breach(case, duty, word)):
        yield Leaf(words, weigh_told, kept)


def _piles(dossier: Dossier) -> dict[Hashable, list[Incident]]:
    """The incidents by all that decides which acts and which area they are of."""

    def make() -> dict[Hashable, list[Incident]]:
        piles: dict[Hashable, list[Incident]] = {}
        for one in dossier.incidents.items:
            where = (one.place_ids, one.latitude, one.longitude, one.radius_km)
            piles.setdefault((acts_of(one), where), []).append(one)
        return piles

    found: dict[Hashable, list[Incident]] = dossier.made("piles of incidents", make)
    return found
