"""Evidence in the order in which an accord asks for it, sorted once and looked up on every day.

Words, as they are said and as the registers keep them, register entries, incidents and watches, each with the
day from which it can be seen; what lies within what; whom an actor speaks for. Nothing
here depends on the day asked about: a :class:`~tregua.compliance.case.scene.Scene` does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import cached_property
from typing import Any

from tregua.agreement.terms import Agreement, Obligation
from tregua.agreement.timing import Sign
from tregua.agreement.versions import Version, versions_known
from tregua.compliance.evidence.book import Book
from tregua.compliance.evidence.entered import RESTING, words_entered
from tregua.compliance.evidence.words import Evidence
from tregua.compliance.over_time.strands import Strand
from tregua.model.records import Claim
from tregua.model.standing import Entry, Finding, Incident, Kind, Register, Watch
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.names import NamedPlace


def dossier_of(agreement: Agreement, evidence: Evidence) -> Dossier:
    """The dossier of this evidence for this accord; made once, kept with the evidence.

    The first accord asked for stays; of others (one reading of it, tried out) only the last.
    """
    kept = evidence.dossiers
    if id(agreement) not in kept:
        for tried in list(kept)[1:]:
            del kept[tried]
        kept[id(agreement)] = Dossier(agreement, evidence)
    found: Dossier = kept[id(agreement)]
    return found


class Dossier:
    """All evidence, sorted for one accord."""

    def __init__(self, agreement: Agreement, evidence: Evidence) -> None:
        self.agreement = agreement  # kept, so that no other accord takes its id
        self.evidence = evidence
        self._made: dict[Hashable, Any] = {}
        self._sides: dict[str, str | None] = {}
        self._shelves: dict[Hashable, tuple[Obligation, dict[Hashable, Any]]] = {}

    def made(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What is made of this evidence once and kept."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def shelf(self, obligation: Obligation) -> dict[Hashable, Any]:
        """Where to keep what follows from this evidence for one obligation as it is worded."""
        found = self._shelves.get(id(obligation))
        if found is None or found[0] is not obligation:
            found = self._shelves.setdefault(_wording(obligation), (obligation, {}))
        return found[1]

    def keep(self, obligation: Obligation) -> None:
        """Remember that this very obligation will be asked for again, so that its shelf is found fast."""
        _, shelf = self._shelves.setdefault(_wording(obligation), (obligation, {}))
        self._shelves[id(obligation)] = (obligation, shelf)

    # places and actors

    @cached_property
    def places(self) -> dict[str, NamedPlace]:
        """The agreement's own places by id."""
        return {place.place_id: place for place in self.agreement.places}

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {}

    def above(self, place_id: str) -> frozenset[str]:
        """The place and everything it lies within."""
        if place_id not in self._above:
            self._above[place_id] = self.agreement.above(place_id)
        return self._above[place_id]

    def lies_in(self, place_id: str, area: tuple[str, ...]) -> bool:
        """Whether a place is one of ``area`` or within one."""
        return not self.above(place_id).isdisjoint(area)

    def side_of(self, actor_id: str | None) -> str | None:
        """The party an actor speaks for; a party itself for the name by which registers have it."""
        if actor_id is None:
            return None
        if actor_id not in self._sides:
            itself = actor_id if actor_id in self._parties else None
            self._sides[actor_id] = self.agreement.side_of(actor_id) or itself
        return self._sides[actor_id]

    @cached_property
    def _parties(self) -> frozenset[str]:
        return frozenset(party.id for party in self.agreement.parties)

    def others_area(self, obligation: Obligation) -> tuple[str, ...]:
        """The areas of every other obligation of the same kind."""
        owners: dict[str, set[str]] = self.made(("areas", obligation.kind), lambda: self._owners(obligation))
        return tuple(sorted(place for place, ids in owners.items() if ids - {obligation.id}))

    def _owners(self, obligation: Obligation) -> dict[str, set[str]]:
        owners: dict[str, set[str]] = {}
        for other in self.agreement.obligations:
            if other.kind == obligation.kind:
                for place in other.area:
                    owners.setdefault(place, set()).add(other.id)
        return owners

    # words

    @cached_property
    def said(self) -> Book:
        """What is said, as the claims have it."""
        return Book(self.evidence.words, self.above)

    @cached_property
    def entered(self) -> Book:
        """What is said, as far as a register keeps it as that register has it."""
        evidence, drawn = self.evidence, self.agreement.drawn
        return Book(words_entered(evidence.entries, evidence.words, drawn), self.above)

    def book(self, kind: Kind) -> Book:
        """What obligations of a kind are judged by."""
        return self.entered if kind in RESTING else self.said

    # entries, incidents, findings, watches

    def entries(self, since: date, register: Register) -> tuple[Strand[Entry], tuple[Entry, ...]]:
        """A register's entries of the time from ``since`` on: those of a day, in order, and those of none."""

        def make() -> tuple[Strand[Entry], tuple[Entry, ...]]:
            dated: list[tuple[date, str, Entry]] = []
            undated = []
            for entry in self.evidence.entries:
                if entry.register_name == register:
                    on = entry.on
                    if on is None:
                        undated.append(entry)
                    elif on >= since:
                        dated.append((on, entry.entry_id, entry))
            dated.sort(key=lambda one: one[:2])
            entries = [entry for _, _, entry in dated]
            return Strand(entries, [_seen_from(on, entry) for on, _, entry in dated]), tuple(undated)

        return self.made(("entries", since, register), make)  # type: ignore[no-any-return]

    @cached_property
    def incidents(self) -> Strand[Incident]:
        """The incidents from the day they began, in order of time."""
        listed = sorted(self.evidence.incidents, key=lambda i: (i.earliest, i.latest, i.incident_id))
        return Strand(listed, [day_of(one.earliest).toordinal() for one in listed])

    @cached_property
    def watches(self) -> Strand[Watch]:
        """The watches from the day they began, in order of time."""
        listed = sorted(self.evidence.watches, key=lambda w: (w.earliest, w.latest, w.watch_id))
        return Strand(listed, [day_of(one.earliest).toordinal() for one in listed])

    @cached_property
    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """Findings by incident."""
        index: dict[str, list[Finding]] = {}
        for finding in sorted(self.evidence.findings, key=lambda f: f.finding_id):
            index.setdefault(finding.incident_id, []).append(finding)
        return {incident: tuple(found) for incident, found in index.items()}

    # signs and versions

    @cached_property
    def _claims(self) -> dict[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.evidence.current_claims:
            for act in dict.fromkeys(event.act for event in claim.events):
                found.setdefault(act, []).append(claim)
        return {act: tuple(claims) for act, claims in found.items()}

    def _claims_for(self, sign: Sign) -> tuple[Claim, ...]:
        """The claims that may give a sign: a handover still planned may put a day off."""
        wanted = (sign.act, "handover") if is_a(sign.act, "extend") else (sign.act,)
        acts = [act for act in self._claims if any(is_a(act, one) for one in wanted)]
        found = {claim.claim_id: claim for act in acts for claim in self._claims[act]}
        return tuple(found[claim_id] for claim_id in sorted(found))

    def versions(self, obligation: Obligation) -> tuple[Version, ...]:
        """The versions of an obligation that anything ever bore out, see :mod:`agreement.versions`."""
        signs = [
            one.evidence
            for one in self.agreement.amendments
            if obligation.id in one.obligations and one.evidence
        ]
        claims = {claim.claim_id: claim for sign in signs for claim in self._claims_for(sign)}
        return versions_known(self.agreement, obligation, claims.values())


def _seen_from(on: date, entry: Entry) -> int:
    """What is planned for later can be seen from the day it is said."""
    if entry.modality != "planned":
        return on.toordinal()
    return min(on, day_of(entry.published_at) if entry.published_at else on).toordinal()


def _wording(obligation: Obligation) -> Hashable:
    return tuple(_hashable(getattr(obligation, name)) for name in type(obligation).model_fields)


def _hashable(value: Any) -> Hashable:
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value  # type: ignore[no-any-return]
