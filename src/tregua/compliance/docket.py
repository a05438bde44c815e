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
from functools import cached_property
from itertools import chain

from tregua.agreement.terms import Exemption
from tregua.compliance.breaches import (
    Charge,
    Duty,
    alike,
    can_concern,
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

OLDER_SHOWN = 5
GRAVITY: tuple[Phase, ...] = ("violated", "indicated", "disputed")
"""What a breach told of may make of a standing, the gravest first."""


class Leaf:
    """One incident, or like words. ``verdict`` is what it comes to; ``told`` the same with its reasons."""

    def __init__(self, weigh: Callable[[], Charge]) -> None:
        self._weigh = weigh
        with without_reasons():
            self.verdict = weigh()

    @cached_property
    def told(self) -> Charge:
        """With its reasons; to be asked only where reasons are wanted."""
        return self._weigh()


@dataclass(frozen=True)
class Share:
    """One name on whose word a charge supports a phase; empty where nobody is named."""

    leaf: Leaf
    name: str


def _name(share: Share) -> str:
    return share.name


class Docket:
    """What is told against one duty. ``present_days`` is how long a thing speaks for the present."""

    def __init__(self, leaves: Iterable[Leaf], present_days: int) -> None:
        listed = sorted(leaves, key=lambda leaf: leaf.verdict.key)
        self._days = present_days
        self._leaves = self._strand(listed)
        self._by_phase = {phase: self._shares(listed, phase) for phase in GRAVITY}
        by_end = sorted(listed, key=lambda leaf: (leaf.verdict.last, leaf.verdict.key))
        self._ended = [leaf for leaf in by_end if not leaf.verdict.is_permitted]
        self._lasts = [leaf.verdict.last for leaf in self._ended]

    def _shares(self, leaves: Sequence[Leaf], phase: Phase) -> Strand[Share]:
        shares = [
            Share(leaf, name)
            for leaf in leaves
            if phase in leaf.verdict.grounds
            for name in sorted(leaf.verdict.rests_on) or ("",)
        ]
        return Strand(shares, *self._weighs([share.leaf for share in shares]))

    def _strand(self, leaves: Sequence[Leaf]) -> Strand[Leaf]:
        return Strand(leaves, *self._weighs(leaves))

    def _weighs(self, leaves: Sequence[Leaf]) -> tuple[list[int], list[int]]:
        enter = [leaf.verdict.first.toordinal() for leaf in leaves]
        leave = [
            max(leaf.verdict.last.toordinal() + self._days, day + 1)
            for leaf, day in zip(leaves, enter, strict=True)
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
        return chain.from_iterable(leaf.verdict.permitted for leaf in case.scene.sight(self._leaves))

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
            [claim for leaf in rest for claim in leaf.verdict.claims],
            number=len(rest),
            first=min(leaf.verdict.first for leaf in rest),
            last=max(leaf.verdict.last for leaf in rest),
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
        return chain.from_iterable(leaf.verdict.grounds[self.phase] for leaf in leaves)


def docket_of(case: Case, duty: Duty) -> Docket:
    """What is told against ``duty`` in all the evidence, whatever day the case is of."""
    exemptions = exemptions_of(case)
    key: Hashable = ("docket", duty, exemptions, case.scene.since, case.starts_at)
    shelf = case.scene.dossier.shelf(case.obligation)
    if key not in shelf:
        shelf[key] = Docket(_leaves(case, duty, exemptions), case.obligation.present_days)
    found: Docket = shelf[key]
    return found


def _leaves(case: Case, duty: Duty, exemptions: tuple[Exemption, ...]) -> Iterator[Leaf]:
    for pile in _piles(case.scene.dossier).values():
        if can_concern(case, duty, pile[0]):
            for incident in pile:
                if concerns_duty(case, duty, incident):
                    yield _leaf_of(case, duty, exemptions, incident)
    near = case.scene.dossier.words_near(case.scene.since, duty.breaches, case.obligation.area, None)
    for words in alike(word for word in near if tells_of_breach(case, duty, word)):
        yield _leaf_told(case, exemptions, words)


def _leaf_of(case: Case, duty: Duty, exemptions: tuple[Exemption, ...], incident: Incident) -> Leaf:
    return Leaf(lambda: weigh_incident(case, duty, exemptions, incident))


def _leaf_told(case: Case, exemptions: tuple[Exemption, ...], words: tuple[Word, ...]) -> Leaf:
    return Leaf(lambda: weigh_words(case, exemptions, words))


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
