"""What standings rest on, and claims taken apart into single words: who says that what happened when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tregua.model.records import Claim, Event, Stance, current_claims
from tregua.model.standing import Entry, Finding, Incident, Watch
from tregua.model.when import day_of
from tregua.vocabulary.acts import WHO_IS_WHO, is_a


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that one claim says.

    ``first`` and ``last`` are the days it is about; a word without a day of its own is of the day it
    was published, and what is told as done was done by then. ``said_at`` is when it was said
    (ISO, a day or a minute; empty where unknown), ``said_on`` its day. ``place_ids`` are the places it
    names, in its order.

    ``affirms``: it says that something happened or is so; ``denies``: that it did not or is not;
    ``plans``: that it shall, as a plan, a promise, or on a day ahead. ``is_step``: the thing itself is told;
    not where a register counts parts of it alone, so many positions or villages.
    """

    claim_id: str
    said_by: str | None
    through: str | None
    said_at: str
    said_on: date | None
    first: date | None
    last: date | None
    stance: Stance
    event: Event
    place_ids: tuple[str, ...]
    affirms: bool
    denies: bool
    plans: bool
    is_step: bool = True

    def in_order(self) -> tuple[date, str, str, str]:
        """By the day it is about, then by when it was said."""
        return (self.last or date.max, self.said_at, self.claim_id, self.event.act)

    @property
    def seen_from(self) -> int:
        """The number of the day from which a standing may look at it: a plan from the day it was said,
        anything else from the last day it is about; 0 where that is unknown."""
        day = self.said_on if self.plans else self.last
        return day.toordinal() if day is not None else 0

    @property
    def refuses(self) -> bool:
        """Says that it shall not happen."""
        return self.event.negated and self.event.modality in ("actual", "planned", "demanded")

    @property
    def says_all(self) -> bool:
        """Whether it counts *all*: all links, all for all."""
        return any("all" in (one.word or "").lower().split() for one in self.event.quantities)

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
        """Every event of every current claim, by the day it is about, then by when it was said. Who is who is
        no event: it carries nothing out and breaks nothing."""
        words = [
            word_of(claim, event)
            for claim in self.current_claims
            for event in claim.events
            if not is_a(event.act, WHO_IS_WHO)
        ]
        return tuple(sorted(words, key=Word.in_order))

    @cached_property
    def dossiers(self) -> dict[int, Any]:
        """This evidence sorted for an accord, by the accord's identity, see :mod:`.dossier`."""
        return {}


def word_of(claim: Claim | Entry, event: Event, *, is_step: bool = True) -> Word:
    """``event`` as the word of whoever makes the claim, or had the entry made."""
    published_on = day_of(claim.published_at) if claim.published_at else None
    first = day_of(event.earliest) if event.earliest else None
    last = day_of(event.latest) if event.latest else None
    said_on = published_on or last
    last = last or (max(first, published_on) if first and published_on else first or published_on)
    first = first or last
    if first and last and published_on and first <= published_on < last and event.modality == "actual":
        last = published_on
    is_ahead = first is not None and said_on is not None and first > said_on  # wholly after it was said
    is_fact = event.modality == "actual" and not is_ahead
    return Word(
        claim_id=claim.claim_id,
        said_by=claim.said_by,
        through=claim.through,
        said_at=claim.published_at or event.latest or "",
        said_on=said_on,
        first=first,
        last=last,
        stance=claim.stance,
        event=event,
        place_ids=tuple([place.place_id for place in event.places]),
        affirms=is_fact and not event.negated and claim.stance in ("asserts", "evaluates"),
        denies=is_fact
        and claim.stance not in ("demands", "promises")
        and (event.negated or claim.stance == "denies"),
        plans=not event.negated
        and claim.stance not in ("denies", "demands")
        and event.modality not in ("demanded", "possible")
        and (event.modality == "planned" or claim.stance == "promises" or is_ahead),
        is_step=is_step,
    )
