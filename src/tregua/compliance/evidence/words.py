"""What standings rest on, and claims taken apart into single words: who says that what happened when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tregua.model.records import Claim, Event, Stance, current_claims
from tregua.model.standing import Entry, Finding, Incident, Watch
from tregua.model.when import day_of


@dataclass(frozen=True)
class Word:
    """One thing that one claim says.

    ``first`` and ``last`` are the days it is about; a word without a day of its own is of the day it
    was published, and what is told as done was done by then. ``said_at`` is when it was said
    (ISO, a day or a minute; empty where unknown).
    """

    claim_id: str
    said_by: str | None
    through: str | None
    said_at: str
    first: date | None
    last: date | None
    stance: Stance
    event: Event

    @cached_property
    def said_on(self) -> date | None:
        """The day it was said, if known."""
        return day_of(self.said_at) if self.said_at else None

    @property
    def seen_from(self) -> int:
        """The number of the day from which a standing may look at it: a plan from the day it was said,
        anything else from the last day it is about; 0 where that is unknown."""
        day = self.said_on if self.plans else self.last
        return day.toordinal() if day is not None else 0

    @property
    def place_ids(self) -> tuple[str, ...]:
        """The ids of the places it names, in its order."""
        return tuple(place.place_id for place in self.event.places)

    @cached_property
    def affirms(self) -> bool:
        """Says that it happened or is so."""
        event = self.event
        return (
            not event.negated
            and event.modality == "actual"
            and self.stance in ("asserts", "evaluates")
            and not self.is_ahead
        )

    @cached_property
    def denies(self) -> bool:
        """Says that it did not happen or is not so."""
        return (
            self.event.modality == "actual"
            and self.stance not in ("demands", "promises")
            and (self.event.negated or self.stance == "denies")
            and not self.is_ahead
        )

    @cached_property
    def plans(self) -> bool:
        """Says that it shall happen: a plan, a promise, a day ahead."""
        if self.event.negated or self.stance in ("denies", "demands"):
            return False
        if self.event.modality in ("demanded", "possible"):
            return False
        return self.event.modality == "planned" or self.stance == "promises" or self.is_ahead

    @cached_property
    def refuses(self) -> bool:
        """Says that it shall not happen."""
        return self.event.negated and self.event.modality in ("actual", "planned", "demanded")

    @property
    def says_all(self) -> bool:
        """Whether it counts *all*: all links, all for all."""
        return any("all" in (one.word or "").lower().split() for one in self.event.quantities)

    @property
    def is_ahead(self) -> bool:
        """Whether its day lies wholly after the day it was said."""
        return self.first is not None and self.said_on is not None and self.first > self.said_on

    def said_after(self, other: Word) -> bool:
        """Whether this was said later; by the minute where both give one, else by the day."""
        if "T" in self.said_at and "T" in other.said_at:
            return self.said_at > other.said_at
        return self.said_at[:10] > other.said_at[:10]


@dataclass(frozen=True)
class Evidence:
    """Everything a standing may rest on, as known at one point of the record."""

    claims: tuple[Claim, ...] = ()
    entries: tuple[Entry, ...] = ()
    incidents: tuple[Incident, ...] = ()
    findings: tuple[Finding, ...] = ()
    watches: tuple[Watch, ...] = ()

    @cached_property
    def current_claims(self) -> tuple[Claim, ...]:
        """The claims that no other claim corrects, by id, each once."""
        return current_claims(self.claims)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every event of every current claim, by the day it is about, then by when it was said."""
        words = [_word(claim, event) for claim in self.current_claims for event in claim.events]
        return tuple(sorted(words, key=lambda w: (w.last or date.max, w.said_at, w.claim_id, w.event.act)))

    @cached_property
    def dossiers(self) -> dict[int, Any]:
        """This evidence sorted for an accord, by the accord's identity, see :mod:`.dossier`."""
        return {}


def _word(claim: Claim, event: Event) -> Word:
    said_on = day_of(claim.published_at) if claim.published_at else None
    first = day_of(event.earliest) if event.earliest else None
    last = day_of(event.latest) if event.latest else None
    last = last or (max(first, said_on) if first and said_on else first or said_on)
    first = first or last
    if first and last and said_on and first <= said_on < last and event.modality == "actual":
        last = said_on
    return Word(
        claim_id=claim.claim_id,
        said_by=claim.said_by,
        through=claim.through,
        said_at=claim.published_at or event.latest or "",
        first=first,
        last=last,
        stance=claim.stance,
        event=event,
    )
