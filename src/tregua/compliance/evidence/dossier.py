"""Evidence in the order in which an accord asks for it, sorted once and looked up on every day.

Words by their act and by the places they name, register entries, incidents and watches, each with the
day from which it can be seen; what lies within what; whom an actor speaks for. Nothing
here depends on the day asked about: a :class:`~tregua.compliance.case.scene.Scene` does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from tregua.agreement.terms import Agreement, Obligation
from tregua.agreement.timing import Sign
from tregua.agreement.versions import Version, versions_known
from tregua.compliance.evidence.words import Evidence, Word
from tregua.compliance.over_time.strands import Strand
from tregua.model.records import Claim
from tregua.model.standing import Entry, Finding, Incident, Register, Watch
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.names import NamedPlace

K = TypeVar("K", bound=Hashable)


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
        """The party an actor speaks for."""
        if actor_id is None:
            return None
        if actor_id not in self._sides:
            self._sides[actor_id] = self.agreement.side_of(actor_id)
        return self._sides[actor_id]

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
    def _rows_of(self) -> dict[str, list[int]]:
        """The rows of the words of each act."""
        return _piles([word.event.act for word in self.evidence.words])

    def acts_below(self, act: str) -> tuple[str, ...]:
        """The acts told of that are ``act`` or lie below it."""
        return tuple(one for one in self._rows_of if is_a(one, act))

    @cached_property
    def _seen_from(self) -> list[int]:
        return [word.seen_from for word in self.evidence.words]

    def words(self, since: date, acts: tuple[str, ...]) -> Strand[Word]:
        """The words whose act is one of ``acts`` or below it, about the time from ``since`` on."""
        return self.made(("words", since, acts), lambda: self._at(self._rows(since, acts)))  # type: ignore[no-any-return]

    def _at(self, rows: Sequence[int]) -> Strand[Word]:
        """The words in these rows, each from the day it can be seen."""
        words, seen_from = self.evidence.words, self._seen_from
        return Strand([words[row] for row in rows], [seen_from[row] for row in rows])

    def _first_row(self, since: date) -> int:
        """That of the first word about ``since`` or a later day, or about none."""
        return bisect_left(self.evidence.words, since, key=lambda word: word.last or date.max)

    def _rows(self, since: date, acts: tuple[str, ...]) -> list[int]:
        first, rows = self._first_row(since), []
        for root in dict.fromkeys(_root(act) for act in acts):
            told = [
                one for one in self._rows_of if _root(one) == root and any(is_a(one, act) for act in acts)
            ]
            of_root = sorted(row for one in told for row in self._rows_of[one])
            rows += of_root[bisect_left(of_root, first) :]
        return rows

    def words_near(
        self, since: date, acts: tuple[str, ...], area: tuple[str, ...], naming: str | None
    ) -> Strand[Word]:
        """Those words that name no place, or one in or around ``area`` (any, where there is none), or
        that have ``naming`` as their actor or target."""
        if not area:
            return self.words(since, acts)
        words = self.evidence.words
        rows: list[int] = self.made(("rows", since, acts), lambda: self._rows(since, acts))
        piles: dict[tuple[str, ...], list[int]] = self.made(
            ("piles", since, acts), lambda: _piles([words[row].place_ids for row in rows])
        )
        found = [n for ids, pile in piles.items() if not ids or self._is_near(ids, area) for n in pile]
        if naming is not None:
            named: dict[str, list[int]] = self.made(("named", since, acts), lambda: _named(rows, words))
            found = list({*found, *named.get(naming, ())})
        found.sort()
        return self._at([rows[n] for n in found])

    def _is_near(self, place_ids: tuple[str, ...], area: tuple[str, ...]) -> bool:
        around = self._around(area)
        return any(one in around or not self.above(one).isdisjoint(area) for one in place_ids)

    def _around(self, area: tuple[str, ...]) -> frozenset[str]:
        return self.made(  # type: ignore[no-any-return]
            ("around", area), lambda: frozenset(place for one in area for place in self.above(one))
        )

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


def _root(act: str) -> str:
    return act.partition(".")[0]


def _piles(keys: Iterable[K]) -> dict[K, list[int]]:
    """At which places in a row each key stands."""
    found: dict[K, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    return found


def _named(rows: list[int], words: tuple[Word, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        event = words[row].event
        for name in {event.actor, event.target}:
            if name is not None:
                found.setdefault(name, []).append(number)
    return found


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
