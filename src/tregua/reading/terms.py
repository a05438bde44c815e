"""What a text of terms says is to be: told as agreed, never as done."""

from __future__ import annotations

import re

from tregua.reading.frames import Trigger
from tregua.reading.grammar import words_of
from tregua.reading.scene import Scene, Sentence
from tregua.vocabulary.acts import is_a

_TERMS = words_of("terms")
_PROVIDING = words_of("providing")
_ASKING = words_of("asking")
_POINTERS = frozenset({"it", "this", "that", "which", "also", "further", "they", "these", "and"})
_REACH = 6
_UNDER = re.compile(
    r"\b(?:under|per|pursuant to|according to|in (?:accordance|line|conformity|keeping) with|as part of)"
    r"\s+((?:[\w’'-]+\s*){1,5})",
    re.IGNORECASE,
)
_STEPS = ("handover", "deploy", "exchange", "return", "establish", "link", "renew", "guarantee")


def is_term(scene: Scene, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the act is one that a text provides for (*the statement envisages …*), or that a clause in
    the present tells of a text (*under the deal the district passes to …*)."""
    return is_provided(sentence, trigger.first) or _is_under(scene, sentence, trigger)


def is_provided(sentence: Sentence, first: int) -> bool:
    """Whether the words from token ``first`` on are what a text provides for."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens[:first]):
        if token.low not in _PROVIDING and token.low not in _ASKING:
            continue
        if token.low.startswith(("provid", "call")) and tokens[at + 1].low != "for":
            continue
        lead = [one.low for one in tokens[max(0, at - _REACH) : at]]
        if lead[-1:] == ["as"]:
            continue  # *as provided for, the district was handed over*
        of_text = any(word in _TERMS for word in lead)
        pointing = bool(lead) and lead[-1] in _POINTERS and token.low in _PROVIDING
        if of_text or pointing:
            return True
    return False


def _is_under(scene: Scene, sentence: Sentence, trigger: Trigger) -> bool:
    group = trigger.group
    steps = any(is_a(trigger.frame.act, one) for one in _STEPS)
    if group is None or group.tense != "present" or not steps:
        return False
    for match in _UNDER.finditer(scene.text, sentence.start, sentence.end):
        if not _TERMS.isdisjoint(match.group(1).lower().split()):
            return True
    return False
