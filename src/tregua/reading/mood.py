"""Whether an act is told as done, planned, demanded or possible, and whether it is denied."""

from __future__ import annotations

from tregua.model.records import Modality
from tregua.reading.frames import Trigger
from tregua.reading.grammar import words_of
from tregua.reading.scene import Scene, Sentence
from tregua.reading.syntax import is_left_undone

_COMING = words_of("coming")
_CONDITIONS = words_of("conditions")
_FORESEEING = words_of("foreseeing")
_PENDING = words_of("pending")
_IMAGINING = words_of("imagining")
_WATCHING = words_of("watching")
_OBJECTS = words_of("objects")
_AGREED = words_of("agreed")
_GROUND = frozenset({"positions", "lines", "ground", "posts", "territory", "areas"})


def _closing_marks(sentence: Sentence) -> str:
    """The mark a sentence ends with; empty where it has none."""
    marks = [token.text for token in sentence.tokens[-2:] if not token.is_word]
    return "".join(marks)


def mood(sentence: Sentence, trigger: Trigger) -> tuple[Modality, bool]:
    """The modality of the act a trigger tells of, and whether it is denied."""
    group = trigger.group
    clause = sentence.clauses[trigger.clause]
    modality: Modality = group.modality if group is not None else "actual"
    negated = bool(group and group.negated)
    words = [token.low for token in sentence.tokens[clause.first : clause.last]]
    changed_already = trigger.frame.act in _AGREED and "now" in words  # *now due on the 25th*: put off
    if group is None and any(word in _COMING for word in words):
        modality = "planned"
    if trigger.noun and group is not None and not _PENDING.isdisjoint(words) and not changed_already:
        modality = "planned" if modality == "actual" else modality
    foreseen = group is not None and bool(set(group.lemmas) & _FORESEEING)
    if trigger.noun and foreseen and modality == "actual" and trigger.frame.act not in _AGREED:
        modality, negated = "planned", False
    before = sentence.tokens[clause.first : trigger.first]
    if any(token.low in ("no", "neither", "nobody", "none", "without", "nothing") for token in before[-8:]):
        negated = True
    if " not one " in f" {' '.join(token.low for token in before[-8:])} ":
        negated = True
    if not trigger.noun and group is not None and is_left_undone(sentence.tokens, group):
        modality, negated = "actual", True
    if trigger.frame.negates:
        negated = False
    if trigger.frame.act == "link.plan" and modality == "planned":
        modality = "actual"  # what is planned is a plan already
    if trigger.noun and _is_order(sentence, trigger, clause.first):
        modality = "demanded"
    if trigger.frame.act == "ceasefire.hold" and {token.low for token in before} & _WATCHING:
        modality = "possible"
    if trigger.frame.act == "ceasefire.hold" and _GROUND.intersection(token.low for token in before[-2:]):
        modality = "possible"  # *the positions it holds*: ground is held there, not the ceasefire
    asked = "?" in _closing_marks(sentence)
    if asked or set(words[:2]) & _CONDITIONS or any(token.low in _IMAGINING for token in sentence.tokens):
        modality = "possible"
    if trigger.frame.act in _AGREED and modality == "planned" and group is not None:
        governing = {token.low for token in sentence.tokens[max(0, group.first - 5) : group.first]}
        if governing & {"agreed", "decided", "consented", "agree", "agrees", "accepted", "approved"}:
            modality = "actual"
    return modality, negated


def _is_order(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """*Exchange all for all!*: what looks like a noun opens the clause and has an object of its own."""
    tokens = sentence.tokens
    begins = all(not token.is_word for token in tokens[first : trigger.first])
    return begins and trigger.last < len(tokens) and tokens[trigger.last].low in _OBJECTS


def later_than_today(
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
