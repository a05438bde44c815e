"""Which obligations a sentence of the page speaks of.

Every obligation of a kind whose act the sentence names is weighed by what else they share: the place, the
unit, the body, the acts, the words, who owes it to whom. The best of each kind stand; several stand
together where the sentence does not tell them apart (three figures of one force), and where it covers
them all in one word (*the districts around it*).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import log
from types import MappingProxyType

from tregua.agreement.comparison.arms import are_others, calibres_in, names_them, own_part, tells_of_arms
from tregua.agreement.comparison.choosing import (
    Match,
    most_telling,
    of_arms_in_general,
    of_the_time,
    without_forces,
    without_withdrawals,
)
from tregua.agreement.comparison.ground import ends_of_ways, names_ground, places_of
from tregua.agreement.comparison.page import Sentence, speaks_of_an_accord
from tregua.agreement.comparison.sides import agents_of, receivers_of
from tregua.agreement.comparison.standing import Owed
from tregua.agreement.comparison.words import flatten, load_words, stems
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.records import Mentions, QuantityMention
from tregua.model.standing import Kind
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.units import PEOPLE

ACTS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "cease": ("ceasefire.hold",),
        "hold": ("control.hold",),
        "hand_over": ("handover",),
        "withdraw": ("handover.withdraw", "weapons.withdrawn"),
        "deploy": ("deploy",),
        "establish": ("establish",),
        "keep_open": ("link.open", "link.passage"),
        "guarantee": ("guarantee",),
        "return": ("return",),
        "exchange": ("exchange",),
        "account_for": ("account", "loss.missing"),
        "report": ("report",),
        "negotiate": ("negotiate", "link.plan"),
        "enact": ("law", "vote"),
        "renew": ("renew",),
    }
)
"""What carries out an obligation of each kind, as the reader calls it."""
ENOUGH = 1.8
ENOUGH_WEAK = 2.2
_NEAR = 0.6
_OWN_WORDS = 0.7
_FEW = 3
_LONG = 6
_LISTS = re.compile(
    r"(?<!\w)lists? of (?:\w+ ){0,2}(?:prisoners|detainees|captives|hostages|persons|people)\b"
)
_BY_WORDS = ("cease", "hold", "negotiate")
"""Kinds that the reader's events show too freely: here only the page's words count."""


class Aligner:
    """Weighs sentences against one accord as it stood. ``own``: the parties that only the accord names, no
    state or body the reader knows."""

    def __init__(self, agreement: Agreement, standing: Sequence[Owed], day: date | None = None) -> None:
        self.agreement = agreement
        self.standing = tuple(standing)
        self.day = day
        self.own: frozenset[str] = frozenset()
        self._kinds = {place.place_id: place.kind for place in agreement.places}
        self._names = {place.place_id: place.name for place in agreement.places}

    def align(self, sentence: Sentence) -> tuple[Match, ...]:
        """The obligations it speaks of, in the order of the accord; none where it tells no terms."""
        if sentence.mood == "other" or self._is_of_long_ago(sentence):
            return ()
        found: list[Match] = []
        for kind in dict.fromkeys(owed.obligation.kind for owed in self.standing):
            ours = [owed for owed in self.standing if owed.obligation.kind == kind]
            if kind == "hand_over":
                found.extend(self._handovers(sentence, ours))
            else:
                found.extend(self._best(sentence, ours))
        order = {owed.id: at for at, owed in enumerate(self.standing)}
        kept = without_forces(without_withdrawals(most_telling(found)))
        return tuple(sorted(kept, key=lambda match: order[match.owed.id]))

    def is_country(self, place_id: str) -> bool:
        """Whether a place is a whole state."""
        return self._kinds.get(place_id, "country" if place_id.startswith("country-") else "") == "country"

    def _is_of_long_ago(self, sentence: Sentence) -> bool:
        """Whether every day a sentence names lies more than a year before the accord (*in 1994 a truce*)."""
        days = [day_of(one.latest) for one in sentence.times if one.latest and not one.duration]
        return bool(days) and max(days) < self.agreement.signed_on - timedelta(days=365)

    def kind_of(self, place_id: str) -> str:
        """What a place is: a district, a corridor …; empty where the accord does not know it."""
        return self._kinds.get(place_id, "")

    def is_about(self, flat: str, mentions: Mentions) -> bool:
        """Whether a page is about this accord: about an agreement between people at war, by its words, and
        naming a place of its obligations, a body, or two of its sides; or a body and a place."""
        area = {one for owed in self.standing for one in owed.obligation.area if not self.is_country(one)}
        bodies = {owed.obligation.body for owed in self.standing} - {None}
        actors = {mention.actor_id for mention in mentions.actors}
        bound = {one.id for one in self.agreement.parties if one.role != "observer"}
        parties = {one.id for one in self.agreement.parties if one.role == "party"}
        sides = {self.agreement.side_of(actor) for actor in actors} & bound
        places = {mention.place_id for mention in mentions.places}
        if area & places and bodies & actors:
            return True
        named = area & places or bodies & actors or (len(sides) > 1 and sides & parties)
        return bool(named) and speaks_of_an_accord(flat)

    # --- weighing --------------------------------------------------------------------------------

    def _best(self, sentence: Sentence, ours: Sequence[Owed]) -> list[Match]:
        weighed = [one for owed in ours if (one := self._weigh(sentence, owed)) is not None]
        enough = [one for one in weighed if one.score >= (ENOUGH if one.strong else ENOUGH_WEAK)]
        if not enough and (len(ours) == 1 or ours[0].obligation.kind == "cease"):
            enough = [one for one in weighed if one.strong and one.score >= 1]
        if not enough:
            return []
        best = max(enough, key=lambda one: one.score)
        kept = [
            one
            for one in enough
            if (one.score >= best.score - _NEAR and not self._says_less(one, best))
            or (one.strong and self._has_words_of_its_own(one, best))
            or (one.named and one.strong and self._is_apart(one, best))
            or (one.strong and self._is_of_another_part(one, best))
        ]
        return self._of_the_last_text(of_the_time(self._of_the_obligor(of_arms_in_general(kept))))

    def _of_the_obligor(self, kept: Sequence[Match]) -> list[Match]:
        """Where the sentence says who, those that this party owes, or that it names by themselves."""

        def owes(one: Match) -> bool:
            agents = agents_of(self.agreement, one.sentence, one.owed.obligation)
            return bool(agents & set(one.owed.obligation.obligors))

        theirs = [one for one in kept if owes(one)]
        clauses = {one.owed.obligation.clause for one in theirs}
        return [
            one
            for one in kept
            if not theirs or owes(one) or (one.named and one.owed.obligation.clause not in clauses)
        ]

    def _of_the_last_text(self, kept: Sequence[Match]) -> list[Match]:
        """Of those that nothing in the sentence tells apart, the ones of the text signed last before it."""
        signed = {one.owed.id: self.agreement.signed(one.owed.original) for one in kept}
        before = [on for on in signed.values() if self.day is None or on <= self.day]
        last = max(before, default=None)
        return [one for one in kept if one.known or last is None or signed[one.owed.id] == last]

    def _says_less(self, one: Match, best: Match) -> bool:
        """Whether all that speaks for it speaks for the best one of another clause as well, and more."""
        elsewhere = one.owed.obligation.clause != best.owed.obligation.clause
        return elsewhere and one.shared < best.shared and not self._is_apart(one, best)

    def _has_words_of_its_own(self, one: Match, best: Match) -> bool:
        """Whether the sentence has words of it that the best one lacks (*artillery* beside *rocket
        launchers*), in the same clause."""
        if one.owed.obligation.clause != best.owed.obligation.clause:
            return False
        return sum(self._weights[stem] for stem in one.shared - best.shared) >= _OWN_WORDS

    def _is_of_another_part(self, one: Match, best: Match) -> bool:
        """Whether the sentence tells of both by their own weapons, each with its own length."""
        ours = self._of_kind(one.owed.obligation.kind)
        flat, lengths = one.sentence.flat, load_words().lengths
        ends = sorted({q.end - one.sentence.start for q in one.sentence.quantities if q.unit in lengths})
        parts = {own_part(flat, ends, match.owed.obligation, ours) for match in (one, best)}
        return len(parts) > 1 and not parts & {"", flat}

    def _is_apart(self, one: Match, best: Match) -> bool:
        """Whether the sentence knows it by something that the best one does not have as well."""
        told = places_of(one.sentence)
        own, other = one.owed.obligation, best.owed.obligation
        places = {place for place in told & set(own.area) if self._is_rare(place)}
        acts = set(own.acts) - set(other.acts or ACTS.get(other.kind, ()))
        its_own = _counts(one.sentence, own) or own.body or acts or places - set(other.area)
        return bool(its_own)

    def _weigh(self, sentence: Sentence, owed: Owed) -> Match | None:
        obligation = owed.obligation
        if are_others(sentence.flat, obligation, self._of_kind(obligation.kind)):
            return None
        strength = self._strength(sentence, obligation)
        body = self._body(sentence, obligation)
        acts = _names_its_acts(sentence, obligation)
        if strength is None or body < 0 or acts is False:
            return None
        told, counted = _units(sentence), _counts(sentence, obligation)
        if obligation.kind == "deploy" and obligation.quantity and not counted and told & self._units:
            return None
        if obligation.kind == "deploy" and not counted and calibres_in(sentence.flat):
            return None
        of_forces = obligation.kind == "withdraw" and obligation.weapons is None
        flat = self._without_parties(sentence) if obligation.kind == "withdraw" else sentence.flat
        shared = stems(flat) & self._stems[obligation.id]
        if of_forces and not shared and tells_of_arms(sentence.flat):
            return None  # weapons go back, and no forces
        words = min(3.0, sum(self._weights[stem] for stem in shared))
        place, exact = self._place(sentence, obligation)
        capped = is_capped(sentence, obligation)
        if obligation.kind in load_words().own_words and words < _OWN_WORDS and not capped:
            return None
        strong = strength == "strong"
        if acts and place < _NEAR and obligation.area and self._is_narrow(obligation):
            acts = None  # the same act is asked for elsewhere: here it is the place that tells
        if obligation.kind == "deploy" and not counted and place <= 0:
            agents = agents_of(self.agreement, sentence, obligation)
            if not agents <= set(obligation.obligors):
                return None
        score = 1.0 * strong + body + place + words + 3.0 * counted + 2.0 * (strong and bool(acts))
        score += self._sides(sentence, obligation)
        named = counted or body > 0 or exact or (strong and bool(acts))
        known = counted or body > 0 or exact
        return Match(sentence, owed, score, strong, named, shared=shared, known=known)

    def _strength(self, sentence: Sentence, obligation: Obligation) -> str | None:
        """The act named, or its subject alone; a body or weapons named by their own name are a subject, and
        a count of what is owed names it."""
        bodies = {one.obligation.body for one in self.standing if one.obligation.clause == obligation.clause}
        named = bool((bodies - {None}) & {mention.actor_id for mention in sentence.actors})
        named = named or names_them(sentence.flat, obligation)
        found = _strength(sentence, obligation, named=named)
        exactly = obligation.kind == "deploy" and sentence.mood == "terms" and _counts(sentence, obligation)
        owes = obligation.quantity
        counted = exactly and any(owes and owes.value in (one.low, one.high) for one in sentence.quantities)
        return "weak" if found is None and counted and not _is_denied(sentence, obligation) else found

    def _without_parties(self, sentence: Sentence) -> str:
        """The folded words without the parties' own names: *the armed formations* withdraw what is theirs,
        and speak for no duty that *foreign formations* leave."""
        parties = {one.id for one in self.agreement.parties}
        flat = sentence.flat
        for mention in sentence.actors:
            if mention.actor_id in parties:
                first, last = mention.start - sentence.start, mention.end - sentence.start
                flat = f"{flat[:first]}{' ' * (last - first)}{flat[last:]}"
        return flat

    def _of_kind(self, kind: Kind) -> list[Obligation]:
        return [one.obligation for one in self.standing if one.obligation.kind == kind]

    def _body(self, sentence: Sentence, obligation: Obligation) -> float:
        bodies = {one.obligation.body for one in self.standing if one.obligation.body}
        named = {mention.actor_id for mention in sentence.actors} & bodies
        named |= {one.event.target for one in sentence.told if one.event.target} & bodies
        if obligation.body is None or not named:
            return 0.0
        return 4.0 if obligation.body in named else -1.0

    def _place(self, sentence: Sentence, obligation: Obligation) -> tuple[float, bool]:
        """What the places speak for, and whether one of the obligation's own, rare ones is named."""
        told = places_of(sentence) | self._called(sentence)
        area = set(obligation.area)
        if any(self._is_rare(one) for one in told & area):
            return 3.0, True
        if self._names_sort(sentence, area, told):
            return 2.0, False
        if not area or not told:
            return 0.0, False
        if told & area:
            return 1.0, False
        if any(self.agreement.lies_in(one, obligation.area) for one in told):
            return 0.5, False
        if any(self.agreement.lies_in(one, tuple(told)) for one in area):
            return 0.3, False
        if any(self._names.get(one, "?") in self._names.get(own, "") for one in told for own in area):
            return 0.5, False  # *the Lachin road* for the Lachin corridor
        elsewhere = told - ends_of_ways(sentence)
        apart = any(self.kind_of(one) and not self.is_wide(one) for one in elsewhere)
        return (-1.0, False) if apart else (0.0, False)

    def _called(self, sentence: Sentence) -> set[str]:
        """The accord's places that the sentence calls by a common noun (*the state border*), which the reader
        takes for no name."""
        return {
            place.place_id
            for place in self.agreement.places
            for form in place.spellings
            if form.islower() and " " in form and re.search(rf"\b{re.escape(flatten(form))}\b", sentence.flat)
        }

    def _names_sort(self, sentence: Sentence, area: set[str], told: set[str]) -> bool:
        """Whether the sentence calls a place of the obligation by what it is (*a corridor*), and no other
        place of that sort by its name."""
        sorts = load_words().sorts
        for place_id in area:
            sort = self._kinds.get(place_id, "")
            if sort == "corridor" and sorts[sort].search(sentence.flat):
                return not any(self._kinds.get(one) == sort for one in told)
        return False

    def _is_narrow(self, obligation: Obligation) -> bool:
        """Whether it is owed at towns, villages or sites that are its own, beside others of its kind."""
        kinds = {self.kind_of(one) for one in obligation.area}
        return kinds <= {"town", "village", "site"} and len(self._of_kind(obligation.kind)) > 1

    def _is_rare(self, place_id: str) -> bool:
        shared = sum(place_id in one.obligation.area for one in self.standing)
        return not self.is_wide(place_id) and shared <= max(1, len(self.standing) // 3)

    def is_wide(self, place_id: str) -> bool:
        """Whether it is a state, or a region that many obligations share."""
        return self.is_country(place_id) or (
            self._kinds.get(place_id) == "region"
            and sum(place_id in one.obligation.area for one in self.standing) > _FEW
        )

    def _sides(self, sentence: Sentence, obligation: Obligation) -> float:
        agents = agents_of(self.agreement, sentence, obligation)
        receivers = receivers_of(self.agreement, sentence)
        score = 0.5 if receivers & set(obligation.beneficiaries) else 0.0
        if agents:
            score += 1.0 if agents & set(obligation.obligors) else -0.5
        return score

    # --- handovers -------------------------------------------------------------------------------

    def _handovers(self, sentence: Sentence, ours: Sequence[Owed]) -> list[Match]:
        if not ours or _strength(sentence, ours[0].obligation) is None or _tells_people(sentence):
            return []
        told = places_of(sentence) | self._called(sentence)
        named = [
            one for one in ours if any(self.agreement.lies_in(place, one.obligation.area) for place in told)
        ]
        if named:
            return [Match(sentence, one, 4.0, strong=True, named=True, known=True) for one in named]
        if not all(self.is_wide(one) for one in told) or not names_ground(sentence):
            return []
        agents = agents_of(self.agreement, sentence, ours[0].obligation)
        both = [one for one in ours if not agents or agents & set(one.obligation.obligors)]
        return [Match(sentence, one, 2.0, strong=True, named=False, together=len(both) > 1) for one in both]

    # --- what tells obligations apart ------------------------------------------------------------

    @cached_property
    def _units(self) -> set[str]:
        return {one.obligation.quantity.unit for one in self.standing if one.obligation.quantity}

    @cached_property
    def _stems(self) -> dict[str, frozenset[str]]:
        return {one.id: stems(f"{one.obligation.title} {one.obligation.object}") for one in self.standing}

    @cached_property
    def _weights(self) -> dict[str, float]:
        count = max(2, len(self._stems))
        known = {stem for listed in self._stems.values() for stem in listed}
        return {
            stem: log(count / sum(stem in listed for listed in self._stems.values())) / log(count)
            for stem in known
        }


def _counts(sentence: Sentence, obligation: Obligation) -> bool:
    """Whether the sentence counts what is owed: its unit, or people of any sort in its exact number."""
    owes = obligation.quantity
    return owes is not None and any(
        is_counted_as(mention, owes.unit, owes.value)
        for mention in sentence.quantities
        if mention.low is not None or mention.high is not None
    )


def is_counted_as(mention: QuantityMention, unit: str, value: float) -> bool:
    """Whether a count is of ``unit``; people called by another word are where the number is the same."""
    same = mention.low == mention.high == value
    return mention.unit == unit or (same and mention.unit in PEOPLE and unit in PEOPLE)


def _units(sentence: Sentence) -> set[str]:
    return {
        mention.unit for mention in sentence.quantities if mention.low is not None or mention.high is not None
    }


def _is_denied(sentence: Sentence, obligation: Obligation) -> bool:
    """Whether every event of the obligation's acts that the sentence tells of is told not to be."""
    acts = obligation.acts or ACTS.get(obligation.kind, ())
    events = [one for one in sentence.told if any(is_a(one.event.act, act) for act in acts)]
    return bool(events) and all(one.event.negated for one in events)


def _strength(sentence: Sentence, obligation: Obligation, *, named: bool = False) -> str | None:
    """``strong`` where the act is named, ``weak`` where only its subject is; None where it is denied.
    ``named``: the subject is, by its own name."""
    words = load_words()
    kind = words.kinds[obligation.kind]
    if obligation.kind == "renew" and not _tells_a_term(sentence, obligation):
        return None
    if obligation.kind == "exchange" and _LISTS.search(sentence.flat):
        rest = _LISTS.sub(" ", sentence.flat)
        if kind.subject is not None and not kind.subject.search(rest):
            return None  # lists are exchanged, and nobody
    acts = obligation.acts or ACTS.get(obligation.kind, ())
    events = [one for one in sentence.told if any(is_a(one.event.act, act) for act in acts)]
    if _is_denied(sentence, obligation):
        return None
    if obligation.kind not in _BY_WORDS and any(one.shall_be for one in events):
        return "strong"
    if kind.subject is not None and not named and not kind.subject.search(sentence.flat):
        return None
    if obligation.interruption and words.finds("allowed", sentence.flat):
        return "strong"  # the closure that the clause allows
    if is_capped(sentence, obligation):
        return "strong"
    first = obligation.title.split()[0].lower()
    flat = _without_bodies(sentence) if obligation.kind == "establish" else sentence.flat
    for match in kind.strong.finditer(flat):
        if not words.finds("denied", sentence.flat[max(0, match.start() - 30) : match.start()]):
            return "strong"
    if len(first) >= _LONG and re.search(rf"\b{re.escape(first)}", sentence.flat):
        return "strong"
    return "weak" if kind.weak.search(sentence.flat) else None


def _without_bodies(sentence: Sentence) -> str:
    """The folded words without names: that a *Joint Commission* does something does not set it up."""
    flat = sentence.flat
    for mention in sentence.actors:
        first, last = mention.start - sentence.start, mention.end - sentence.start
        flat = f"{flat[:first]}{' ' * (last - first)}{flat[last:]}"
    return flat


def is_capped(sentence: Sentence, obligation: Obligation) -> bool:
    """Whether it says how many a side may have, and the obligation sets that bound, in the same unit."""
    owes = obligation.quantity
    return (
        obligation.kind in ("refrain", "deploy")
        and owes is not None
        and owes.comparator in ("<", "<=")
        and bool(load_words().finds("capped", sentence.flat))
        and any(is_counted_as(one, owes.unit, owes.value) for one in sentence.quantities)
    )


def _tells_a_term(sentence: Sentence, obligation: Obligation) -> bool:
    """Whether it gives a span of time in a unit of the term (years and months, not days), or its renewal."""
    words, term = load_words(), obligation.term
    written = f"{term.duration}{term.renewal}{term.notice}" if term else "YM"
    units = {unit for unit in "YMWD" if unit in written}
    units |= {"Y", "M"} if units & {"Y", "M"} else set()
    return any(one.duration and units & set(one.duration) for one in sentence.times) or bool(
        words.finds("renewal", sentence.flat) and words.finds("mandate", sentence.flat)
    )


def _names_its_acts(sentence: Sentence, obligation: Obligation) -> bool | None:
    """Whether the sentence names the obligation's own acts; None where it has none of its own, or where
    nothing but an event could show it and there is none."""
    if not obligation.acts:
        return None
    if any(is_a(one.event.act, act) for one in sentence.told for act in obligation.acts):
        return True
    patterns = [load_words().acts[act] for act in obligation.acts if act in load_words().acts]
    return any(pattern.search(sentence.flat) for pattern in patterns) if patterns else None


def _tells_people(sentence: Sentence) -> bool:
    """Whether it is people who return, and no ground that is returned."""
    acts = [one.event.act for one in sentence.told]
    return any(is_a(act, "return") for act in acts) and not any(is_a(act, "handover") for act in acts)
