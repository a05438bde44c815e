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
from tregua.compliance.case.reasons import because, without_reasons
from tregua.compliance.case.scene import Case, HasClaim
from tregua.compliance.evidence.dossier import Dossier
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight, Strand
from tregua.compliance.weighing.breaches import (
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
from tregua.compliance.weighing.deeds import acts_of
from tregua.compliance.weighing.exemptions import exemptions_of
from tregua.model.standing import Incident, Phase, Reason
from tregua.model.when import day_of

T = TypeVar("T")
OLDER_SHOWN = 5
GRAVITY: tuple[Phase, ...] = ("violated", "indicated", "disputed")
"""What a breach told of may make of a standing, the gravest first."""


class Verdict(NamedTuple):
    """Which phases something told supports, by whose word. Many incidents have the same."""

    phases: tuple[Phase, ...]
    rests_on: tuple[str, ...]
    is_permitted: bool


class Span(NamedTuple):
    """The days of something told, and its place in the order of time."""

    first: date
    last: date
    key: tuple[str, ...]


class Leaf(Generic[T]):
    """One incident, or like words, and what it comes to. Slim, because there are many; what more is asked
    of it, it is weighed again for."""

    __slots__ = ("_span", "_verdict", "_weigh", "thing")

    def __init__(self, thing: T, weigh: Callable[[T], Charge], span: Span, verdict: Verdict) -> None:
        self.thing = thing
        self._weigh = weigh
        self._span = span
        self._verdict = verdict

    @property
    def first(self) -> date:
        """Its first day."""
        return self._span.first

    @property
    def last(self) -> date:
        """Its last day."""
        return self._span.last

    @property
    def key(self) -> tuple[str, ...]:
        """Its place in the order of time."""
        return self._span.key

    @property
    def verdict(self) -> Verdict:
        """Which phases it supports, by whose word."""
        return self._verdict

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
        self._ended = [leaf for leaf in by_end if not leaf.verdict.is_permitted]
        self._lasts = [leaf.last for leaf in self._ended]

    def _shares(self, leaves: Sequence[Leaf[Any]], phase: Phase) -> Strand[Share]:
        shares = [
            Share(leaf, name)
            for leaf in leaves
            if phase in leaf.verdict.phases
            for name in leaf.verdict.rests_on or ("",)
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
    def weigh_one(incident: Incident) -> Charge:
        return weigh_incident(case, duty, exemptions, incident)

    def weigh_told(words: tuple[Word, ...]) -> Charge:
        return weigh_words(case, exemptions, words)

    alike_positions: dict[Hashable, Verdict] = {}
    narrow = bool(exemptions) or case.obligation.weapons is not None or case.obligation.distance is not None
    for pile in _piles(case.scene.dossier).values():
        if not can_concern(case, duty, pile[0].incident):
            continue
        for one in pile:
            if not concerns_duty(case, duty, one.incident):
                continue
            if narrow or one.incident.incident_id in case.scene.findings:
                verdict = _verdict(weigh_one(one.incident))
            elif one.positions in alike_positions:
                verdict = alike_positions[one.positions]
            else:
                verdict = alike_positions[one.positions] = _verdict(weigh_one(one.incident))
            yield Leaf(one.incident, weigh_one, one.span, verdict)
    near = case.scene.dossier.words_near(case.scene.since, duty.breaches, case.obligation.area, None)
    for words in alike(word for word in near if tells_of_breach(case, duty, word)):
        charge = weigh_told(words)
        yield Leaf(words, weigh_told, Span(charge.first, charge.last, charge.key), _verdict(charge))


def _verdict(charge: Charge) -> Verdict:
    return Verdict(tuple(charge.grounds), tuple(sorted(charge.rests_on)), charge.is_permitted)


class _Met(NamedTuple):
    """An incident with its days, and all of its positions that decides what it comes to where neither
    weapons nor distances nor exemptions are asked for."""

    incident: Incident
    span: Span
    positions: tuple[tuple[str | None, str, str | None], ...]


def _met(incident: Incident) -> _Met:
    span = Span(
        day_of(incident.earliest),
        day_of(incident.latest),
        (incident.earliest, incident.latest, incident.incident_id),
    )
    return _Met(incident, span, tuple((one.actor_id, one.stance, one.accused) for one in incident.positions))


def _piles(dossier: Dossier) -> dict[Hashable, list[_Met]]:
    """The incidents by all that decides which acts and which area they are of."""

    def make() -> dict[Hashable, list[_Met]]:
        piles: dict[Hashable, list[_Met]] = {}
        for one in dossier.incidents.items:
            where = (one.place_ids, one.latitude, one.longitude, one.radius_km)
            piles.setdefault((acts_of(one), where), []).append(_met(one))
        return piles

    found: dict[Hashable, list[_Met]] = dossier.made("piles of incidents", make)
    return found
