"""Everything told against one lasting duty, weighed once, however many days are asked for.

A docket is kept with the evidence, on the shelf of the obligation as it is worded. What weighs on a day
lies in strands: each charge weighs from its first day until ``present_days`` after its last. Reasons
are worked out only for what is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import NamedTuple

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
    begins_at,
    claims_of,
    concerns_duty,
    may_be_there,
    tells_of_breach,
    weigh_incident,
    weigh_words,
)
from tregua.compliance.weighing.deeds import acts_of
from tregua.compliance.weighing.exemptions import exemptions_of
from tregua.model.standing import Incident, Phase, Reason
from tregua.model.when import day_of

OLDER_SHOWN = 5
GRAVITY: tuple[Phase, ...] = ("violated", "indicated", "disputed")
"""What a breach told of may make of a standing, the gravest first."""

Weigh = Callable[[Incident | tuple[Word, ...]], Charge]


class Verdict(NamedTuple):
    """Which phases something told supports, by whose word. Many incidents have the same."""

    phases: tuple[Phase, ...]
    rests_on: tuple[str, ...]
    is_at_rest: bool


class Told(NamedTuple):
    """One incident, or like words of one speaker: its days and its place in the order of time."""

    thing: Incident | tuple[Word, ...]
    first: date
    last: date
    key: tuple[str, ...]


class Leaf(NamedTuple):
    """Something told and what it comes to for one duty. Slim, because there are many; what more is asked
    of it, it is weighed again for."""

    told: Told
    verdict: Verdict


def _names(leaf: Leaf) -> tuple[str, ...]:
    return leaf.verdict.rests_on


class Docket:
    """What is told against one duty. ``present_days`` is how long a thing speaks for the present;
    ``weigh`` tells all that a thing comes to, with its reasons where they are wanted."""

    def __init__(self, leaves: Iterable[Leaf], present_days: int, weigh: Weigh) -> None:
        self._listed = sorted(leaves, key=lambda leaf: leaf.told.key)
        self._days = present_days
        self._weigh = weigh
        self._by_phase = {
            phase: self._strand([leaf for leaf in self._listed if phase in leaf.verdict.phases])
            for phase in GRAVITY
        }

    @cached_property
    def _leaves(self) -> Strand[Leaf]:
        return self._strand(self._listed)

    @cached_property
    def _ended(self) -> list[Told]:
        """By their last days; not what is permitted or withdrawn."""
        told = [leaf.told for leaf in self._listed if not leaf.verdict.is_at_rest]
        return sorted(told, key=lambda one: one.last)

    def _strand(self, leaves: Sequence[Leaf]) -> Strand[Leaf]:
        enter = [leaf.told.first.toordinal() for leaf in leaves]
        leave = [
            max(leaf.told.last.toordinal() + self._days, day + 1)
            for leaf, day in zip(leaves, enter, strict=True)
        ]
        return Strand(leaves, enter, leave)

    def _weighed(self, leaves: Iterable[Leaf]) -> Iterator[Charge]:
        return (self._weigh(leaf.told.thing) for leaf in leaves)

    def present(self, case: Case) -> list[Charge]:
        """What may have happened within the present days, with its reasons, in order of time."""
        return list(self._weighed(case.scene.sight(self._leaves)))

    def supports(self, case: Case, phase: Phase) -> Support:
        """What of the present supports a phase."""
        return Support(phase, case.scene.sight(self._by_phase[phase]), self._weigh)

    def permitted(self, case: Case) -> Iterator[HasClaim]:
        """What of the present is, or may be, permitted."""
        weighed = self._weighed(case.scene.sight(self._leaves))
        return chain.from_iterable(charge.permitted for charge in weighed)

    def older(self, since: date) -> tuple[Reason, ...]:
        """What ended before ``since``: the newest one by one, the rest counted. Not what is at rest."""
        upto = bisect_left(self._ended, since, key=lambda one: one.last)
        shown = max(0, upto - OLDER_SHOWN)
        rest, newest = self._ended[:shown], self._ended[shown:upto]
        told = tuple(self._weigh(one.thing).older for one in newest)
        if not rest:
            return told
        counted = because(
            "compliance.incident.older_counted",
            [claim for one in rest for claim in claims_of(one.thing)],
            number=len(rest),
            first=min(one.first for one in rest),
            last=max(one.last for one in rest),
        )
        return (*told, counted)


@dataclass(frozen=True)
class Support:
    """What supports one phase on one day."""

    phase: Phase
    leaves: Sight[Leaf]
    weigh: Weigh

    def __bool__(self) -> bool:
        return bool(self.leaves)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose word it rests on, sorted."""
        names = self.leaves.look(self.leaves.strand.names(_names))
        return tuple(sorted(names))

    def grounds(self) -> Iterator[HasClaim]:
        """The positions and words themselves."""
        weighed = (self.weigh(leaf.told.thing) for leaf in self.leaves)
        return chain.from_iterable(charge.grounds[self.phase] for charge in weighed)


def docket_of(case: Case, duty: Duty) -> Docket:
    """What is told against ``duty`` in all the evidence, whatever day the case is of."""
    exemptions = exemptions_of(case)
    key: Hashable = ("docket", duty, exemptions, case.scene.since, case.starts_at, case.pauses)
    shelf = case.scene.dossier.shelf(case.obligation)
    if key not in shelf:

        def weigh(thing: Incident | tuple[Word, ...]) -> Charge:
            if isinstance(thing, Incident):
                return weigh_incident(case, duty, exemptions, thing)
            return weigh_words(case, exemptions, thing)

        with without_reasons():
            leaves = chain(_of_incidents(case, duty, exemptions, weigh), _of_words(case, duty, weigh))
            if case.pauses:
                leaves = chain(leaf for leaf in leaves if _was_owed(case, leaf))
            shelf[key] = Docket(leaves, case.obligation.present_days, weigh)
    found: Docket = shelf[key]
    return found


def _was_owed(case: Case, leaf: Leaf) -> bool:
    """Whether the duty was owed when it happened, or the centre found that it broke it."""
    return "violated" in leaf.verdict.phases or not case.is_paused(leaf.told.first, leaf.told.last)


def _of_incidents(case: Case, duty: Duty, exemptions: tuple[Exemption, ...], weigh: Weigh) -> Iterator[Leaf]:
    narrow = bool(exemptions) or case.obligation.weapons is not None or case.obligation.distance is not None
    starts, findings = case.starts_at, case.scene.findings
    verdicts: dict[Hashable, Verdict] = {}
    told = _told_of(case.scene.dossier).items()
    places = [places for acts, places in told if any(map(duty.is_broken_by, acts))]
    piles = [pile for one in places for pile in one.values() if may_be_there(case, duty, pile[0].incident)]
    for one in sorted(chain.from_iterable(piles), key=lambda one: one.row):
        if one.begins < starts or (narrow and not concerns_duty(case, duty, one.incident)):
            continue
        alone = narrow or one.incident.incident_id in findings
        like = one.row if alone else (one.positions, case.lies_in_area(one.incident))
        if like not in verdicts:
            verdicts[like] = _verdict(weigh(one.incident))
        yield Leaf(one.told, verdicts[like])


def _of_words(case: Case, duty: Duty, weigh: Weigh) -> Iterator[Leaf]:
    scene = case.scene
    told = (act for breach in duty.breaches for act in case.book.acts_below(breach))
    acts = tuple(dict.fromkeys(act for act in told if duty.is_judged_by_words(act)))
    near = case.book.words_near(scene.since, acts, case.obligation.area, None).items
    for words in alike(word for word in near if tells_of_breach(case, duty, word)):
        charge = weigh(words)
        yield Leaf(Told(words, charge.first, charge.last, charge.key), _verdict(charge))


def _verdict(charge: Charge) -> Verdict:
    return Verdict(tuple(charge.grounds), tuple(sorted(charge.rests_on)), charge.is_at_rest)


class _Met(NamedTuple):
    """An incident in its row, with all of its positions that decides what it comes to where neither
    weapons nor distances nor exemptions are asked for."""

    row: int
    incident: Incident
    told: Told
    begins: datetime
    positions: tuple[tuple[str | None, str, str | None], ...]


def _met(row: int, incident: Incident) -> _Met:
    key = (incident.earliest, incident.latest, incident.incident_id)
    told = Told(incident, day_of(incident.earliest), day_of(incident.latest), key)
    positions = tuple([(one.actor_id, one.stance, one.accused) for one in incident.positions])
    return _Met(row, incident, told, begins_at(incident.earliest), positions)


def _told_of(dossier: Dossier) -> dict[tuple[str, ...], dict[Hashable, list[_Met]]]:
    """The incidents by the acts they are told by, then by where they were."""

    def make() -> dict[tuple[str, ...], dict[Hashable, list[_Met]]]:
        found: dict[tuple[str, ...], dict[Hashable, list[_Met]]] = {}
        for row, one in enumerate(dossier.incidents.items):
            where = (one.place_ids, one.latitude, one.longitude, one.radius_km)
            found.setdefault(acts_of(one), {}).setdefault(where, []).append(_met(row, one))
        return found

    return dossier.made("incidents told of", make)  # type: ignore[no-any-return]
