"""Which frames apply where: trigger words, and the company each frame asks for."""

from __future__ import annotations

from collections.abc import Iterable

from tregua.reading.counts import bare_captives, counts_of_people
from tregua.reading.frames import Frame, Trigger, load_frames
from tregua.reading.grammar import words_of
from tregua.reading.roles import Region, find_demonym, named_places
from tregua.reading.scene import Scene, Sentence
from tregua.reading.sides import antecedent, find_object, find_sides, plain_words, sentence_before, words_in
from tregua.reading.syntax import Clause, VerbGroup
from tregua.reading.topics import lends_to, topic_places
from tregua.reading.words import Lexicon, singulars
from tregua.vocabulary.acts import is_a


def choose_triggers(scene: Scene, sentence: Sentence) -> list[Trigger]:
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
                        if last is not None and _fits(frame, group):
                            yield Trigger(frame, at, last, pattern.fixed, number, group, False)
            elif tokens[at].is_word:
                for lemma in singulars(tokens[at].low):
                    for frame, pattern in frames.nouns.get(lemma, ()):
                        last = pattern.match(tokens, at, clause.last)
                        if last is not None:
                            yield Trigger(frame, at, last, pattern.fixed, number, _governor(clause, at), True)
            for frame, pattern in frames.phrases.get(tokens[at].low, ()):
                last = pattern.match(tokens, at, clause.last if frame.verbless else len(tokens))
                if last is not None and not (frame.verbless and clause.groups):
                    yield Trigger(frame, at, last, pattern.fixed, number, _governor(clause, at), True)


def _fits(frame: Frame, group: VerbGroup) -> bool:
    """Whether a verb group has the form a frame asks for."""
    return (group.finite or not frame.finite) and (group.passive or not frame.passive)


def _governor(clause: Clause, at: int) -> VerbGroup | None:
    """The verb group a noun of the clause depends on: the nearest."""
    return min(clause.groups, key=lambda group: abs(group.last - at), default=None)


def _holds(scene: Scene, sentence: Sentence, trigger: Trigger) -> bool:
    frame = trigger.frame
    sides = find_sides(scene, sentence, trigger)
    words = words_in(sentence, sides.clause) | words_in(sentence, sides.agent)
    if (
        is_a(frame.act, "hostile")
        and trigger.group is not None
        and sentence.tokens[trigger.group.first].low == "to"
    ):
        return False
    for name in frame.unless:
        if name.startswith("unit:"):
            if _has(scene, sentence, sides.clause, (name,)):
                return False
        elif words & scene.lexicon.classes[name]:
            return False
    core = (sides.agent, find_object(scene, sentence, trigger, sides)) if frame.unless_core else ()
    for name in frame.unless_core:
        if any(words_in(sentence, region) & scene.lexicon.classes[name] for region in core):
            return False
    for side, names in frame.conditions:
        regions: tuple[Region, ...]
        if side == "near":
            regions = (sides.clause, sides.agent, sides.patient)
        elif side == "also":
            back = sentence_before(scene, sentence.start) if frame.looks_back else Region(0, 0)
            regions = (Region(sentence.start, sentence.end), back)
        elif side == "object":
            regions = (find_object(scene, sentence, trigger, sides),)
        elif side == "either":
            regions = (sides.agent, sides.patient)
        else:
            regions = (sides.agent if side == "agent" else sides.patient,)
        if not any(_has(scene, sentence, region, names) for region in regions) and not (
            "place" in names and _is_lent(scene, sentence, trigger, regions)
        ):
            return False
    return True


def _is_lent(scene: Scene, sentence: Sentence, trigger: Trigger, regions: tuple[Region, ...]) -> bool:
    """Whether the place is the topic's: of a noun (*Handover complete*), a pronoun, or an entry."""
    if not lends_to(trigger.frame.act) or not topic_places(scene, sentence.start, sentence.end):
        return False
    enters = is_a(trigger.frame.act, "handover.enter")
    return trigger.noun or enters or any(words_in(sentence, region) & _POINTING for region in regions)


def _has(scene: Scene, sentence: Sentence, region: Region, names: tuple[str, ...]) -> bool:
    if not region:
        return False
    words = words_in(sentence, region) or plain_words(scene, region)
    if words & _POINTING and not (words & scene.lexicon.classes["force"]):
        words |= antecedent(scene, sentence.start)
        words |= {token.low for token in sentence.tokens if token.end <= region.start}
    for name in names:
        if name == "place":
            if any(
                not m.place_id.startswith("country-") for m in named_places(scene, region.start, region.end)
            ):
                return True
        elif name == "actor":
            if scene.actors.within(region.start, region.end) or find_demonym(scene, region):
                return True
        elif name == "bare-count":
            if counts_of_people(scene, Region(sentence.start, sentence.end)):
                return True
        elif name == "bare-captives":
            if bare_captives(scene, region):
                return True
        elif name.startswith("unit:"):
            if any(q.unit == name[5:] for q in scene.quantities.within(region.start, region.end)):
                return True
        elif words & scene.lexicon.classes[name]:
            return True
    return False


_POINTING = words_of("pointing")
