"""Where in a clause the doer stands and where what it is done to."""

from __future__ import annotations

import re

from tregua.reading.frames import Trigger
from tregua.reading.grammar import words_of
from tregua.reading.roles import Region, Sides, regions_of
from tregua.reading.scene import Scene, Sentence
from tregua.reading.syntax import Clause, VerbGroup

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LIGHT = words_of("light")
_ENDS_OBJECT = words_of("prepositions") - {"of"}


def words_in(sentence: Sentence, region: Region) -> set[str]:
    """The lower-case words and marks of a stretch of a sentence."""
    return {token.low for token in sentence.tokens if region.start <= token.start < region.end}


def sentence_before(scene: Scene, start: int) -> Region:
    """The sentence before, in the same paragraph or the one above."""
    floor = max(0, start - 400)
    end = floor + len(scene.text[floor:start].rstrip().rstrip("."))
    first = max(scene.text.rfind(". ", floor, end), scene.text.rfind("\n", floor, end))
    if end - first < 45 and first > floor:
        first = max(scene.text.rfind(". ", floor, first), scene.text.rfind("\n", floor, first))
    return Region(max(first + 1, floor), end)


def antecedent(scene: Scene, start: int) -> set[str]:
    """The words of the sentence before, in the same paragraph, that a pronoun may point back to."""
    before = sentence_before(scene, start)
    return plain_words(scene, before)


def sentence_after(scene: Scene, end: int) -> int:
    """Where the next sentence of the paragraph ends, within 300 characters."""
    limit = min(len(scene.text), end + 300)
    line = scene.text.find("\n", end, limit)
    limit = line if line >= 0 else limit
    first = scene.text.find(". ", end, limit)
    if first < 0:
        return limit
    second = scene.text.find(". ", first + 2, limit)
    return second if second >= 0 else limit


def plain_words(scene: Scene, region: Region) -> set[str]:
    """The lower-case words of a stretch of text."""
    return set(_WORD.findall(scene.text[region.start : region.end].lower()))


def find_sides(scene: Scene, sentence: Sentence, trigger: Trigger) -> Sides:
    """Where the doer and the done-to stand around a trigger."""
    clause = sentence.clauses[trigger.clause]
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
    return Sides(subject, right, whole, by)


def find_object(scene: Scene, sentence: Sentence, trigger: Trigger, sides: Sides) -> Region:
    """What is done to: of a passive its subject, else the words after the trigger up to a preposition.

    *of* and *to* do not end it: *the transfer of the district*, *gave to Azerbaijan the district*."""
    if trigger.group is not None and not trigger.noun and trigger.group.passive:
        return sides.patient
    clause = sentence.clauses[trigger.clause]
    first = trigger.last if trigger.noun or trigger.group is None else trigger.group.last + 1
    last = first
    while last < clause.last:
        token = sentence.tokens[last]
        if last > first and (token.text in ",;()" or token.low in _ENDS_OBJECT):
            break
        last += 1
    return regions_of(sentence, first, last)


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
        if named or words_in(sentence, region) & (classes["force"] | classes["peacekeeper"]):
            return region
    end = tokens[clause.last - 1].end
    return Region(end, end)


def _subject(sentence: Sentence, number: int, group: VerbGroup) -> Region:
    """The words before the verb; where there are none but *which* or *and*, the clause before's."""
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
        verb = before.groups[-1].last + 1 if before.groups else before.first
        start = max(before.first, before.last - 8, verb if verb < before.last else before.first)
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
