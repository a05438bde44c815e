"""What a stretch of text says happened: acts with their who, where, when, how many.

Frames are data (``lexicon/frames.yaml``): a trigger, the company it must keep, and whose place is
whose. Every clause is looked at by itself; a clause without a subject takes over the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tregua.model.records import Event, Modality, PlaceMention, QuantityMention, Span
from tregua.reading.counts import (
    all_for_all,
    bare_captives,
    bare_counts,
    bare_total,
    find_quantities_of,
    so_far,
    with_basis,
    with_receivers,
    without_parts,
)
from tregua.reading.deadlines import find_new_day
from tregua.reading.frames import Frame, Trigger
from tregua.reading.grammar import words_of
from tregua.reading.mood import later_than_today, mood
from tregua.reading.pairing import share_counts, share_days
from tregua.reading.roles import (
    Region,
    Sides,
    find_actor,
    find_places,
    find_recipient,
    find_when,
    own_people,
    without_directions,
    word_before,
)
from tregua.reading.scene import Scene, Sentence
from tregua.reading.sides import find_object, find_sides, sentence_after, words_in
from tregua.reading.terms import is_provided, is_term
from tregua.reading.topics import lends_to, topic_places
from tregua.reading.triggers import choose_triggers
from tregua.reading.weapons import find_weapons
from tregua.reading.zones import by_zone
from tregua.vocabulary.acts import is_a

_RECEIVING = words_of("receiving")
_ARRIVING = words_of("arriving")
_FORCES = ("serviceman", "apc", "vehicle", "aircraft")
_MORTAL = ("killed", "serviceman", "person", "officer", "civilian")


def find_events(scene: Scene, spans: Sequence[Span], speaker: str | None = None) -> tuple[Event, ...]:
    """The events that ``spans`` of the text tell of, in order; ``speaker`` is whose words they are."""
    events: list[Event] = []
    if len(spans) == 2 and _is_one_clause(scene, spans[0], spans[1]):
        gap = Span(start=spans[0].end, end=spans[1].start)
        joined = scene.parse(spans[0].start, spans[1].end, gap)
        return tuple(_once(_events_in(scene.without(gap), joined, speaker)))
    for span in spans:
        events.extend(_events_in(scene, scene.parse(span.start, span.end), speaker))
    return tuple(_once(events))


_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s")


def _is_one_clause(scene: Scene, one: Span, two: Span) -> bool:
    """Whether a cue parts one clause in two: *Kelbajar, it noted, had been handed over*."""
    if two.start <= one.end or _SENTENCE_END.search(scene.text, one.start, two.start):
        return False
    return not any(group.finite for group in scene.parse(one.start, one.end).groups)


def _once(events: list[Event]) -> list[Event]:
    """Without those that only say again what one before said."""
    out: list[Event] = []
    for event in events:
        again = any(
            one.act == event.act
            and one.negated == event.negated
            and one.modality == event.modality
            and one.actor == event.actor
            and (one.earliest, one.latest) == (event.earliest, event.latest)
            and one.about == event.about
            and set(event.places) <= set(one.places)
            for one in out
        )
        known = {q.start for one in out for q in one.quantities if one.act == event.act}
        if not again or any(q.start not in known for q in event.quantities):
            out.append(event)
    return out


def _events_in(scene: Scene, sentence: Sentence, speaker: str | None) -> list[Event]:
    if not sentence.tokens:
        return []
    chosen = choose_triggers(scene, sentence)
    found: list[tuple[Trigger, Event]] = []
    for trigger in chosen:
        event = _event(scene, sentence, trigger, speaker)
        if event is not None:
            found.append((trigger, event))
    events = [one for _, event in _merge(_silence(found)) for one in share_days(scene, event)]
    events += _bare_counts(scene, sentence, events)
    return [one for event in events for each in share_counts(scene, event) for one in by_zone(scene, each)]


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
    if is_provided(sentence, sum(token.start < free[0].start for token in sentence.tokens)):
        return []  # a figure of the text's own: a commitment, no act of anybody's
    out = []
    for act in dict.fromkeys(acts[q.unit] for q in free):
        if any(event.act in (act, "ceasefire.hold") for event in events):
            continue
        earliest, latest = find_when(scene, whole, whole, group, modality)
        if group is None and earliest is None:
            earliest = latest
        counted = tuple(q for q in free if acts[q.unit] == act)
        if act == "deploy.force":
            counted = tuple(find_quantities_of(scene, whole, _FORCES, None))
        none = all(q.low == 0 or q.word == "no" for q in counted)
        actor = find_actor(scene, whole, None, doing=True) if group else None
        out.append(
            Event(
                start=whole.start,
                end=whole.end,
                act="ceasefire.hold" if none and act == "ceasefire.violation" else act,
                modality=modality,
                actor=None if act == "ceasefire.violation" else actor,
                earliest=earliest,
                latest=latest,
                places=find_places(scene, whole, whole),
                quantities=() if none else counted,
            )
        )
    return out


# ---- events -----------------------------------------------------------------------------------------


def _event(scene: Scene, sentence: Sentence, trigger: Trigger, speaker: str | None) -> Event | None:
    frame = trigger.frame
    sides = find_sides(scene, sentence, trigger)
    whole = Region(sentence.start, sentence.end)
    wide = Region(
        min(sides.clause.start, sides.agent.start) if sides.agent else sides.clause.start, sides.clause.end
    )
    group = trigger.group
    modality, negated = mood(sentence, trigger)
    actor = _actor(scene, sides, frame.actor, speaker)
    quantities = _counts(scene, sentence, sides, frame)
    if frame.act == "extend.postpone":
        earliest, latest = find_new_day(scene, whole)
        if latest is None:
            earliest, latest = find_new_day(scene, Region(whole.start, sentence_after(scene, whole.end)))
    else:
        earliest, latest = find_when(scene, sides.clause, whole, group, modality)
        if frame.negates and earliest is None and group is None:
            earliest = latest
    own_times = scene.times.within(sides.clause.start, sides.clause.end)
    hour = earliest if is_a(frame.act, "link") and earliest and "T" in earliest else None
    if hour and not any(m.earliest == hour for m in own_times):
        earliest, latest = hour[:10], hour[:10]  # the hour is another act's
    modality = later_than_today(scene, trigger, modality, earliest, latest)
    if modality in ("actual", "planned") and frame.act not in _AGREED and is_term(scene, sentence, trigger):
        modality = "planned"
        past = latest is not None and scene.today is not None and latest[:10] <= scene.today
        if not own_times or (past and earliest is not None):
            earliest = latest = None  # the day of the text itself
    if _only_moves(scene, sentence, trigger, latest):
        return None
    target = _target(scene, sides, frame.target, speaker, actor)
    if frame.target in ("institution", "either") and target is None:
        return None
    if frame.target == "institution" and words_in(sentence, sides.agent) & scene.lexicon.classes["centre"]:
        actor = None
    actor = None if actor is not None and actor == target else actor
    if frame.received:
        receiving = bool(group and not trigger.noun and not group.passive and set(group.lemmas) & _RECEIVING)
        arriving = bool(group and set(group.lemmas) & _ARRIVING)
        quantities = with_receivers(scene, quantities, wide, actor, receiving=receiving, arriving=arriving)
        quantities = so_far(scene, quantities, sides.clause)
        if receiving:
            target, actor = actor, None
    if frame.basis:
        one_day = (
            earliest is not None
            and earliest == latest
            and bool(scene.times.within(sides.clause.start, sides.clause.end))
        )
        since = any(
            word_before(scene, m.start) == "since" for m in scene.times.within(whole.start, whole.end)
        )
        quantities = with_basis(
            scene,
            quantities,
            sides.clause,
            on_a_day=one_day and len(quantities) == 1 and not since,
            since=since,
        )
    if earliest is None and latest == scene.today and any(q.basis == "period" for q in quantities):
        earliest = day_before(latest)
    none_counted = [
        q for q in quantities if q.word in ("no", "none", "zero") or (q.low == 0 and q.high in (0, None))
    ]
    if none_counted and frame.units:
        negated = True
    act = frame.act
    nobody = bool(words_in(sentence, sides.clause) & {"neither", "nobody", "none", "nothing"})
    breach = act == "ceasefire.violation" or (
        is_a(act, "hostile") and (nobody or _sweeping(sentence, trigger))
    )
    if breach and negated and (actor is None or nobody) and modality == "actual":
        actor = None
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
        places=_places(scene, sentence, trigger, sides, wide, act) or _lent_places(scene, sentence, act),
        quantities=tuple(quantities),
        weapons=find_weapons(scene, wide) if any(is_a(act, one) for one in _ARMED) else (),
    )


_ARMED = ("hostile", "weapons", "flight", "ceasefire.violation")
_ASIDE = ("near", "from", "opposite", "beside", "outside", "towards", "toward", "against", "bordering")
_LOCAL = ("hostile", "ceasefire", "clearance", "loss")


def _places(
    scene: Scene, sentence: Sentence, trigger: Trigger, sides: Sides, wide: Region, act: str
) -> tuple[PlaceMention, ...]:
    """Where it was; of ground held or taken what is held, where the words after the verb name it."""
    whole = Region(sentence.start, sentence.end)
    places = find_places(scene, wide, whole)
    if is_a(act, "control"):
        held = find_places(scene, find_object(scene, sentence, trigger, sides), Region(0, 0))
        return tuple(one for one in held or places if word_before(scene, one.start) not in _ASIDE)
    return without_directions(scene, places) if any(is_a(act, one) for one in _LOCAL) else places


_MOTIONS = frozenset({"move", "shift", "slide", "slip", "carry", "run", "take", "change", "push"})


def _only_moves(scene: Scene, sentence: Sentence, trigger: Trigger, latest: str | None) -> bool:
    """*The column moved to X*: a motion, and no day put off, where nothing speaks of a day."""
    if trigger.frame.act != "extend.postpone" or trigger.group is None or trigger.noun or latest is not None:
        return False
    if not set(trigger.group.lemmas) & _MOTIONS:
        return False
    spoken = scene.lexicon.classes["deadline"] | scene.lexicon.classes["territory_move"]
    return not any(token.low in spoken for token in sentence.tokens)


def day_before(day: str | None) -> str | None:
    """A figure *for the day* of a bulletin is of the day it is published or the one before."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


def _sweeping(sentence: Sentence, trigger: Trigger) -> bool:
    """*no exchange of fire*, *not one shot*: nothing of the kind, not this one attack."""
    words = {token.low for token in sentence.tokens[max(0, trigger.first - 5) : trigger.last]}
    return bool(words & _SHOTS) and bool(words & {"no", "not", "nor", "without"})


_MANY_LINKS = words_of("many_links")


def _lent_places(scene: Scene, sentence: Sentence, act: str) -> tuple[PlaceMention, ...]:
    if not lends_to(act) or any(token.low in _ELSEWHERE for token in sentence.tokens):
        return ()
    if is_a(act, "link") and any(token.low in _MANY_LINKS for token in sentence.tokens):
        return ()  # of all links, not of the one road spoken of
    return topic_places(scene, sentence.start, sentence.end)


def _counts(scene: Scene, sentence: Sentence, sides: Sides, frame: Frame) -> list[QuantityMention]:
    """The counts of the clause; of a subject taken over from before only where the clause has none."""
    if not frame.units:
        return []
    before = Region(sentence.start, sides.clause.start) if frame.basis else None
    region = _past_colon(scene, sentence, sides.clause) if frame.basis else sides.clause
    found = find_quantities_of(scene, region, frame.units, frame.as_unit, before)
    if not found and sides.agent and sides.agent.start < sides.clause.start and not frame.basis:
        found = find_quantities_of(scene, sides.agent, frame.units, frame.as_unit)
    if found and frame.basis:
        more = [
            q for q in bare_counts(scene, region) if q.basis and all(q.start != one.start for one in found)
        ]
        found = sorted([*found, *more], key=lambda q: q.start)
    if not found and "returnee" in frame.units:
        found = bare_total(scene, region)
    if not found and is_a(frame.act, "hostile") and words_in(sentence, sides.clause) & _DEATHS:
        found = find_quantities_of(scene, sides.clause, _MORTAL, "killed") or _one_person(
            scene, Region(sides.clause.start, sides.clause.end), "killed"
        )
    if frame.received:
        found += all_for_all(scene, sides.clause)
    if frame.act == "exchange.prisoners":
        found = sorted([*found, *bare_captives(scene, sides.clause)], key=lambda q: q.start)
    if not found and frame.as_unit in ("killed", "wounded", "missing"):
        found = _one_person(scene, sides.patient, frame.as_unit)
    return found


def _past_colon(scene: Scene, sentence: Sentence, clause: Region) -> Region:
    """The clause, and after its colon what it announces: *returned: 1,168 in the day, 27,000 in all*."""
    announced = scene.text[clause.end : clause.end + 2].lstrip()[:1] in (":", "–", "—", "(")
    return Region(clause.start, sentence.end) if announced else clause


_SINGLE = re.compile(
    r"\b(?:an?|another|one of (?:its|his|their|our|the))\s+(?:[\w-]+\s+){0,3}?"
    r"(?:serviceman|soldiers?|officer|reservist|civilian|person|man|woman|employee|worker|conscript|fighter|sapper"
    r"|villager|sergeant|private|lieutenant|captain)\b",
    re.IGNORECASE,
)


def _one_person(scene: Scene, region: Region, unit: str) -> list[QuantityMention]:
    """*An officer was killed*: one."""
    match = _SINGLE.search(scene.text, region.start, region.end)
    if match is None:
        return []
    return [
        QuantityMention(start=match.start(), end=match.end(), text=match.group(), low=1, high=1, unit=unit)
    ]


_AGREED = words_of("agreed")
_ELSEWHERE = words_of("elsewhere")
_SHOTS = words_of("shots")
_DEATHS = words_of("deaths")


def _actor(scene: Scene, sides: Sides, rule: str, speaker: str | None) -> str | None:
    if rule == "agent":
        return find_actor(scene, sides.agent, speaker, doing=True)
    if rule == "either":
        return find_actor(scene, sides.agent, speaker, doing=False) or find_actor(
            scene, sides.patient, speaker, doing=False
        )
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
        found = find_actor(scene, sides.patient, None, doing=False) or own_people(scene, sides, speaker)
        return found if found != actor else None
    if rule == "recipient":
        return find_recipient(scene, sides.clause, speaker)
    if rule == "by":
        return find_actor(scene, sides.by, speaker, doing=True) or find_recipient(
            scene, sides.clause, speaker
        )
    if rule == "institution":
        return _institution(scene, sides)
    return None


_JOINT = re.compile(r"\b(?:(?i:joint|monitor\w*|cease-?fire|truce|observ\w+)|[A-Z]\w+[-–—][A-Z]\w+)\b")


def _institution(scene: Scene, sides: Sides) -> str | None:
    """The centre a clause speaks of: the one it names, else the joint one of the page; None: another."""
    for mention in scene.actors.within(sides.clause.start, sides.clause.end):
        if mention.actor_id.endswith("-centre"):
            return mention.actor_id
    text = scene.text[sides.clause.start : sides.clause.end]
    if re.search(r"peacekeeping cent|reconciliation cent|humanitarian", text, re.IGNORECASE):
        return next((m.actor_id for m in scene.actors if m.actor_id.endswith("/peacekeepers")), None)
    elsewhere = any(m.actor_id == "joint-centre" for m in scene.actors)
    return "joint-centre" if elsewhere or _JOINT.search(text) else None


# ---- what one clause says twice ---------------------------------------------------------------------


def _silence(found: list[tuple[Trigger, Event]]) -> list[tuple[Trigger, Event]]:
    """Drop what another act of the same clause silences (a deadline put off is no handover)."""
    kept = []
    for trigger, event in found:
        silenced = any(
            other.clause == trigger.clause
            and other is not trigger
            and (any(is_a(event.act, act) for act in other.frame.over) or _says_more(beside, event))
            for other, beside in found
        )
        if not silenced:
            kept.append((trigger, event))
    return kept


def _says_more(one: Event, event: Event) -> bool:
    """Whether ``one`` tells of what carries a force, and ``event`` of the force, with no other count."""
    carried = (one.act, event.act) == ("deploy.arrive", "deploy.force")
    return carried and {q.start for q in event.quantities} <= {q.start for q in one.quantities}


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
