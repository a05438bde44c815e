"""What a stretch of text says happened: acts with their who, where, when, how many.

Frames are data (``lexicon/frames.yaml``): a trigger, the company it must keep, and whose place is
whose. Every clause is looked at by itself; a clause without a subject takes over the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tregua.model.records import Event, Modality, QuantityMention, Span
from tregua.reading.grammar import words_of
from tregua.reading.roles import (
    Region,
    Sides,
    find_actor,
    find_places,
    find_quantities_of,
    find_recipient,
    find_when,
    regions_of,
    side_of,
    with_basis,
    with_receivers,
    without_parts,
    word_before,
)
from tregua.reading.scene import Scene, Sentence
from tregua.reading.syntax import Clause, VerbGroup
from tregua.reading.words import Lexicon, Pattern, load_lexicon, singulars
from tregua.vocabulary.acts import is_a

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_RECEIVING = words_of("receiving")
_ARRIVING = words_of("arriving")
_LIGHT = words_of("light")
_COMING = words_of("coming")


@dataclass(frozen=True, slots=True)
class Frame:
    """One way an act is worded. See the head of ``frames.yaml`` for the fields."""

    order: int
    act: str
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    unless: tuple[str, ...]
    actor: str
    target: str
    units: tuple[str, ...]
    as_unit: str | None
    basis: bool
    received: bool
    finite: bool
    negates: bool
    looks_back: bool
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame that may apply at a place: tokens ``first``..``last`` (exclusive), its verb group if any."""

    frame: Frame
    first: int
    last: int
    fixed: int
    clause: int
    group: VerbGroup | None
    noun: bool


@dataclass(frozen=True)
class Frames:
    """All frames, indexed by the first word of their patterns."""

    verbs: dict[str, list[tuple[Frame, Pattern]]]
    nouns: dict[str, list[tuple[Frame, Pattern]]]
    phrases: dict[str, list[tuple[Frame, Pattern]]]


@lru_cache(maxsize=1)
def load_frames() -> Frames:
    """The packaged frames; read once."""
    lexicon = load_lexicon()
    verbs: dict[str, list[tuple[Frame, Pattern]]] = {}
    nouns: dict[str, list[tuple[Frame, Pattern]]] = {}
    phrases: dict[str, list[tuple[Frame, Pattern]]] = {}
    for order, data in enumerate(lexicon.frames_data["frames"]):
        frame = _frame(order, data)
        for name, index in (("verbs", verbs), ("nouns", nouns), ("phrases", phrases)):
            for text in data.get(name, ()):
                pattern = lexicon.pattern(text)
                for word in pattern.first:
                    index.setdefault(word, []).append((frame, pattern))
    return Frames(verbs, nouns, phrases)


def _frame(order: int, data: dict[str, Any]) -> Frame:
    sides = ("agent", "patient", "either", "near", "also")
    return Frame(
        order=order,
        act=data["act"],
        conditions=tuple((side, tuple(data[side])) for side in sides if side in data),
        unless=tuple(data.get("unless", ())),
        actor=data.get("actor", "agent"),
        target=data.get("target", "none"),
        units=tuple(data.get("units", ())),
        as_unit=data.get("as_unit"),
        basis=bool(data.get("basis")),
        received="received" in data,
        finite=data.get("tense") == "finite",
        negates=bool(data.get("negates")),
        looks_back=bool(data.get("looks_back")),
        over=tuple(data.get("over", ())),
    )


def find_events(scene: Scene, spans: Sequence[Span], speaker: str | None = None) -> tuple[Event, ...]:
    """The events that ``spans`` of the text tell of, in order; ``speaker`` is whose words they are."""
    events: list[Event] = []
    for span in spans:
        events.extend(_events_in(scene, scene.parse(span.start, span.end), speaker))
    return tuple(_once(events))


def _once(events: list[Event]) -> list[Event]:
    """Without those that only say again what one before said."""
    out: list[Event] = []
    for event in events:
        again = any(
            one.act == event.act and one.negated == event.negated and one.modality == event.modality and one.actor == event.actor
            and (one.earliest, one.latest) == (event.earliest, event.latest) and set(event.places) <= set(one.places)
            for one in out
        )  # fmt: skip
        known = {q.start for one in out for q in one.quantities if one.act == event.act}
        if not again or any(q.start not in known for q in event.quantities):
            out.append(event)
    return out


def _events_in(scene: Scene, sentence: Sentence, speaker: str | None) -> list[Event]:
    if not sentence.tokens:
        return []
    chosen = _choose(scene, sentence)
    found: list[tuple[Trigger, Event]] = []
    for trigger in chosen:
        event = _event(scene, sentence, trigger, speaker)
        if event is not None:
            found.append((trigger, event))
    events = [event for _, event in _merge(_silence(found))]
    return [*events, *_bare_counts(scene, sentence, events)]


def _bare_counts(scene: Scene, sentence: Sentence, events: Sequence[Event]) -> list[Event]:
    """Counts that speak for themselves where nothing else in the sentence claims them."""
    acts: dict[str, str] = scene.lexicon.frames_data["counts"]
    taken = {q.start for event in events for q in event.quantities}
    free = without_parts(
        [
            q
            for q in scene.quantities.within(sentence.start, sentence.end)
            if q.unit in acts and q.start not in taken
        ]
    )
    if not free or any(is_a(event.act, "hostile") for event in events):
        return []
    whole = Region(sentence.start, sentence.end)
    group = sentence.groups[0] if sentence.groups else None
    modality: Modality = group.modality if group else "actual"
    out = []
    for act in dict.fromkeys(acts[q.unit] for q in free):
        if any(event.act == act for event in events):
            continue
        earliest, latest = find_when(scene, whole, whole, group, modality)
        if group is None and earliest is None:
            earliest = latest
        counted = tuple(q for q in free if acts[q.unit] == act)
        none = all(q.low == 0 or q.word == "no" for q in counted)
        actor = find_actor(scene, whole, None, doing=True) if group else None
        out.append(
            Event(start=whole.start, end=whole.end, act="ceasefire.hold" if none and act == "ceasefire.violation" else act, modality=modality,
                  actor=None if act == "ceasefire.violation" else actor, earliest=earliest, latest=latest, places=find_places(scene, whole, whole),
                  quantities=() if none else counted)
        )  # fmt: skip
    return out


# ---- triggers ---------------------------------------------------------------------------------------


def _choose(scene: Scene, sentence: Sentence) -> list[Trigger]:
    """At every trigger word the first frame whose company is there."""
    candidates: dict[int, list[Trigger]] = {}
    for trigger in _candidates(scene.lexicon, sentence):
        candidates.setdefault(trigger.first, []).append(trigger)
    chosen: list[Trigger] = []
    for first in sorted(candidates):
        for trigger in sorted(candidates[first], key=lambda t: (t.frame.order, -t.fixed)):
            if _holds(scene, sentence, trigger):
                chosen.append(trigger)
                break
    return chosen


def _candidates(lexicon: Lexicon, sentence: Sentence) -> Iterable[Trigger]:
    frames = load_frames()
    tokens = sentence.tokens
    verbs_at: dict[int, VerbGroup] = {group.last: group for group in sentence.groups}
    for number, clause in enumerate(sentence.clauses):
        for at in range(clause.first, clause.last):
            group = verbs_at.get(at)
            if group is not None:
                for lemma in group.lemmas:
                    for frame, pattern in frames.verbs.get(lemma, ()):
                        last = pattern.match(tokens, at, clause.last)
                        if last is not None and (group.finite or not frame.finite):
                            yield Trigger(frame, at, last, pattern.fixed, number, group, False)
            elif tokens[at].is_word:
                for lemma in singulars(tokens[at].low):
                    for frame, pattern in frames.nouns.get(lemma, ()):
                        last = pattern.match(tokens, at, clause.last)
                        if last is not None:
                            yield Trigger(frame, at, last, pattern.fixed, number, _governor(clause, at), True)
            for frame, pattern in frames.phrases.get(tokens[at].low, ()):
                last = pattern.match(tokens, at, len(tokens))
                if last is not None:
                    yield Trigger(frame, at, last, pattern.fixed, number, _governor(clause, at), True)


def _governor(clause: Clause, at: int) -> VerbGroup | None:
    """The verb group a noun of the clause depends on: the nearest."""
    return min(clause.groups, key=lambda group: abs(group.last - at), default=None)


def _holds(scene: Scene, sentence: Sentence, trigger: Trigger) -> bool:
    frame = trigger.frame
    sides = _sides(scene, sentence, trigger)
    words = _words(sentence, sides.clause) | _words(sentence, sides.agent)
    if (
        is_a(frame.act, "hostile")
        and trigger.group is not None
        and sentence.tokens[trigger.group.first].low == "to"
    ):
        return False
    for name in frame.unless:
        if words & scene.lexicon.classes[name]:
            return False
    for side, names in frame.conditions:
        regions: tuple[Region, ...]
        if side == "near":
            regions = (sides.clause, sides.agent)
        elif side == "also":
            back = _sentence_before(scene, sentence.start) if frame.looks_back else Region(0, 0)
            regions = (Region(sentence.start, sentence.end), back)
        elif side == "either":
            regions = (sides.agent, sides.patient)
        else:
            regions = (sides.agent if side == "agent" else sides.patient,)
        if not any(_has(scene, sentence, region, names) for region in regions):
            return False
    return True


def _words(sentence: Sentence, region: Region) -> set[str]:
    return {token.low for token in sentence.tokens if region.start <= token.start < region.end}


def _has(scene: Scene, sentence: Sentence, region: Region, names: tuple[str, ...]) -> bool:
    if not region:
        return False
    words = _words(sentence, region) or set(_WORD.findall(scene.text[region.start : region.end].lower()))
    if words & _POINTING and not (words & scene.lexicon.classes["force"]):
        words |= _antecedent(scene, sentence.start)
        words |= {token.low for token in sentence.tokens if token.end <= region.start}
    for name in names:
        if name == "place":
            if any(
                not m.place_id.startswith("country-") for m in scene.places.within(region.start, region.end)
            ):
                return True
        elif name == "actor":
            if scene.actors.within(region.start, region.end):
                return True
        elif name.startswith("unit:"):
            if any(q.unit == name[5:] for q in scene.quantities.within(region.start, region.end)):
                return True
        elif words & scene.lexicon.classes[name]:
            return True
    return False


def _sentence_before(scene: Scene, start: int) -> Region:
    """The sentence before, in the same paragraph or the one above."""
    floor = max(0, start - 400)
    end = floor + len(scene.text[floor:start].rstrip().rstrip("."))
    first = max(scene.text.rfind(". ", floor, end), scene.text.rfind("\n", floor, end))
    if end - first < 45 and first > floor:
        first = max(scene.text.rfind(". ", floor, first), scene.text.rfind("\n", floor, first))
    return Region(max(first + 1, floor), end)


_POINTING = words_of("pointing")


def _antecedent(scene: Scene, start: int) -> set[str]:
    """The words of the sentence before, in the same paragraph, that a pronoun may point back to."""
    before = _sentence_before(scene, start)
    return set(_WORD.findall(scene.text[before.start : before.end].lower()))


def _sides(scene: Scene, sentence: Sentence, trigger: Trigger) -> Sides:
    """Where the doer and the done-to stand around a trigger."""
    tokens, clause = sentence.tokens, sentence.clauses[trigger.clause]
    whole = regions_of(sentence, clause.first, clause.last)
    by = _by_phrase(scene, sentence, clause, trigger)
    if trigger.noun:
        left = regions_of(sentence, max(clause.first, trigger.first - 4), trigger.first)
        right = regions_of(sentence, trigger.last, clause.last)
        group = trigger.group
        if by:
            return Sides(by, Region(right.start, max(right.start, min(right.end, by.start))), whole, by)
        if (
            group is not None
            and group.last < trigger.first
            and set(group.lemmas) & _LIGHT
            and not group.passive
        ):
            return Sides(_subject(sentence, trigger.clause, group), right, whole, by)
        return Sides(left, right, whole, by)
    group = trigger.group
    assert group is not None  # noqa: S101 (a verb trigger always has its group)
    subject = _subject(sentence, trigger.clause, group)
    right = regions_of(sentence, group.last + 1, clause.last)
    if group.passive:
        patient = subject if not group.reduced or subject else right
        return Sides(by, patient, Region(min(whole.start, whole.start), whole.end), by)
    del tokens
    return Sides(subject, right, whole, by)


def _by_phrase(scene: Scene, sentence: Sentence, clause: Clause, trigger: Trigger) -> Region:
    """*by X* after the trigger, where X is somebody and not a day."""
    tokens = sentence.tokens
    for at in range(trigger.last, clause.last - 1):
        if tokens[at].low != "by" and not (tokens[at].low in ("from",) and trigger.noun):
            continue
        last = at + 1
        while last < clause.last and tokens[last].low not in (
            ",",
            ";",
            "on",
            "in",
            "to",
            "near",
            "at",
            "during",
            "after",
            "from",
            "(",
            "against",
        ):
            last += 1
        region = regions_of(sentence, at + 1, last)
        classes = scene.lexicon.classes
        named = scene.actors.within(region.start, region.end)
        if named or _words(sentence, region) & (classes["force"] | classes["peacekeeper"]):
            return region
    end = tokens[clause.last - 1].end
    return Region(end, end)


def _subject(sentence: Sentence, number: int, group: VerbGroup) -> Region:
    """The words before the verb; where there are none, or only *which* or *and*, those of the clause before."""
    tokens, clause = sentence.tokens, sentence.clauses[number]
    first = clause.first
    for other in clause.groups:
        if other is group:
            break
        first = max(first, other.last + 1) if other.finite else first
    while first < group.first and not tokens[first].is_word:
        first += 1
    own = [t for t in tokens[first : group.first] if t.is_word and t.low not in _EMPTY]
    if own or number == 0:
        if not own and clause.groups and clause.groups[0] is not group:
            return _subject(sentence, number, clause.groups[0])
        return _last_phrase(sentence, first, group.first)
    before = sentence.clauses[number - 1]
    if clause.relative or any(t.low in ("which", "who", "that") for t in tokens[first : group.first]):
        start = max(before.first, before.last - 8)
        return regions_of(sentence, start, before.last)
    if before.groups:
        return _subject(sentence, number - 1, before.groups[0])
    return regions_of(sentence, before.first, before.last)


_EMPTY = words_of("empty")
_OPENERS = words_of("openers")


def _last_phrase(sentence: Sentence, first: int, last: int) -> Region:
    """The subject among the comma-separated phrases before a verb: the first that is no adverbial."""
    pieces: list[tuple[int, int]] = []
    start = first
    for at in range(first, last + 1):
        if at == last or sentence.tokens[at].text in (",", "(", ")"):
            if at > start:
                pieces.append((start, at))
            start = at + 1
    if len(pieces) < 2:
        return regions_of(sentence, first, last)
    head = [piece for piece in pieces if sentence.tokens[piece[0]].low not in _OPENERS]
    if not head:
        return regions_of(sentence, *pieces[-1])
    return regions_of(sentence, head[0][0], pieces[-1][1])


# ---- events -----------------------------------------------------------------------------------------


def _event(scene: Scene, sentence: Sentence, trigger: Trigger, speaker: str | None) -> Event | None:
    frame = trigger.frame
    sides = _sides(scene, sentence, trigger)
    whole = Region(sentence.start, sentence.end)
    wide = Region(
        min(sides.clause.start, sides.agent.start) if sides.agent else sides.clause.start, sides.clause.end
    )
    group = trigger.group
    modality, negated = _mood(sentence, trigger)
    actor = _actor(scene, sides, frame.actor, speaker)
    quantities = _counts(scene, sentence, sides, frame)
    if frame.act == "extend.postpone":
        earliest, latest = _new_day(scene, whole)
    else:
        earliest, latest = find_when(scene, sides.clause, whole, group, modality)
        if frame.negates and earliest is None and group is None:
            earliest = latest
    modality = _later_than_today(scene, trigger, modality, earliest, latest)
    target = _target(scene, sides, frame.target, speaker, actor)
    actor = None if actor is not None and actor == target else actor
    if frame.received:
        receiving = bool(group and not trigger.noun and not group.passive and set(group.lemmas) & _RECEIVING)
        arriving = bool(group and set(group.lemmas) & _ARRIVING)
        quantities = with_receivers(scene, quantities, wide, actor, receiving=receiving, arriving=arriving)
        if receiving:
            target, actor = actor, None
    if frame.basis:
        one_day = (
            earliest is not None
            and earliest == latest
            and bool(scene.times.within(sides.clause.start, sides.clause.end))
        )
        quantities = with_basis(scene, quantities, sides.clause, on_a_day=one_day and len(quantities) == 1)
    none_counted = [
        q for q in quantities if q.word in ("no", "none", "zero") or (q.low == 0 and q.high in (0, None))
    ]
    if none_counted and frame.units:
        negated = True
    act = frame.act
    if act == "ceasefire.violation" and negated and actor is None and modality == "actual":
        act, negated, quantities = "ceasefire.hold", False, []
    return Event(
        start=sides.clause.start,
        end=sides.clause.end,
        act=act,
        negated=negated,
        modality=modality,
        actor=actor,
        target=target,
        earliest=earliest,
        latest=latest,
        places=find_places(scene, wide, whole),
        quantities=tuple(quantities),
    )


def _counts(scene: Scene, sentence: Sentence, sides: Sides, frame: Frame) -> list[QuantityMention]:
    """The counts of the clause; of a subject taken over from before only where the clause has none."""
    if not frame.units:
        return []
    before = Region(sentence.start, sides.clause.start) if frame.basis else None
    found = find_quantities_of(scene, sides.clause, frame.units, frame.as_unit, before)
    if not found and sides.agent and sides.agent.start < sides.clause.start and not frame.basis:
        found = find_quantities_of(scene, sides.agent, frame.units, frame.as_unit)
    if not found and frame.as_unit in ("killed", "wounded", "missing"):
        found = _one_person(scene, sides, frame.as_unit)
    return found


_SINGLE = re.compile(
    r"\b(?:an?|another)\s+(?:[\w-]+\s+){0,3}?(?:serviceman|soldier|officer|reservist|civilian|person|man|woman|employee|worker|conscript|fighter|sapper|villager)\b",
    re.IGNORECASE,
)  # fmt: skip


def _one_person(scene: Scene, sides: Sides, unit: str) -> list[QuantityMention]:
    """*An officer was killed*: one."""
    match = _SINGLE.search(scene.text, sides.patient.start, sides.patient.end)
    if match is None:
        return []
    return [
        QuantityMention(start=match.start(), end=match.end(), text=match.group(), low=1, high=1, unit=unit)
    ]


_AGREED = words_of("agreed")


def _mood(sentence: Sentence, trigger: Trigger) -> tuple[Modality, bool]:
    group = trigger.group
    clause = sentence.clauses[trigger.clause]
    modality: Modality = group.modality if group is not None else "actual"
    negated = bool(group and group.negated)
    words = [token.low for token in sentence.tokens[clause.first : clause.last]]
    if group is None and any(word in _COMING for word in words):
        modality = "planned"
    if (
        trigger.noun
        and group is not None
        and any(word in ("due", "scheduled", "expected", "slated") for word in words)
    ):
        modality = "planned" if modality == "actual" else modality
    before = sentence.tokens[clause.first : trigger.first]
    if any(token.low in ("no", "neither", "nobody", "none", "without") for token in before[-8:]):
        negated = True
    if trigger.frame.negates:
        negated = False
    if trigger.frame.act in _AGREED and modality == "planned" and group is not None:
        governing = {token.low for token in sentence.tokens[max(0, group.first - 5) : group.first]}
        if governing & {"agreed", "decided", "consented", "agree", "agrees", "accepted", "approved"}:
            modality = "actual"
    return modality, negated


def _later_than_today(
    scene: Scene, trigger: Trigger, modality: Modality, earliest: str | None, latest: str | None
) -> Modality:
    """A noun without a finite past verb, set on a day still to come, is planned."""
    day = earliest or latest
    if modality != "actual" or day is None or scene.today is None or day[:10] <= scene.today:
        return modality
    if trigger.frame.act == "extend.postpone":
        return modality
    group = trigger.group
    if group is None or group.tense in ("present", "progressive", "future", ""):
        return "planned"
    return modality


def _actor(scene: Scene, sides: Sides, rule: str, speaker: str | None) -> str | None:
    if rule == "agent":
        return find_actor(scene, sides.agent, speaker, doing=True)
    if rule == "by":
        return find_actor(scene, sides.by, speaker, doing=True)
    if rule == "either":
        return find_actor(scene, sides.agent, speaker, doing=True) or find_actor(
            scene, sides.patient, speaker, doing=True
        )
    return None


def _target(scene: Scene, sides: Sides, rule: str, speaker: str | None, actor: str | None) -> str | None:
    if rule == "agent":
        return find_actor(scene, sides.agent, speaker, doing=True)
    if rule == "patient":
        found = find_actor(scene, sides.patient, None, doing=False)
        return found if found != actor else None
    if rule == "recipient":
        return find_recipient(scene, sides.clause, speaker)
    if rule == "institution":
        return _institution(scene, sides)
    return None


def _institution(scene: Scene, sides: Sides) -> str:
    """The centre a clause speaks of: the one it names, else the joint one."""
    for mention in scene.actors.within(sides.clause.start, sides.clause.end):
        if mention.actor_id.endswith("-centre"):
            return mention.actor_id
    text = scene.text[sides.clause.start : sides.clause.end].lower()
    if "peacekeeping cent" in text or "reconciliation cent" in text or "humanitarian" in text:
        named = next((m.actor_id for m in scene.actors if m.actor_id.endswith("/peacekeepers")), None)
        return named or "ru/peacekeepers"
    return "joint-centre"


def _new_day(scene: Scene, region: Region) -> tuple[str | None, str | None]:
    """The old day and the new one of a deadline put off; the new day is after *to* or *until*."""
    mentions = [m for m in scene.times.within(region.start, region.end) if m.latest and "T" not in m.latest]
    days = [m for m in mentions if m.earliest == m.latest]
    ranges = [m for m in mentions if m.earliest != m.latest and m.earliest]
    old = new = None
    for day in days:
        before = words_near(scene, day.start)
        if before & {"to", "until", "till"} or ("by" in before and new is None and "from" not in before):
            new = day.latest
        elif before & {
            "from",
            "of",
            "original",
            "originally",
            "initial",
            "initially",
            "instead",
            "than",
            "rather",
        }:
            old = day.latest
    if new is None and ranges:
        old, new = ranges[0].earliest, ranges[0].latest
    rest = [d.latest for d in days if d.latest not in (old, new)]
    if new is None and rest:
        later = [d for d in rest if d and (scene.today is None or d >= scene.today)]
        new = max(later) if later else None
    if old is None:
        earlier = [
            d.latest
            for d in days
            if d.latest and new and d.latest < new and "by" not in words_near(scene, d.start)
        ]
        due = [
            d.latest
            for d in days
            if d.latest and new and d.latest < new and words_near(scene, d.start) & {"by", "due"}
        ]
        old = (due or [None])[0] if due else None
        del earlier
    if new is None and old is not None:
        extra = [
            q
            for q in scene.quantities.within(region.start, region.end)
            if q.unit in ("day", "week") and q.low
        ]
        if extra:
            new = _days_later(old, int(extra[0].low or 0) * (7 if extra[0].unit == "week" else 1))
    return old, new


def _days_later(day: str, count: int) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def words_near(scene: Scene, start: int) -> set[str]:
    """The word or two before a day that tell which end of a change it is."""
    tail = scene.text[max(0, start - 30) : start].lower().split()[-2:]
    return {word.strip(",.;:()") for word in tail} - {"the"}


# ---- what one clause says twice ---------------------------------------------------------------------


def _silence(found: list[tuple[Trigger, Event]]) -> list[tuple[Trigger, Event]]:
    """Drop what another act of the same clause silences (a deadline put off is no handover)."""
    kept = []
    for trigger, event in found:
        silenced = any(
            other.clause == trigger.clause
            and other is not trigger
            and any(is_a(event.act, act) for act in other.frame.over)
            for other, _ in found
        )
        if not silenced:
            kept.append((trigger, event))
    return kept


def _merge(found: list[tuple[Trigger, Event]]) -> list[tuple[Trigger, Event]]:
    """One event an act and clause: what the first leaves open the next may fill."""
    out: list[tuple[Trigger, Event]] = []
    for trigger, event in found:
        for index, (other, same) in enumerate(out):
            if same.act == event.act and other.clause == trigger.clause:
                out[index] = (other, _fill(same, event))
                break
        else:
            out.append((trigger, event))
    return out


def _fill(one: Event, two: Event) -> Event:
    quantities = list(one.quantities)
    known = {(q.start, q.unit) for q in quantities}
    quantities += [q for q in two.quantities if (q.start, q.unit) not in known]
    return one.model_copy(
        update={
            "actor": one.actor or two.actor,
            "target": one.target or two.target,
            "quantities": tuple(sorted(quantities, key=lambda q: q.start)),
            "modality": one.modality if one.modality != "actual" else two.modality,
        }
    )
