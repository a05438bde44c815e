"""What flows from bytes to claims: frozen records with stable ids.

Offsets are characters of the decoded text of the item, ``start`` inclusive and ``end`` exclusive.
Times are local ISO strings as in :mod:`tregua.model.when`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from tregua.model.tiers import Tier


class Record(BaseModel):
    """Base of everything that flows: immutable, unknown keys rejected."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Comparator = Literal["=", "~", "<", "<=", ">", ">=", "<~"]
Stance = Literal["asserts", "denies", "demands", "promises", "evaluates"]
Mode = Literal["direct", "indirect", "mixed"]
Basis = Literal["period", "total"]
Modality = Literal["actual", "planned", "demanded", "possible"]
CommitmentKind = Literal["obligation", "entitlement", "term", "absence_of_agreement"]


class Span(Record):
    """Characters ``start`` to ``end`` (exclusive) of the decoded text."""

    start: int
    end: int


class TimeMention(Span):
    """A time expression. ``duration`` is ISO 8601 in the printed unit (``P6W``)."""

    text: str
    earliest: str | None = None
    latest: str | None = None
    duration: str | None = None


class PlaceMention(Span):
    """A named place with its precision: a point and a radius in kilometres."""

    text: str
    name: str
    place_id: str
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None


class QuantityMention(Span):
    """A count or measure. ``low``/``high`` are null where the page gives no number (``word``).

    ``unit`` is a unit id of :mod:`tregua.vocabulary.units`. ``basis`` tells a figure for a period
    (a day's arrivals) from a running total; ``to`` is the side that received.
    """

    text: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    comparator: Comparator = "="
    word: str | None = None
    basis: Basis | None = None
    to: str | None = None


class ActorMention(Span):
    """A person in office, an organisation, a state. ``actor_id`` is ``state/institution``."""

    text: str
    actor_id: str


class Mentions(Record):
    """Everything found in a page, by kind, in order of appearance."""

    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()


class Article(Record):
    """A page's parts. ``published_at`` is local as printed; ``body`` has one span a paragraph."""

    title: str = ""
    standfirst: str = ""
    agency: str = ""
    byline: str = ""
    published_at: str | None = None
    dateline: str | None = None
    captions: tuple[Span, ...] = ()
    credits: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    tags: tuple[str, ...] = ()
    body: tuple[Span, ...] = ()


class ClaimSource(Span):
    """Who says it: the words that name the source, and the actor they name."""

    actor_id: str


class Event(Record):
    """One thing a claim says happened, is so, or shall be: an act with its who, where, when, how many.

    ``act`` is an id of :mod:`tregua.vocabulary.acts`. ``negated`` means the claim says it did not
    happen. ``places`` come most specific first. ``weapons`` are ids of :mod:`tregua.vocabulary.weapons`.
    ``about`` names the thing itself where it has a name of its own: a post, a road, a list, a notice.
    ``category`` is of what sort those counted are, in the speaker's words: ``civilian``.
    ``person`` is the pseudonym of the one it is about (:mod:`tregua.model.person`).
    ``ends``: ``latest`` is told as the end of a stretch (*until the 5th*), not as the day that it is of.
    """

    start: int
    end: int
    act: str
    negated: bool = False
    modality: Modality = "actual"
    actor: str | None = None
    target: str | None = None
    earliest: str | None = None
    latest: str | None = None
    ends: bool = False
    places: tuple[PlaceMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    weapons: tuple[str, ...] = ()
    about: str = ""
    category: str = ""
    person: str = ""


class Claim(Record):
    """What an item says. Never edited: a correction is a new claim that ``supersedes`` this one.

    One claim per source and cue; ``events`` holds each thing it says, and ``act`` … ``quantities``
    repeat the first for readers that want one line.
    """

    claim_id: str
    item_id: str = ""
    source: ClaimSource | None = None
    through: str | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    mode: Mode = "indirect"
    stance: Stance = "asserts"
    act: str | None = None
    actor: str | None = None
    target: str | None = None
    earliest: str | None = None
    latest: str | None = None
    place: PlaceMention | None = None
    quantities: tuple[QuantityMention, ...] = ()
    events: tuple[Event, ...] = ()
    row: int | None = None
    published_at: str | None = None
    supersedes: str | None = None

    @property
    def said_by(self) -> str | None:
        """The actor whose word this is; None where the page speaks for itself."""
        return self.source.actor_id if self.source else None


def first_told(events: Sequence[Event]) -> dict[str, Any]:
    """The fields of a claim that repeat the first of its events: ``act`` … ``quantities``, and ``events``."""
    if not events:
        return {"events": ()}
    first = events[0]
    return {
        "act": first.act,
        "actor": first.actor,
        "target": first.target,
        "earliest": first.earliest,
        "latest": first.latest,
        "place": first.places[0] if first.places else None,
        "quantities": first.quantities,
        "events": tuple(events),
    }


def current_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that no other among them takes away, each once, by id.

    A speaker's word is corrected by its own later one and by nobody else's; claims that correct one
    another in a circle correct nothing. What is struck out, a correction or a strike, takes nothing away:
    the word it took is back. A correction in its place goes on in its stead.
    """
    known = {claim.claim_id: claim for claim in claims}
    return tuple(known[claim_id] for claim_id in sorted(known.keys() - taken_away(known.values()).keys()))


def taken_away(claims: Iterable[Claim]) -> dict[str, str]:
    """The claims that another among them takes away, each with the one that does; where several do, with one
    that itself still stands, if any, and of these with the last by id."""
    known = {claim.claim_id: claim for claim in claims}
    correcting = {
        claim.claim_id: claim.supersedes
        for claim in known.values()
        if claim.supersedes in known and may_correct(claim, known[claim.supersedes])
    }
    in_circles = _in_circles(correcting)
    working = {claim_id: of for claim_id, of in correcting.items() if claim_id not in in_circles}
    taking = _in_effect(known, working)
    gone = {working[claim_id] for claim_id in taking}
    return {working[one]: one for one in sorted(taking, key=lambda one: (one not in gone, one))}


def is_strike(claim: Claim) -> bool:
    """Whether it says nothing but that another was entered in error."""
    return claim.supersedes is not None and claim.act is None and not claim.events


def _in_effect(known: Mapping[str, Claim], correcting: Mapping[str, str]) -> set[str]:
    """The corrections and strikes that take something away: all but those that are struck out and have no
    correction in their place; ``correcting`` leads in no circle. Each is judged once, after all that correct
    it."""
    found: set[str] = set()
    struck: set[str] = set()
    replaced: set[str] = set()
    waiting = Counter(correcting.values())
    ready = [claim_id for claim_id in correcting if not waiting[claim_id]]
    while ready:
        claim_id = ready.pop()
        of = correcting.get(claim_id)
        if of is None:
            continue
        if claim_id not in struck or claim_id in replaced:
            found.add(claim_id)
            (struck if is_strike(known[claim_id]) else replaced).add(of)
        waiting[of] -= 1
        if not waiting[of]:
            ready.append(of)
    return found


def may_correct(claim: Claim, former: Claim) -> bool:
    """Whether it is of the same speaker (where a page speaks for itself, of the same outlet), and not known
    to be the earlier one."""
    speaker = claim.said_by or claim.through
    if speaker is None or (claim.said_by, speaker) != (former.said_by, former.said_by or former.through):
        return False
    said, before = claim.published_at, former.published_at
    if said is None or before is None:
        return True
    length = 16 if "T" in said and "T" in before else 10
    return said[:length] >= before[:length]


def _in_circles(correcting: Mapping[str, str]) -> set[str]:
    """The claims from which one correction after the other leads back to them. Each is walked over once."""
    found: set[str] = set()
    walked: set[str] = set()
    for start in correcting:
        path: list[str] = []
        here = start
        while here in correcting and here not in walked:
            walked.add(here)
            path.append(here)
            here = correcting[here]
        if here in path:
            found.update(path[path.index(here) :])
    return found


class Commitment(Span):
    """What a page says somebody must, may or did not agree to do."""

    debtors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    kind: CommitmentKind
    object: str
    not_before: str | None = None
    due: str | None = None
    duration: str | None = None
    places: tuple[str, ...] = ()


class Reading(Record):
    """One page or text, read."""

    item: Article
    mentions: Mentions
    claims: tuple[Claim, ...] = ()
    commitments: tuple[Commitment, ...] = ()


class Item(Record):
    """One thing received. ``sha256`` names its bytes in the evidence store.

    ``published_at`` as printed (local; a day or a minute); ``outlet`` the actor id or name it came
    through; ``reconstructed`` is true where "known since" is inferred from the publication date.
    """

    item_id: str
    sha256: str
    name: str
    media_type: str
    size: int
    title: str = ""
    outlet: str | None = None
    published_at: str | None = None
    language: str = "en"
    reconstructed: bool = False
    tier: Tier = "public"
    erased: bool = False
