"""A shallow grammar: words, verb groups and clauses of a sentence. No parser, no weights.

A *verb group* is a main verb with its auxiliaries, its voice, tense and negation. A *clause* is a
run of words around one verb group (or none); neighbouring verb groups are cut apart at the strongest
boundary between them. Offsets are characters of the whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from tregua.model.records import Modality
from tregua.reading.grammar import words_of
from tregua.reading.words import Form, Lexicon

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?:-\w+)*|[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]",
    re.UNICODE,
)
_BE = {
    "is": "present",
    "are": "present",
    "was": "past",
    "were": "past",
    "been": "",
    "being": "",
    "be": "",
    "am": "present",
    "'s": "present",
    "isn't": "present",
    "aren't": "present",
    "wasn't": "past",
    "weren't": "past",
}
_HAVE = {
    "has": "perfect",
    "have": "perfect",
    "had": "pluperfect",
    "having": "perfect",
    "hasn't": "perfect",
    "haven't": "perfect",
    "hadn't": "pluperfect",
}
_DO = {"do", "does", "did", "don't", "doesn't", "didn't"}
_MODALS: dict[str, Modality] = {
    "will": "planned",
    "shall": "planned",
    "would": "planned",
    "won't": "planned",
    "wouldn't": "planned",
    "'ll": "planned",
    "must": "demanded",
    "should": "demanded",
    "ought": "demanded",
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "cannot": "possible",
    "couldn't": "possible",
    "can't": "possible",
}
_NEGATIONS = words_of("negations")
_ADVERBS = words_of("adverbs")
_ADJECTIVES = words_of("adjectives")
_OPENING = words_of("opening")
_NOUNS_FIRST = words_of("nouns_first")
_REPORTS = words_of("reports")
_SAYING = words_of("saying")
_SUBJECTS = words_of("subjects")
_DETERMINERS = words_of("determiners")
_PREPOSITIONS = words_of("prepositions")
_SUBORDINATORS = words_of("subordinators")
_FUTURE_VERBS = words_of("future_verbs")
_DEMAND_VERBS = words_of("demand_verbs")
_ASPECT_VERBS = words_of("aspect_verbs")
_POSSIBLE_WORDS = words_of("possible_words")
_UNDONE = words_of("undone")

Tense = Literal["present", "past", "perfect", "pluperfect", "progressive", "future", ""]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. ``start``/``end`` are characters of the whole text."""

    start: int
    end: int
    text: str
    low: str
    is_word: bool


@dataclass(slots=True)
class VerbGroup:
    """A main verb and what goes with it; ``first``/``last`` are token indexes, both included."""

    first: int
    last: int
    forms: tuple[Form, ...]
    passive: bool = False
    negated: bool = False
    modality: Modality = "actual"
    tense: Tense = ""
    finite: bool = True
    reduced: bool = False

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas the main verb may be of."""
        return tuple(dict.fromkeys(form.lemma for form in self.forms))


@dataclass(slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (exclusive) and the verb groups in them."""

    first: int
    last: int
    groups: list[VerbGroup] = field(default_factory=list)
    relative: bool = False


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``."""
    return [
        Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'"), m.group()[0].isalnum())
        for m in _TOKEN.finditer(text, start, end)
    ]


def verb_groups(tokens: list[Token], lexicon: Lexicon) -> list[VerbGroup]:
    """The verb groups of a sentence, left to right."""
    groups: list[VerbGroup] = []
    shouted = any(t.is_word for t in tokens) and not any(t.text.islower() for t in tokens)
    for index, token in enumerate(tokens):
        forms = lexicon.forms.get(token.low)
        if forms is None or token.low in _MODALS:
            continue
        if _is_auxiliary(tokens, index, lexicon):
            continue
        forms = _as_verb(tokens, index, forms, shouted=shouted)
        if forms:
            groups.append(_group(tokens, index, forms, groups[-1].last if groups else -1))
    _chain(tokens, groups)
    return groups


def _is_auxiliary(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether be, have or do stands before its main verb."""
    low = tokens[index].low
    if low not in _BE and low not in _HAVE and low not in _DO:
        return False
    for after in range(index + 1, min(index + 5, len(tokens))):
        word = tokens[after].low
        if word in _BE or word in _HAVE:
            return True
        forms = lexicon.forms.get(word, ())
        if low in _DO and any(form.tag == "base" for form in forms):
            return True
        if any(form.tag in ("part", "ing") or (form.tag == "past" and low in _HAVE) for form in forms):
            return True
        if word == "to":
            return low not in _DO
        if word not in _ADVERBS and word not in _NEGATIONS and not word.endswith("ly"):
            return False
    return False


def _previous_word(tokens: list[Token], index: int) -> int:
    """The index of the word before, past adverbs; -1 where there is none."""
    at = index - 1
    while at >= 0 and (tokens[at].low in _ADVERBS or tokens[at].low.endswith("ly")) and tokens[at].is_word:
        at -= 1
    return at


def _as_verb(
    tokens: list[Token], index: int, forms: tuple[Form, ...], *, shouted: bool = False
) -> tuple[Form, ...]:
    """The readings of the word as a verb here; empty where it is a noun or an adjective.

    In a line all in capitals (``shouted``) a capital tells nothing."""
    before = _previous_word(tokens, index)
    word = tokens[before].low if before >= 0 else ""
    tags = {form.tag for form in forms}
    direct = tokens[index - 1].low if index else ""
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    auxiliary = word in _BE or word in _HAVE or word in _MODALS or word in _DO or word == "to"
    if tokens[index].text[0].isupper() and index and not shouted and not auxiliary and tags <= {"base", "s"}:
        return ()
    if tags & {"past", "part"}:
        plain = (
            bool(after)
            and tokens[index + 1].is_word
            and after not in _PREPOSITIONS
            and after not in _DETERMINERS
        )
        if direct in _DETERMINERS and not auxiliary and plain:
            return ()
        if (
            not auxiliary
            and plain
            and after not in _ADVERBS
            and after != "to"
            and (
                index == 0
                or (
                    tokens[index].low in _ADJECTIVES
                    and (direct in _OPENING or direct[0].isdigit() or direct.endswith("ed"))
                )
            )
        ):
            return ()
        if (
            direct in _PREPOSITIONS
            and direct not in {"as", "after", "before", "since", "by"}
            and not auxiliary
            and direct != ""
        ):
            return ()
        return forms
    if "ing" in tags:
        if direct in _DETERMINERS or after == "of":
            return ()
        return forms
    if tokens[index].low in _BE or tokens[index].low in _HAVE:
        return forms
    if auxiliary and word != "to":
        return () if direct in _DETERMINERS else tuple(form for form in forms if form.tag == "base") or ()
    if word == "to" and direct == "to":
        return tuple(form for form in forms if form.tag == "base")
    if tokens[index].low == "say" and direct:
        return forms
    if direct in ("that", "this") and "s" in tags and (after[:1].isdigit() or after in _DETERMINERS):
        return forms
    if direct in ("help", "helps", "helped", "helping", "let"):
        return tuple(form for form in forms if form.tag == "base")
    if (
        direct in _DETERMINERS
        or direct in _PREPOSITIONS
        or after == "of"
        or direct.endswith(("'s", "'"))
        or not direct
    ):
        return ()
    if (
        tokens[index].low in _NOUNS_FIRST
        and word not in _SUBJECTS
        and not (
            after in _DETERMINERS
            or after == "that"
            or after[:1].isdigit()
            or (tokens[index].low in _REPORTS and after in ("", ".", ",", ";"))
            or (
                tokens[index].low in _REPORTS
                and tokens[index - 1].text[0].isupper()
                and after not in _PREPOSITIONS
                and after not in ("and", "or")
            )
        )
    ):
        return ()
    if direct == "and":
        return forms if after in _DETERMINERS or (bool(after) and after[0].isdigit()) else ()
    if "s" in tags and "base" not in tags:
        known_plural = (
            after in _PREPOSITIONS
            and direct not in _SUBJECTS
            and tokens[index - 1].text[0].islower()
            and direct.endswith("s")
        )
        return () if known_plural or direct[0].isdigit() else forms
    if (
        direct in _SUBJECTS - {"he", "she", "it", "this", "that"}
        or word.endswith("s")
        or word in {"people", "military", "troops", "servicemen", "personnel"}
        or (before > 0 and tokens[before].text[0].isupper() and tokens[before - 1].low == "and")
        or (after == "to" and any(form.lemma in _ASPECT_VERBS for form in forms))
    ):
        return forms
    return ()


def _group(tokens: list[Token], index: int, forms: tuple[Form, ...], floor: int) -> VerbGroup:
    """The group whose main verb is ``index``; looks left no further than ``floor``."""
    tags = {form.tag for form in forms}
    group = VerbGroup(index, index, forms)
    at = index - 1
    seen: list[str] = []
    while at > floor:
        word = tokens[at].low
        if word in _NEGATIONS or word.endswith("n't"):
            group.negated = True
        if (
            word in _BE
            or word in _HAVE
            or word in _MODALS
            or word in _DO
            or word == "to"
            or word in ("due", "able", "about", "set", "going", "yet")
        ):
            if word not in ("due", "able", "about", "set", "going", "yet") or seen[-1:] == ["to"]:
                seen.append(word)
                group.first = at
        elif not (word in _ADVERBS or word in _NEGATIONS or word.endswith("ly")):
            break
        if word in _POSSIBLE_WORDS:
            group.modality = "possible"
        at -= 1
    be = next((word for word in seen if word in _BE), None)
    have = next((word for word in seen if word in _HAVE), None)
    modal = next((word for word in seen if word in _MODALS), None)
    to = "to" in seen
    group.passive = be is not None and "part" in tags and (seen[0] in _BE)
    finite_past = "past" in tags and not seen
    if modal is not None:
        group.modality, group.tense = _MODALS[modal], "future"
    elif to:
        group.finite = be is not None or have is not None
        group.modality = "planned"
        group.tense = "future"
        if seen[0] != "to" and "to" in seen[1:] and have is None and be is not None:
            group.passive = "part" in tags
    elif have is not None:
        group.tense = "pluperfect" if have in ("had", "hadn't") else "perfect"
    elif be is not None:
        group.tense = (
            "progressive"
            if ("ing" in tags or "being" in seen)
            else "past"
            if _BE.get(seen[-1]) == "past" or be in ("was", "were")
            else "present"
        )
        if group.tense == "progressive" and any(_BE.get(word) == "past" for word in seen):
            group.tense = "past"
    elif any(word in ("did", "didn't") for word in seen):
        group.tense = "past"
    elif finite_past:
        group.tense = "past"
        if "part" in tags:
            group.reduced = _reads_as_participle(tokens, index, floor)
            group.passive = group.reduced
            group.finite = not group.reduced
    elif "ing" in tags or "part" in tags:
        group.finite = False
        group.passive = "part" in tags
        group.reduced = True
    else:
        group.tense = "present"
    return group


def _reads_as_participle(tokens: list[Token], index: int, floor: int) -> bool:
    """Whether a form like *deployed*, without auxiliary, is a participle: *by* follows, or a noun is
    named by it (*troops deployed in 1994 left*) and a finite verb comes later."""
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    before = tokens[index - 1].low if index else ""
    if index == 0 or (before == "," and floor >= 0):
        if tokens[index].low in ("said", "told", "added"):
            return after == "by"
        return after in _PREPOSITIONS
    return after == "by"


def _chain(tokens: list[Token], groups: list[VerbGroup]) -> None:
    """Let a governing verb colour its infinitive: *agreed to hand over* plans, *began to leave* does not."""
    for before, group in pairwise(groups):
        if (
            before.passive
            and group.first == group.last
            and {"past", "part"} <= {form.tag for form in group.forms}
        ):
            _elide(tokens, before, group)
        gap = [token.low for token in tokens[before.last + 1 : group.first]]
        bare = not any(not word[0].isalnum() for word in gap) and len(gap) <= 6
        infinitive = tokens[group.first].low == "to"
        if (group.finite and not infinitive) or not bare:
            continue
        lemmas = set(before.lemmas)
        if infinitive and lemmas & _DEMAND_VERBS:
            group.modality = "demanded"
        elif infinitive and lemmas & _FUTURE_VERBS:
            group.modality = "planned"
        elif (infinitive or any(form.tag == "ing" for form in group.forms)) and lemmas & _ASPECT_VERBS:
            group.modality, group.tense = before.modality, before.tense
            group.negated = group.negated or before.negated
            if len(gap) <= 1:
                group.first, group.finite = before.first, before.finite


def _last_and(tokens: list[Token], before: VerbGroup, group: VerbGroup) -> int:
    found = [i for i in range(before.last + 1, group.first) if tokens[i].low == "and"]
    return found[-1] if found else group.first


def _elide(tokens: list[Token], before: VerbGroup, group: VerbGroup) -> None:
    """*three were killed and two wounded*: the second leaves out its auxiliary."""
    after = tokens[group.last + 1] if group.last + 1 < len(tokens) else None
    between = {token.low for token in tokens[before.last + 1 : group.first]}
    bare = (
        after is None
        or not after.is_word
        or after.low in _PREPOSITIONS
        or after.low in ("and", "when", "while")
    )
    clear = "," not in [token.low for token in tokens[_last_and(tokens, before, group) : group.first]]
    plain = (
        clear
        and not set(group.lemmas) & _SAYING
        and not between & (_SUBORDINATORS | _SUBJECTS | {'"', "“", "”"}) - {"and"}
    )
    if bare and "and" in between and plain:
        group.passive, group.reduced, group.finite = True, False, True
        group.tense, group.modality, group.negated = before.tense, before.modality, before.negated


def clauses(tokens: list[Token], groups: list[VerbGroup]) -> list[Clause]:
    """The clauses of a sentence: between neighbouring verb groups the strongest boundary cuts."""
    cuts = [0]
    for before, group in pairwise(groups):
        if group.first <= before.last:
            continue
        cut = _boundary(tokens, before, group)
        if cut is not None and cut > cuts[-1]:
            cuts.append(cut)
    cuts.append(len(tokens))
    found = [Clause(first, last) for first, last in pairwise(cuts)]
    for group in groups:
        for clause in found:
            if clause.first <= group.last < clause.last:
                clause.groups.append(group)
                break
    for clause in found:
        clause.relative = tokens[clause.first].low in ("which", "who", "that", "where") if tokens else False
    return found


def _boundary(tokens: list[Token], before: VerbGroup, group: VerbGroup) -> int | None:
    best, strength = None, 0
    for at in range(before.last + 1, group.first + 1):
        token = tokens[at]
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if token.text in ";:—–":
            found = 5
        elif token.text == "," and following in _SUBORDINATORS:
            found = 4
        elif (
            token.low in _SUBORDINATORS
            and at < group.first
            and token.low not in ("and", "or", "as", "so", "since", "until", "before", "after")
        ):
            found = 3
        elif token.text == ",":
            found = 3 if group.finite or group.reduced else 1
        elif token.low in ("and", "or") and at >= group.first - 2:
            found = 3
        elif (
            (token.low in ("and", "or") and at >= group.first - 12)
            or (token.low in ("as", "after", "before", "since", "until", "so") and group.finite)
            or token.text in "()"
        ):
            found = 2
        else:
            continue
        if found > strength or (found == strength and found > 2):
            best, strength = at, found
    return best


def is_left_undone(tokens: list[Token], group: VerbGroup) -> bool:
    """Whether what governs an infinitive says it was not done: *failed to leave*, *has yet to leave*."""
    words = [token.low for token in tokens[max(0, group.first - 3) : group.last]]
    if "to" not in words:
        return False
    governor = words[: words.index("to")]
    yet = governor[-1:] == ["yet"] and bool(set(governor) & _HAVE.keys())
    return yet or bool(set(governor[-1:]) & _UNDONE)
